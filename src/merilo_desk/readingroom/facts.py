"""The facts beside the text, tab by tab: claims, who said what, timeline, findings, earlier checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from merilo_desk import engine
from merilo_desk.readingroom.sheet import Pick, Sheet

TABS = ("claims", "voices", "timeline", "findings", "checks")
# The engine's own labels serve as the names of the tabs.
LABELS = {"claims": "claims", "voices": "voices", "timeline": "timeline", "findings": "disagree", "checks": "checked"}
# So many rows stand in a tab at first, and so many when all are asked for.
FIRST, MOST = 40, 400


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: its key, its name, and how many rows wait in it."""

    key: str
    name: str
    count: int


def tabs(sheet: Sheet) -> list[Tab]:
    """Return the tabs with their counts."""
    digest = sheet.digest
    counts = {
        "claims": len(digest.claims),
        "voices": len(digest.voices),
        "timeline": len(digest.report.timeline),
        "findings": len(digest.numbered),
        "checks": len(digest.report.matches),
    }
    return [Tab(key, digest.label(LABELS[key]), counts[key]) for key in TABS]


def facts(sheet: Sheet, tab: str, picks: Sequence[Pick], *, every: bool = False) -> dict[str, Any]:
    """Return what a tab shows: its rows, and how many more there are."""
    rows = ROWS[tab](sheet, picks)
    shown = rows[: MOST if every else FIRST]
    return {
        "tab": tab,
        "rows": shown,
        "more": len(rows) - len(shown),
        "every": every,
        **PICTURES.get(tab, _none)(sheet),
    }


def _place(sheet: Sheet, at: int) -> dict[str, Any]:
    """Return where a letter stands: its sentence, its part of the text, its page or paragraph or time."""
    return {
        "sentence": sheet.sentence(at),
        "part": sheet.part_of(at).number,
        "place": sheet.digest.place(at),
    }


def _claims(sheet: Sheet, picks: Sequence[Pick]) -> list[dict[str, Any]]:
    digest = sheet.digest
    return [
        {
            "start": claim.start,
            "end": claim.end,
            "words": digest.words(claim, 420),
            "kind": digest.label(claim.kind),
            "worth": claim.checkworthiness,
            "bar": round(claim.checkworthiness * 60),
            "reasons": " ".join(claim.reasons),
            "picks": [pick for pick in picks if pick.start < claim.end and claim.start < pick.end],
            **_place(sheet, claim.start),
        }
        for claim in digest.claims
    ]


def _voices(sheet: Sheet, picks: Sequence[Pick]) -> list[dict[str, Any]]:
    digest = sheet.digest
    return [
        {
            "speaker": voice.speaker or digest.label("unnamed"),
            "named": bool(voice.speaker),
            "carriers": " → ".join(voice.carriers),
            "manner": digest.manner(voice),
            "words": voice.words[:420],
            **_place(sheet, voice.said.content[0].start),
        }
        for voice in digest.voices
    ]


def _timeline(sheet: Sheet, picks: Sequence[Pick]) -> list[dict[str, Any]]:
    return [
        {
            "moment": each,
            "rank": each.findings[0][1].severity if each.findings else "",
            "x": round(each.left * 2, 1),
            "width": round(max(each.width * 2, 5), 1),
        }
        for each in engine.moments(sheet.digest).moments
    ]


def _findings(sheet: Sheet, picks: Sequence[Pick]) -> list[dict[str, Any]]:
    digest = sheet.digest
    rows = []
    for number, finding in digest.numbered:
        sides = [{"side": side, **_place(sheet, finding.spans[side.first].start)} for side in digest.sides(finding)]
        rank, mend = digest.label(finding.severity), digest.mend(finding)
        rows.append({"number": number, "finding": finding, "rank": rank, "sides": sides, "mend": mend})
    return rows


def _checks(sheet: Sheet, picks: Sequence[Pick]) -> list[dict[str, Any]]:
    digest = sheet.digest
    rows = []
    for match in digest.matches:
        check = match.fact_check
        claim = None if match.claim is None else digest.report.claims[match.claim]
        rows.append(
            {
                "here": digest.words(claim, 420) if claim else "",
                "relation": digest.label(match.relation),
                "score": match.score,
                "check": check,
                "claim": digest.shown(check.claim),
                "link": check.url if check.url.startswith(("https://", "http://")) else "",
                "differences": [
                    (digest.label(each.kind), digest.shown(each.here), digest.shown(each.there))
                    for each in match.differences
                ],
                "reasons": " ".join(match.reasons),
                **(_place(sheet, claim.start) if claim else {}),
            }
        )
    return rows


def _voices_picture(sheet: Sheet) -> dict[str, Any]:
    return {"picture": engine.voices(sheet.digest)}


def _line(sheet: Sheet) -> dict[str, Any]:
    return {"years": [(year, round(at * 2, 1)) for year, at in engine.moments(sheet.digest).years]}


def _none(sheet: Sheet) -> dict[str, Any]:
    return {}


ROWS = {"claims": _claims, "voices": _voices, "timeline": _timeline, "findings": _findings, "checks": _checks}
PICTURES = {"voices": _voices_picture, "timeline": _line}
