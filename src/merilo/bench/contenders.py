"""Who is measured in `library-scale`: each builds an index on disk, and answers from it in a process of its own."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import faiss
import msgspec
import numpy as np

from merilo.bench.machine import resident
from merilo.encoder import Encoder, Kind
from merilo.encoder.encoder import WIDTH
from merilo.library import Library, Record, import_checks
from merilo.library.records import record_of
from merilo.matches.adapter import turned
from merilo.matches.clean import plain
from merilo.matches.matcher import Matcher
from merilo.matches.vectors import Floats

WORD = re.compile(r"\w+")
CHUNK = 50_000
Answer = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Grounds:
    """Where the claims of one run stand: `rows.jsonl`, and their vectors in the same order in `vectors.f32`."""

    folder: Path

    def rows(self) -> Iterator[dict[str, str]]:
        """Yield the claims, one at a time."""
        with (self.folder / "rows.jsonl").open("rb") as lines:
            for line in lines:
                yield msgspec.json.decode(line)

    def ids(self) -> list[str]:
        """Return the ids in order."""
        return [row["vclaim_id"] for row in self.rows()]

    def texts(self) -> list[str]:
        """Return what a words' index reads of each claim."""
        return [f"{row['vclaim']}\n{row['title']}\n{row['subtitle'] or ''}" for row in self.rows()]

    def vectors(self, first: int, count: int) -> Floats:
        """Return some of the encoder's vectors: float32 (count, width). They are read, not mapped, to weigh nothing."""
        got = np.fromfile(self.folder / "vectors.f32", np.float32, count * WIDTH, offset=4 * WIDTH * first)
        return got.reshape(-1, WIDTH)


class Prepared:
    """An embedder that hands out vectors made beforehand, in the order of the claims: what is timed is the index."""

    width = WIDTH

    def __init__(self, name: str, grounds: Grounds) -> None:
        self.name = name
        self._grounds, self._next = grounds, 0

    def vectors(self, texts: Sequence[str], kind: Kind = "query") -> Floats:
        """Return the next vectors, one a text."""
        first, self._next = self._next, self._next + len(texts)
        return self._grounds.vectors(first, len(texts))


@dataclass(frozen=True, slots=True)
class Renamed:
    """The encoder under another name, so that the prepared vectors are looked up and never mistaken for its own."""

    encoder: Encoder
    name: str

    @property
    def width(self) -> int:
        """How many numbers a vector has."""
        return self.encoder.width

    def vectors(self, texts: Sequence[str], kind: Kind = "query") -> Floats:
        """Return one unit vector a text: float32 (texts, width)."""
        return self.encoder.vectors(texts, kind)


def _records(rows: Iterator[dict[str, str]]) -> Iterator[Record]:
    for at, row in enumerate(rows, 1):
        yield record_of(row | {"lang": "en"}, at)


def build_merilo(grounds: Grounds) -> dict[str, float]:
    """Import the claims and build both indexes."""
    start = time.perf_counter()
    with Library.open("scale", grounds.folder, create=True) as library:
        import_checks(library, _records(grounds.rows()))
        imported = time.perf_counter()
        Matcher(library, Prepared(_name(), grounds))
    return {"build": time.perf_counter() - imported, "import": imported - start}


def ask_merilo(grounds: Grounds) -> Answer:
    """Open the library as a reading would."""
    matcher = Matcher(Library.open("scale", grounds.folder), Renamed(Encoder.open(), _name()))
    return lambda text: [each.stored.check.id for each in matcher.candidates([text], ["en"])[0][:5]]


def _name() -> str:
    return f"{Encoder.open(threads=1).name}-prepared"


def build_flat(grounds: Grounds) -> dict[str, float]:
    """Put the same vectors, through the same adapter, into faiss-flat."""
    start = time.perf_counter()
    flat = faiss.IndexFlatIP(WIDTH)
    while len(some := grounds.vectors(flat.ntotal, CHUNK)):
        flat.add(turned(some))
    faiss.write_index(flat, str(grounds.folder / "flat.faiss"))
    return {"build": time.perf_counter() - start}


