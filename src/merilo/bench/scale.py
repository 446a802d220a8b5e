"""How cost and quality grow with the library: Merilo beside bm25s, SQLite FTS5 and faiss-flat, in one run."""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import faiss
import numpy as np

from merilo.bench import claims_data as sets
from merilo.bench.registry import Scores, benchmark
from merilo.encoder import Embedder, Kind, shared
from merilo.library import Record
from merilo.library.records import record_of
from merilo.matches.adapter import turned
from merilo.matches.clean import plain
from merilo.matches.matcher import Matcher
from merilo.matches.vectors import Floats

SIZES = "MERILO_SCALE"  # "10000,100000,1000000"
POSTS = 200
NOISE = 0.35  # a varied claim's vector stays at a cosine of about .94 to its origin's
WORD, NUMBER = re.compile(r"\w+"), re.compile(r"\d+")
Asker = Callable[[int], Sequence[str]]


@dataclass(slots=True)
class Varied:
    """Encodes real claims with the encoder, varied ones as their origin with noise: a million takes hours."""

    encoder: Embedder
    known: dict[str, Floats]
    origin: dict[str, str]

    @property
    def name(self) -> str:
        """The encoder's name, so that the adapter is used."""
        return f"{self.encoder.name}-varied"

    @property
    def width(self) -> int:
        """How many numbers a vector has."""
        return self.encoder.width

    def vectors(self, texts: Sequence[str], kind: Kind = "query") -> Floats:
        """Return one unit vector a text: float32 (texts, width)."""
        fresh = list(dict.fromkeys(text for text in texts if text not in self.known and text not in self.origin))
        if fresh:
            self.known.update(zip(fresh, self.encoder.vectors(fresh, kind), strict=True))
        out = np.array([self.known[self.origin.get(text, text)] for text in texts], np.float32)
        chance = np.random.default_rng(len(texts))
        for row, text in enumerate(texts):
            if text in self.origin:
                out[row] += NOISE * chance.standard_normal(self.width).astype(np.float32) / self.width**0.5
        return np.asarray(out / np.linalg.norm(out, axis=1, keepdims=True), np.float32)


def grown(claims: list[dict[str, str]], size: int) -> Iterator[dict[str, str]]:
    """Yield the real claims, then varied ones: another number, two words from another claim, one word less."""
    yield from claims[:size]
    chance = np.random.default_rng(11)
    for at in range(max(0, size - len(claims))):
        row = claims[int(chance.integers(len(claims)))]
        words = row["vclaim"].split()
        other = claims[int(chance.integers(len(claims)))]["vclaim"].split()
        for word in other[: 1 + at % 2]:
            words[int(chance.integers(len(words)))] = word
        yield {
            "vclaim_id": f"varied-{at}",
            "vclaim": NUMBER.sub(str(2 + at % 97), " ".join(words)),
            "title": row["title"],
            "subtitle": row["subtitle"],
            "origin": f"{row['title']}. {row['vclaim']}",
        }


@benchmark("library-scale")
def library_scale(data: Path) -> Scores:
    """10,000 claims and more (MERILO_SCALE): build, memory, p50 and p95, S@1 and MAP@5, beside its peers."""
    claims = sets.ct22_claims(data)
    posts = sets.ct22_asked(data, "Dev-Test")[:POSTS]
    wanted = {id for post in posts for id in post.gold}
    claims.sort(key=lambda row: row["vclaim_id"] not in wanted)  # the smallest library must hold the answers too
    scores: dict[str, float] = {}
    memory = Varied(shared(), {}, {})
    for size in map(int, os.environ.get(SIZES, "10000").split(",")):
        for name, value in _at(size, claims, posts, memory).items():
            scores[f"{name}_{size}"] = value
    return scores


