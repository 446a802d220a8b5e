"""The door of matching: earlier fact checks of a claim, in any language, how sure, and what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from merilo.encoder import Embedder
from merilo.errors import LibraryBusy
from merilo.library.collection import Library
from merilo.library.store import Stored
from merilo.matches.adapter import Adapted
from merilo.matches.clean import author, plain
from merilo.matches.judge import judged
from merilo.matches.lexical import WordIndex
from merilo.matches.rank import Candidate, Query, features_of, query_of, side_of
from merilo.matches.respelt import respelt
from merilo.matches.score import Table, order_of, surety, table
from merilo.matches.semantic import MeaningIndex
from merilo.matches.translations import join_translations
from merilo.matches.vectors import Floats
from merilo.model import Match

DEPTH = 50
# Words of a post beyond so many say nothing about which claim it makes.
LONGEST = 1_200
BATCH = 2_000
OnProgress = Callable[[str, int, int], None]


class Matcher:
    """Looks claims up in one library. Building it catches the indexes up with the shelf where nobody else is at it."""

    def __init__(
        self, library: Library, embedder: Embedder, *, scripts: bool = True, on_progress: OnProgress | None = None
    ) -> None:
        """Open the indexes; `scripts` False keeps Cyrillic and Latin words apart.

        `on_progress(index, done, of)` is told how far an index is that has to catch up.
        """
        self._library, self._scripts = library, scripts
        self._words = WordIndex(library.folder / "words")
        self._meaning = MeaningIndex(library.folder / "meaning", Adapted(embedder))
        self.refresh(on_progress)

    def refresh(self, on_progress: OnProgress | None = None) -> bool:
        """Catch both indexes up with the shelf; False where another process is doing so, and what is there is used."""
        last = self._library.last_row()
        current = True
        if min(self._words.seen(), self._meaning.seen()) < last or self._meaning.wants_training():
            try:
                with self._library.alone("index"):
                    for name, index in (("words", self._words), ("meaning", self._meaning)):
                        _catch_up(self._library, name, index, on_progress)
                    self._meaning.train()
            except LibraryBusy:
                current = False
        self._words.reload()
        self._meaning.reload()
        return current

    def join_translations(self, after: int = 0) -> int:
        """Join the translations of one fact check, from the row `after` on; return how many changed their story."""
        return join_translations(self._library, self._meaning, after)

    def match(self, text: str, language: str | None = None, top: int = 10) -> tuple[Match, ...]:
        """Return earlier fact checks of a claim, best first; none where nothing is similar enough."""
        return self.match_many([text], [language], top)[0]

    def match_many(
        self, texts: Sequence[str], languages: Sequence[str | None] | None = None, top: int = 10
    ) -> list[tuple[Match, ...]]:
        """Look up several claims at once; one row of matches each, in order."""
        found = self.candidates(texts, languages, depth=max(DEPTH, top))
        told = languages or [None] * len(texts)
        return [
            judged(text, language or "other", self._one_a_story(row)[:top])
            for text, language, row in zip(texts, told, found, strict=True)
        ]

    def candidates(
        self,
        texts: Sequence[str],
        languages: Sequence[str | None] | None = None,
        *,
        depth: int = DEPTH,
        weights: Table | None = None,
    ) -> list[list[Candidate]]:
        """Return for each text every record either index found, ranked, whether similar enough or not."""
        told = [each or "other" for each in languages or [None] * len(texts)]
        worded = [
            respelt(signed(text), language, self._words, self._library) if self._scripts else signed(text)
            for text, language in zip(texts, told, strict=True)
        ]
        queries = [query_of(text, language) for text, language in zip(worded, told, strict=True)]
        vectors = self._meaning.encoded(worded, told) if texts else None
        if vectors is None:
            return []
        near = self._meaning.find(vectors, depth)
        return [
            self._ranked(query, vectors[at], near[at], depth, weights or table()) for at, query in enumerate(queries)
        ]

    def _ranked(
        self, query: Query, vector: Floats, near: list[tuple[int, float]], depth: int, weights: Table
    ) -> list[Candidate]:
        if not query.text:
            return []
        worded = dict(self._words.find(query.text, query.language, depth, scripts=self._scripts))
        rows = list(dict.fromkeys([*(row for row, _ in near), *worded]))
        shelf = self._library.at(rows)
        kept = [shelf[row] for row in rows if row in shelf]
        if not kept:
            return []
        cosines = (self._meaning.vectors_of([stored.row for stored in kept]) @ vector).tolist()
        bm25 = [worded.get(stored.row, 0.0) for stored in kept]
        sides = [side_of(stored) for stored in kept]
        rare = self._words.weights(query.terms)
        features = features_of(query, sides, cosines, bm25, rare)
        orders = order_of(features, weights)
        ranked = sorted(zip(kept, features, orders, strict=True), key=lambda each: -each[2])
        return [Candidate(stored, seen, order, surety(seen, order, weights)) for stored, seen, order in ranked]

    def _one_a_story(self, ranked: Sequence[Candidate]) -> list[Candidate]:
        """Keep of duplicates and translations the one that ranks best."""
        seen: set[int] = set()
        return [each for each in ranked if not (each.stored.story in seen or seen.add(each.stored.story))]  # type: ignore[func-returns-value]


def signed(text: str) -> str:
    """Return a claim cleaned, cut to a sensible length, with who signed it where the text does not name them."""
    words = plain(text)[:LONGEST]
    who = author(text)
    return f"{words} — {who}" if who and who not in words else words


def _catch_up(library: Library, name: str, index: WordIndex | MeaningIndex, on_progress: OnProgress | None) -> None:
    last, first = library.last_row(), index.seen()
    if first >= last:
        return

    def told() -> Iterator[list[Stored]]:
        done = 0
        for batch in library.after(first, BATCH):
            yield batch
            done += len(batch)
            if on_progress:
                on_progress(name, min(first + done, last), last)

    # One call: the meaning index trains itself once, at the end, and not again on the way.
    index.add(told())
