"""What somebody had before them when they voted or reviewed, and how that differs from what stands now."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from merilo_desk.casework.difference import PARTS
from merilo_desk.casework.models import Case, Evidence
from merilo_desk.newsroom.difference import Piece, difference

SHOWN = (
    "stance", "source", "title", "publisher", "url", "archived", "quotation", "pinned", "shows", "interests",
    "why_secondary",
)  # fmt: skip
WEIGHED = ("stance", "source", "title", "publisher", "url", "quotation", "pinned", "shows")


def voted_on(case: Case) -> dict[str, Any]:
    """Return what a verdict rests on: the claim, the text in the claim's own language, and the evidence.

    Translations, the order of sources and their archived copies are not part of it: they call for no other vote.
    """
    draft = case.drafts.filter(language=case.language).first()
    return {
        "claim": case.claim,
        "context": case.context,
        "texts": {part: getattr(draft, part) for part in ("claim", "reason", "body")} if draft else {},
        "evidence": sorted((_weighed(each) for each in case.evidence.all()), key=lambda each: each["id"]),
    }


def reviewed(case: Case) -> dict[str, Any]:
    """Return what a reviewer reads: all that the public will see of the case."""
    return {
        "claim": case.claim,
        "context": case.context,
        "why_chosen": case.why_chosen,
        "statement": _statement(case),
        "verdict": {"labels": case.rating.labels, "sentences": case.sentences} if case.rating else {},
        "drafts": {
            draft.language: {part: getattr(draft, part) for part in PARTS}
            for draft in case.drafts.order_by("language")
        },
        "evidence": [source_seen(each) for each in case.evidence.all()],
        "replies": [
            {
                "id": each.pk,
                # By number, as the speaker is: a name is said in the language of whoever looks, and what was approved
                # in one language has to stand in every other.
                "speaker": each.asked_id or each.asked_words,
                "question": each.question,
                "answer": each.answer if each.may_publish else "",
            }
            for each in case.reply_requests.order_by("pk")
        ],
        "notes": list(case.notes.filter(public=True).order_by("pk").values_list("text", flat=True)),
    }  # fmt: skip


def _weighed(each: Evidence) -> dict[str, Any]:
    return {name: value for name, value in source_seen(each).items() if name in {"id", *WEIGHED}}


def _statement(case: Case) -> dict[str, Any]:
    said = case.statement
    if said is None:
        return {}
    day = said.said_on.isoformat() if said.said_on else ""
    return {"speaker": said.speaker_id or said.speaker_words, "words": said.words, "said_on": day, "place": said.place}


def source_seen(each: Evidence) -> dict[str, Any]:
    """Return one source as it is laid before a reviewer; of a protected one nothing that names it."""
    if each.protected:
        return {"id": each.pk, "stance": each.stance, "source": each.source, "title": each.public_text}
    return {"id": each.pk, **{name: getattr(each, name) for name in SHOWN}}


def digest_of(seen: Mapping[str, Any]) -> str:
    """Return a digest that is the same only for the same content."""
    return sha256(json.dumps(seen, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was: what it is, in which language, and its words old and new."""

    what: str | Promise
    language: str
    pieces: tuple[Piece, ...]


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Difference]:
    """Return how what stands now differs from what was seen before, in the order in which one reads it."""
    return list(_differences(before, now))


def _differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    for key, name in (("claim", _("Claim")), ("context", _("Context")), ("why_chosen", _("Why we check this"))):
        yield from _compared(name, "", before.get(key, ""), now.get(key, ""))
    yield from _compared(_("Who said it and when"), "", _lines(before.get("statement")), _lines(now.get("statement")))
    yield from _compared(_("Verdict"), "", _verdict(before), _verdict(now))
    languages = dict.fromkeys([*before.get("drafts", {}), *now.get("drafts", {})])
    for code in languages:
        old, new = before.get("drafts", {}).get(code, {}), now.get("drafts", {}).get(code, {})
        for part, name in PARTS.items():
            yield from _compared(name, code, old.get(part, ""), new.get(part, ""))
    for name, key in ((_("Evidence"), "evidence"), (_("Right of reply"), "replies")):
        old, new = (_by_id(each.get(key, [])) for each in (before, now))
        for at in dict.fromkeys([*old, *new]):
            yield from _compared(name, "", old.get(at, ""), new.get(at, ""))
    yield from _compared(_("Notes"), "", "\n".join(before.get("notes", [])), "\n".join(now.get("notes", [])))


def _verdict(seen: Mapping[str, Any]) -> str:
    verdict = seen.get("verdict", {})
    labels = verdict.get("labels", {})
    return " ".join(
        [labels.get("en") or next(iter(labels.values()), ""), *verdict.get("sentences", {}).values()]
    ).strip()


def _lines(row: Mapping[str, Any] | None) -> str:
    return "\n".join(str(value) for key, value in (row or {}).items() if key not in {"id", "speaker"} and value)


def _by_id(rows: list[dict[str, Any]]) -> dict[int, str]:
    return {row["id"]: _lines(row) for row in rows}


def _compared(name: str | Promise, language: str, before: str, now: str) -> Iterator[Difference]:
    if before != now:
        yield Difference(name, language, tuple(difference(before, now)))