def _at(size: int, claims: list[dict[str, str]], posts: list[sets.Asked], memory: Varied) -> dict[str, float]:
    rows = list(grown(claims, size))
    ids = [row["vclaim_id"] for row in rows]
    texts = [f"{row['vclaim']}\n{row['title']}\n{row['subtitle'] or ''}" for row in rows]
    memory.origin.update((f"{row['title']}. {row['vclaim']}", row["origin"]) for row in rows if "origin" in row)
    memory.vectors([f"{row['title']}. {row['vclaim']}" for row in rows if "origin" not in row])
    asked = [plain(post.text) for post in posts]
    scores: dict[str, float] = {}
    with sets.library_of_records(_records(rows)) as library:
        start = time.perf_counter()
        matcher = Matcher(library, memory)
        scores["merilo_build"] = time.perf_counter() - start
        scores["merilo_megabytes"] = resident()
        memory.vectors(asked)
        matcher.match(posts[0].text)
        scores |= _measured("merilo", posts, lambda at: _ids(matcher, posts[at].text))
        vectors = turned(memory.vectors([f"{row['title']}. {row['vclaim']}" for row in rows]))
        queries = turned(memory.vectors(asked))
    start = time.perf_counter()
    flat = faiss.IndexFlatIP(vectors.shape[1])
    flat.add(vectors)
    scores["flat_build"] = time.perf_counter() - start
    scores |= _measured("flat", posts, lambda at: [ids[place] for place in flat.search(queries[at : at + 1], 5)[1][0]])
    return scores | _bm25s(texts, ids, asked, posts) | _fts5(texts, ids, asked, posts)


def _records(rows: list[dict[str, str]]) -> Iterator[Record]:
    for at, row in enumerate(rows, 1):
        yield record_of({name: value for name, value in row.items() if name != "origin"} | {"lang": "en"}, at)


def _ids(matcher: Matcher, text: str) -> list[str]:
    return [each.stored.check.id for each in matcher.candidates([text], ["en"])[0][:5]]


def _measured(name: str, posts: list[sets.Asked], ask: Asker) -> dict[str, float]:
    times, right, average = [], 0, 0.0
    for at, post in enumerate(posts):
        start = time.perf_counter()
        found = ask(at)
        times.append(1_000 * (time.perf_counter() - start))
        right += bool(found) and found[0] in post.gold
        average += next((1 / place for place, id in enumerate(found, 1) if id in post.gold), 0.0)
    middle, slow = np.percentile(times, [50, 95])
    count = len(posts)
    return {
        f"{name}_p50": float(middle),
        f"{name}_p95": float(slow),
        f"{name}_s1": right / count,
        f"{name}_map5": average / count,
    }


def _bm25s(texts: list[str], ids: list[str], asked: list[str], posts: list[sets.Asked]) -> dict[str, float]:
    bm25s = import_module("bm25s")
    start = time.perf_counter()
    index = bm25s.BM25()
    index.index(bm25s.tokenize(texts, stopwords="en", show_progress=False), show_progress=False)
    built = time.perf_counter() - start

    def ask(at: int) -> list[str]:
        cut = bm25s.tokenize([asked[at]], stopwords="en", show_progress=False)
        return [ids[place] for place in index.retrieve(cut, k=5, show_progress=False)[0][0]]

    return {"bm25s_build": built} | _measured("bm25s", posts, ask)


def _fts5(texts: list[str], ids: list[str], asked: list[str], posts: list[sets.Asked]) -> dict[str, float]:
    start = time.perf_counter()
    link = sqlite3.connect(":memory:")
    link.execute("CREATE VIRTUAL TABLE claims USING fts5 (text, tokenize = 'porter unicode61')")
    link.executemany("INSERT INTO claims (rowid, text) VALUES (?, ?)", enumerate(texts))
    built = time.perf_counter() - start

    def ask(at: int) -> list[str]:
        words = " OR ".join(f'"{word}"' for word in dict.fromkeys(WORD.findall(asked[at].lower())))
        sql = "SELECT rowid FROM claims WHERE claims MATCH ? ORDER BY rank LIMIT 5"
        return [ids[row[0]] for row in link.execute(sql, (words or '"x"',))]

    return {"fts5_build": built} | _measured("fts5", posts, ask)


def resident() -> float:
    """Return the memory of this process in megabytes, 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