def ask_flat(grounds: Grounds) -> Answer:
    """Load the index; a question is encoded and turned as Merilo's is."""
    flat, ids, encoder = faiss.read_index(str(grounds.folder / "flat.faiss")), grounds.ids(), Encoder.open()
    return lambda text: [ids[place] for place in flat.search(turned(encoder.vectors([plain(text)])), 5)[1][0]]


def build_bm25s(grounds: Grounds) -> dict[str, float]:
    """Index with bm25s as its handbook does, English stop words left out."""
    bm25s: Any = import_module("bm25s")
    texts = grounds.texts()
    start = time.perf_counter()
    index = bm25s.BM25()
    index.index(bm25s.tokenize(texts, stopwords="en", show_progress=False), show_progress=False)
    index.save(str(grounds.folder / "bm25s"))
    return {"build": time.perf_counter() - start}


def ask_bm25s(grounds: Grounds) -> Answer:
    """Load the index."""
    bm25s: Any = import_module("bm25s")
    index, ids = bm25s.BM25.load(str(grounds.folder / "bm25s")), grounds.ids()

    def ask(text: str) -> list[str]:
        cut = bm25s.tokenize([plain(text)], stopwords="en", show_progress=False)
        return [ids[place] for place in index.retrieve(cut, k=5, show_progress=False)[0][0]]

    return ask


def build_fts5(grounds: Grounds) -> dict[str, float]:
    """Index with SQLite FTS5 and its Porter stemmer."""
    texts = grounds.texts()
    start = time.perf_counter()
    link = sqlite3.connect(grounds.folder / "fts5.sqlite")
    link.execute("CREATE VIRTUAL TABLE claims USING fts5 (text, content = '', tokenize = 'porter unicode61')")
    link.executemany("INSERT INTO claims (rowid, text) VALUES (?, ?)", enumerate(texts))
    link.commit()
    link.close()
    return {"build": time.perf_counter() - start}


def ask_fts5(grounds: Grounds) -> Answer:
    """Open the index; a question is all its words joined by OR."""
    link, ids = sqlite3.connect(grounds.folder / "fts5.sqlite"), grounds.ids()
    sql = "SELECT rowid FROM claims WHERE claims MATCH ? ORDER BY rank LIMIT 5"

    def ask(text: str) -> list[str]:
        words = " OR ".join(f'"{word}"' for word in dict.fromkeys(WORD.findall(plain(text).lower())))
        return [ids[row[0]] for row in link.execute(sql, (words or '"x"',))]

    return ask


@dataclass(frozen=True, slots=True)
class Contender:
    """How one of them builds and answers."""

    build: Callable[[Grounds], dict[str, float]]
    ask: Callable[[Grounds], Answer]


CONTENDERS: Mapping[str, Contender] = {
    "merilo": Contender(build_merilo, ask_merilo),
    "flat": Contender(build_flat, ask_flat),
    "bm25s": Contender(build_bm25s, ask_bm25s),
    "fts5": Contender(build_fts5, ask_fts5),
}


def built(name: str, folder: Path) -> dict[str, float]:
    """Build in this process; return seconds, and the most memory it took."""
    scores = CONTENDERS[name].build(Grounds(folder))
    return scores | {"build_megabytes": resident(most=True)}


def answered(name: str, folder: Path, posts: Sequence[tuple[str, Sequence[str]]]) -> dict[str, float]:
    """Answer every post in this process: milliseconds from words to ids, memory, S@1 and MAP@5."""
    ask = CONTENDERS[name].ask(Grounds(folder))
    for text, _ in posts[:5]:
        ask(text)
    times, right, average = [], 0, 0.0
    for text, gold in posts:
        start = time.perf_counter()
        found = ask(text)
        times.append(1_000 * (time.perf_counter() - start))
        right += bool(found) and found[0] in gold
        average += next((1 / place for place, id in enumerate(found, 1) if id in gold), 0.0)
    middle, slow = np.percentile(times, [50, 95])
    return {
        "p50": float(middle),
        "p95": float(slow),
        "s1": right / len(posts),
        "map5": average / len(posts),
        "megabytes": resident(),
    }
