"""The public sets that matching is measured on, read as plain values."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from merilo.library import Library, Record, import_checks
from merilo.library.records import record_of
from merilo.model import Relation

CT22, CT20, NTREX = "ct22_2a_claim_retrieval_en", "ct20_t2_claim_retrieval_en", "ntrex_news_parallel"
EUVSDISINFO = "euvsdisinfo"
ALIGNED: Mapping[str, str] = {
    "mkd": "mk", "srp-Latn": "sr", "srp-Cyrl": "sr", "bos": "bs", "hrv": "hr", "sqi": "sq", "bul": "bg", "rus": "ru",
    "ukr": "uk", "eng": "en",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A post, and the ids of the claims it makes."""

    text: str
    gold: frozenset[str]


def ct22_claims(data: Path) -> list[dict[str, str]]:
    """Return the pool of verified claims."""
    lines = (data / CT22 / "vclaims.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line) for line in lines]


def ct22_asked(data: Path, part: str) -> list[Asked]:
    """Return the posts of "Train", "Dev" or "Dev-Test"; ids are only good within one pair of files."""
    source = "Dev-Test" if part == "Dev-Test" else "Train-Dev"
    posts = dict(_tsv(data / CT22 / f"CT2022-Task2A-EN-{source}_Queries.tsv"))
    gold: dict[str, set[str]] = {}
    for post, _, claim, _ in _tsv(data / CT22 / f"CT2022-Task2A-EN-{part}_QRELs.tsv"):
        gold.setdefault(post, set()).add(claim)
    return [Asked(posts[post], frozenset(claims)) for post, claims in gold.items()]


def ct20_claims(data: Path) -> list[dict[str, str]]:
    """Return the pool of the 2020 set."""
    rows = _tsv(data / CT20 / "v3.0" / "verified_claims.docs.tsv")[1:]
    return [{"id": id, "claim": claim, "title": title, "lang": "en"} for id, claim, title in rows]


def ct20_asked(data: Path, part: str) -> list[Asked]:
    """Return the posts of "train" or "dev" of the 2020 set."""
    posts = dict(_tsv(data / CT20 / part / "tweets.queries.tsv")[1:])
    rows = [line.split("\t") for line in (data / CT20 / part / "tweet-vclaim-pairs.qrels").read_text().splitlines()]
    return [Asked(posts[row[0]], frozenset((row[2],))) for row in rows if row[0] in posts]


def aligned(data: Path, code: str) -> list[str]:
    """Return the sentences of a language, line by line the same in all."""
    return [line for line in (data / NTREX / f"{code}.txt").read_text(encoding="utf-8").split("\n") if line]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims, how they stand to each other, and what differs where something does."""

    here: str
    here_language: str
    there: str
    there_language: str
    relation: Relation
    kind: str


def pairs(cases: Path) -> list[Pair]:
    """Return the hand-written pairs: every claim against its translations, its altered form, and another claim."""
    import yaml  # a tool of development, which an installed Merilo does without

    found: list[Pair] = []
    for topic in yaml.safe_load(cases.read_text(encoding="utf-8")):
        claim, other, near, kind = topic["claim"], topic["other"], topic["near"], topic["kind"]
        across = list(itertools.combinations(claim, 2))
        found += [Pair(claim[a], a, claim[b], b, "same", kind) for a, b in across]
        for a, b in [*across[:4], *((language, language) for language in claim)]:
            found += [Pair(claim[a], a, other[b], b, "differs", kind), Pair(claim[a], a, near[b], b, "related", kind)]
    return found


def euvsdisinfo(data: Path) -> list[dict[str, str]]:
    """Return the debunks of 2015 to 2017 and of 2021, with the claim where it stands there, else with the title."""
    rows = []
    for name in ("cases_2015_2017.csv", "posts_2021.csv"):
        with (data / EUVSDISINFO / name).open(encoding="utf-8", newline="") as lines:
            for at, row in enumerate(csv.DictReader(lines)):
                claim = row.get("summary") or row["title"]
                rows.append({"id": f"{name}-{at}", "claim": claim, "title": row["title"], "lang": "en"})
    return rows


class InAlbanian(msgspec.Struct, frozen=True):
    """A claim typed in Albanian: the check it repeats and how, or words of the debunk; or neither, for silence."""

    claim: str
    id: str = ""
    relation: str = ""
    differs: list[str] = []
    words: list[str] = []


def asked_in_albanian(cases: Path) -> list[InAlbanian]:
    """Return the claims of `tests/cases/albanian.yaml`."""
    import yaml  # a tool of development, which an installed Merilo does without

    return msgspec.convert(yaml.safe_load(cases.read_text(encoding="utf-8")), list[InAlbanian])


@contextmanager
def library_of_records(records: Iterable[Record]) -> Iterator[Library]:
    """Make a library of records for as long as the context lasts."""
    with TemporaryDirectory() as home, Library.open("bench", home, create=True) as library:
        import_checks(library, records)
        yield library


@contextmanager
def library_of(rows: list[dict[str, str]]) -> Iterator[Library]:
    """Make a library of flat records for as long as the context lasts."""
    with library_of_records(record_of(row, at) for at, row in enumerate(rows, 1)) as library:
        yield library


def _tsv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t"))
