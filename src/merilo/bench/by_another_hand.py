"""What the rules find in articles by somebody who had never seen them: slips, look-alikes, and sound articles.

The misses in `tests/cases/articles/seen` were looked at when rules were mended; nothing is ever mended on `unseen`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from merilo.bench.registry import Scores, benchmark
from merilo.findings.find import find
from merilo.model import Finding, Span
from merilo.pipeline import means, understood
from merilo.reading.read import article_from_bytes

ARTICLES = Path(__file__).parents[3] / "tests" / "cases" / "articles"
LATER = 7  # the number of the first article of each profile that is by a later hand
CALENDAR = frozenset({"impossible-date", "weekday"})
ORDER = frozenset({"age", "duration", "end-before-start", "event-two-dates", "future-as-past", "office-term", "offset"})
# Kinds that have no target of their own.
OTHER = frozenset({"event-two-places", "meaning", "quote-speaker", "quote-wording"})


class Slip(msgspec.Struct, frozen=True):
    """What was planted: its kind, the piece of text that is wrong, and the pieces that it disagrees with."""

    kind: str
    piece: str
    other: list[str] = []


class Decoy(msgspec.Struct, frozen=True):
    """What looks like a slip of a kind and is none."""

    kind: str
    piece: str


class Key(msgspec.Struct, frozen=True):
    """What is in one article."""

    published: str
    slips: list[Slip]
    decoys: list[Decoy]


@dataclass(frozen=True, slots=True)
class Told:
    """What the rules told of one article: of each slip and look-alike whether it was, and what else they told.

    `alarms` are the rules that told something else. `later` are those that were written after the rules had been mended
    on the first ones, by other hands.
    """

    profile: str
    later: bool
    slips: list[tuple[str, bool]]
    decoys: list[bool]
    sound: bool
    alarms: list[str]


@benchmark("findings-unseen")
def findings_unseen(data: Path) -> Scores:
    """Slips in articles by another hand: found, by family; alarms on look-alikes, and in each sound article."""
    unseen, seen = (list(_read(ARTICLES / folder)) for folder in ("unseen", "seen"))
    rows: dict[str, list[bool]] = defaultdict(list)
    for each in unseen:
        for kind, found in each.slips:
            hand = "later" if each.later else "first"
            for key in (family(kind), f"{hand}_{family(kind)}", f"kind-{kind}", f"profile-{each.profile}"):
                rows[key].append(found)
    for each in seen:
        for kind, found in each.slips:
            rows[f"seen_{family(kind)}"].append(found)
    sound = [each.alarms for each in (*unseen, *seen) if each.sound]
    by_rule = Counter(rule for alarms in sound for rule in alarms)
    return {
        **{key: share(row) for key, row in sorted(rows.items())},
        "alarms-on-look-alikes": share([one for each in unseen for one in each.decoys]),
        "sound": by_rule.total() / len(sound),
        **{f"sound-{rule}": count / len(sound) for rule, count in sorted(by_rule.items())},
    }


def family(kind: str) -> str:
    """Return the group of kinds that has a target of its own."""
    if kind in CALENDAR:
        return "calendar"
    return "order" if kind in ORDER else "other" if kind in OTHER else "numbers-and-names"


def share(row: Iterable[bool]) -> float:
    """Return the share of what is true; nothing of nothing."""
    counted = list(row)
    return sum(counted) / len(counted) if counted else 0.0


def _read(folder: Path) -> Iterator[Told]:
    with_ = means()
    for path in sorted(folder.glob("*.md")):
        key = msgspec.yaml.decode(path.with_suffix(".yaml").read_bytes(), type=Key)
        article = article_from_bytes(path.read_bytes(), path.name, published=date.fromisoformat(key.published))
        heard = [each for each in find(*understood(article, with_)) if each.severity != "note"]
        slips = [
            [place for piece in (slip.piece, *slip.other) for place in places(article.text, piece)]
            for slip in key.slips
        ]
        used = {at for at, each in enumerate(heard) if any(touches(each, stood) for stood in slips)}
        rest = [each for at, each in enumerate(heard) if at not in used]
        yield Told(
            profile=path.stem.rpartition("-")[0],
            later=int(path.stem.rpartition("-")[2]) >= LATER,
            slips=[
                (slip.kind, any(touches(each, stood) for each in heard))
                for slip, stood in zip(key.slips, slips, strict=True)
            ],
            decoys=[any(touches(each, places(article.text, decoy.piece)) for each in rest) for decoy in key.decoys],
            sound=not key.slips,
            alarms=[each.rule for each in rest],
        )


def places(text: str, piece: str) -> list[Span]:
    """Return every stretch of a text that is the piece."""
    found, at = [], text.find(piece)
    while at >= 0:
        found.append(Span(at, at + len(piece)))
        at = text.find(piece, at + 1)
    return found


def touches(finding: Finding, stood: list[Span]) -> bool:
    """Return whether a finding points into one of the stretches."""
    return any(span.overlaps(place) for span in finding.spans for place in stood)
