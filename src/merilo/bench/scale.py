"""How cost and quality grow with the library: Merilo beside bm25s, SQLite FTS5 and faiss-flat, in one run."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ParamSpec, TypeVar

import msgspec
import numpy as np

from merilo.bench import claims_data as sets
from merilo.bench.contenders import CONTENDERS, answered, built
from merilo.bench.registry import Scores, benchmark
from merilo.encoder import shared
from merilo.matches.vectors import Floats

SIZES = "MERILO_SCALE"  # "10000,100000,1000000"
POSTS = 200
# So many varied claims are really encoded; how their vectors differ from their origins' is what the others get.
SHIFTS = 3_000
CHUNK = 20_000
NEAR = 0.03
NUMBER = re.compile(r"\d+")
P = ParamSpec("P")
R = TypeVar("R")


def grown(claims: Sequence[Mapping[str, str]], size: int) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the real claims, then varied ones, each with the place of the real one it was made of.

    A varied one has another number and one or two words of another claim: a near twin, which makes it hard for all.
    """
    yield from ((at, dict(row)) for at, row in enumerate(claims[:size]))
    chance = np.random.default_rng(11)
    for at in range(size - len(claims)):
        origin = int(chance.integers(len(claims)))
        row = claims[origin]
        words = row["vclaim"].split()
        other = claims[int(chance.integers(len(claims)))]["vclaim"].split()
        for word in other[: 1 + at % 2]:
            words[int(chance.integers(len(words)))] = word
        varied = NUMBER.sub(str(2 + at % 97), " ".join(words))
        yield origin, {"vclaim_id": f"varied-{at}", "vclaim": varied} | {key: row[key] for key in ("title", "subtitle")}


@benchmark("library-scale")
def library_scale(data: Path) -> Scores:
    """10,000 claims and more (MERILO_SCALE): build, memory, p50 and p95, S@1 and MAP@5, beside its peers."""
    claims = sets.ct22_claims(data)
    asked = sets.ct22_asked(data, "Dev-Test")[:POSTS]
    posts = [(post.text, sorted(post.gold)) for post in asked]
    wanted = {id for post in asked for id in post.gold}
    claims.sort(key=lambda row: row["vclaim_id"] not in wanted)  # the smallest library must hold the answers too
    real = shared().vectors([_meant(row) for row in claims])
    varied = list(grown(claims, len(claims) + SHIFTS))[len(claims) :]
    shifts = shared().vectors([_meant(row) for _, row in varied]) - real[[origin for origin, _ in varied]]
    scores: dict[str, float] = {}
    sizes = sorted(map(int, os.environ.get(SIZES, "10000").split(",")))
    for size in sizes:
        with TemporaryDirectory() as home:
            _laid_out(Path(home), list(claims), size, real, shifts)
            for name in CONTENDERS:
                found = _apart(built, name, Path(home)) | _apart(answered, name, Path(home), posts)
                scores |= {f"{name}_{key}_{size}": value for key, value in found.items()}
        scores |= _beside(scores, size)
    if len(sizes) > 1:
        _drawn(scores, sizes)
    return scores


def _beside(scores: Mapping[str, float], size: int) -> dict[str, float]:
    """How far ahead of the best peer Merilo is, and how it stands to the fastest that comes within three points."""
    mine, peers = scores[f"merilo_map5_{size}"], [name for name in CONTENDERS if name != "merilo"]
    near = [scores[f"{name}_p50_{size}"] for name in peers if scores[f"{name}_map5_{size}"] >= mine - NEAR]
    lead = {f"lead_{size}": mine - max(scores[f"{name}_map5_{size}"] for name in peers)}
    return lead | ({f"times_the_fastest_near_{size}": scores[f"merilo_p50_{size}"] / min(near)} if near else {})


def _meant(row: Mapping[str, str]) -> str:
    """What the meaning index encodes of a claim (see `merilo.matches.semantic.text_of`)."""
    return f"{row['title']}. {row['vclaim']}"


def _laid_out(home: Path, claims: list[dict[str, str]], size: int, real: Floats, shifts: Floats) -> None:
    """Write the claims and their vectors to disk, a varied one's as its origin's shifted as a real variation was."""
    chance = np.random.default_rng(5)
    origins = np.empty(size, np.int64)
    encoder = msgspec.json.Encoder()
    with (home / "rows.jsonl").open("wb") as out:
        for at, (origin, row) in enumerate(grown(claims, size)):
            origins[at] = origin
            out.write(encoder.encode(row) + b"\n")
    with (home / "vectors.f32").open("wb") as out:
        for first in range(0, size, CHUNK):
            some = real[origins[first : first + CHUNK]]
            shifted = some + shifts[chance.integers(len(shifts), size=len(some))]
            shifted /= np.linalg.norm(shifted, axis=1, keepdims=True)
            places = np.arange(first, first + len(some))
            out.write(np.where((places < len(claims))[:, None], some, shifted).astype(np.float32).tobytes())


def _apart(act: Callable[P, R], *args: P.args, **more: P.kwargs) -> R:
    """Run in a fresh process, so that memory is that of one contender at one job."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(act, *args, **more).result()


def _drawn(scores: Mapping[str, float], sizes: Sequence[int]) -> None:
    """Draw the growth as a picture of the docs, where we stand in the project's folder."""
    folder = Path("docs/images")
    if not folder.is_dir():
        return
    import_module("matplotlib").use("svg")
    pyplot = import_module("matplotlib.pyplot")
    figure, panels = pyplot.subplots(1, 3, figsize=(10.5, 3.4))
    told = {"merilo": "Merilo", "flat": "faiss-flat", "bm25s": "bm25s", "fts5": "SQLite FTS5"}
    colours = {"merilo": "#1f4e79", "flat": "#b5651d", "bm25s": "#5b7f3a", "fts5": "#8a8a8a"}
    for axes, (key, title) in zip(
        panels,
        (("p50", "an answer, milliseconds (p50)"), ("megabytes", "resident, MB"), ("map5", "MAP@5")),
        strict=True,
    ):
        for name, label in told.items():
            values = [scores[f"{name}_{key}_{size}"] for size in sizes]
            axes.plot(sizes, values, marker="o", color=colours[name], label=label)
        axes.set_xscale("log")
        axes.set_xlabel("claims")
        axes.set_title(title)
        axes.spines[["top", "right"]].set_visible(False)
        if key != "map5":
            axes.set_yscale("log")
    panels[0].legend(frameon=False, fontsize=8)
    figure.tight_layout()
    figure.savefig(folder / "library-growth.svg")
