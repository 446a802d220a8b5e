"""The word index: the terms of every fact check in tantivy, one writer, always to be caught up from the shelf."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from math import log
from pathlib import Path

import tantivy

from merilo.library.store import Stored
from merilo.matches.sound import NAME, bones
from merilo.matches.terms import terms

VERSION = "2"
HEAP = 128 * 1024 * 1024
# A post has at most so many different terms that are worth a look-up; the first ones name what it is about.
MOST_TERMS = 64


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", stored=False, indexed=True, fast=True)
    for name in ("words", "written", "sounds"):
        builder.add_text_field(name, stored=False, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


class WordIndex:
    """Finds fact checks by their words. Reading needs no lock; only one process may add at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        _heal(folder)
        self._index = tantivy.Index(_schema(), path=str(folder))
        self._fields = ("words", "written")

    def seen(self) -> int:
        """Return the highest row in the index, 0 for an empty one: what is committed, not what was tried."""
        self._index.reload()
        found = self._index.searcher().search(
            tantivy.Query.all_query(), limit=1, count=False, order_by_field="row", order=tantivy.Order.Desc
        )
        return int(found.hits[0][0]) if found.hits else 0

    def add(self, batches: Iterable[Sequence[Stored]], *, per_commit: int = 100_000) -> int:
        """Add checks, in the order of their rows, and commit; return how many there were."""
        # One thread: with two, this version of tantivy has been seen to panic.
        writer = self._index.writer(HEAP, 1)
        count = since = 0
        for batch in batches:
            for stored in batch:
                document = tantivy.Document()
                document.add_unsigned("row", stored.row)
                text = text_of(stored)
                document.add_text("sounds", " ".join(_sounds(text)))
                document.add_text("words", " ".join(terms(text, stored.check.language)))
                document.add_text("written", " ".join(terms(text, stored.check.language, scripts=False)))
                writer.add_document(document)
            count, since = count + len(batch), since + len(batch)
            if since >= per_commit:
                writer.commit()
                since = 0
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        return count

    def find(self, query: str, language: str, top: int, *, scripts: bool = True) -> list[tuple[int, float]]:
        """Return the rows that share the most telling words with the query, with their BM25 scores, best first."""
        asked = list(dict.fromkeys(terms(query, language, scripts=scripts)))[:MOST_TERMS]
        if not asked:
            return []
        field = self._fields[0 if scripts else 1]
        parts = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._index.schema, field, term, "freq")) for term in asked
        ]
        searcher = self._index.searcher()
        hits = searcher.search(tantivy.Query.boolean_query(parts), limit=top, count=False).hits
        rows = searcher.fast_field_values("row", [address for _, address in hits])
        return [(int(row), float(score)) for row, (score, _) in zip(rows, hits, strict=True) if row is not None]

    def knows(self, term: str) -> bool:
        """Say whether a term stands in any check."""
        return self._index.searcher().doc_freq("words", term) > 0

    def sounding(self, keys: Sequence[str], top: int) -> list[int]:
        """Return the rows of checks with a name that has one of these keys (`sound.bones`)."""
        parts = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._index.schema, "sounds", key, "freq")) for key in keys
        ]
        searcher = self._index.searcher()
        hits = searcher.search(tantivy.Query.boolean_query(parts), limit=top, count=False).hits
        return [int(row) for row in searcher.fast_field_values("row", [at for _, at in hits]) if row is not None]

    def weights(self, query_terms: Sequence[str]) -> dict[str, float]:
        """Return how telling each term is: 0 for a term in every check, about 1 for one in a single check."""
        searcher = self._index.searcher()
        total = max(searcher.num_docs, 1)
        found = {term: searcher.doc_freq("words", term) for term in dict.fromkeys(query_terms)}
        return {term: rarity(count, total) for term, count in found.items()}

    def reload(self) -> None:
        """See what another process has committed since."""
        self._index.reload()


def rarity(count: int, total: int) -> float:
    """Return how telling a term is that stands in `count` of `total` texts, from 0 to 1."""
    return log((total + 1) / (count + 1)) / log(total + 2)


def text_of(stored: Stored) -> str:
    """Return what of a check is indexed by words."""
    check = stored.check
    title = check.title if check.title != check.claim else ""
    summary = check.summary[:600] if check.summary not in (check.claim, check.title) else ""
    return "\n".join(part for part in (check.claim, title, summary, check.claimant) if part)


def _sounds(text: str) -> list[str]:
    return sorted({key for name in NAME.findall(text) for key in bones(name)})


def _heal(folder: Path) -> None:
    """Make the folder an index of this version; what cannot be opened is put away and built anew from the shelf."""
    mark = folder / "version"
    if folder.exists():
        try:
            if mark.read_text() == VERSION:
                tantivy.Index.open(str(folder))
                return
        except (OSError, ValueError):
            pass
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    tantivy.Index(_schema(), path=str(folder))
    mark.write_text(VERSION)
