"""What the engine says of a request that came in: how much it wants checking, and what was checked before.

Told once in every language that members read, because the next one who opens it may read another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from merilo import report as reports
from merilo.claims import Sentence, judge
from merilo.resources import profile
from merilo.speech import say
from merilo.text.language import language_of
from merilo.text.script import script_of
from merilo.text.sentences import sentences
from merilo_desk.engine.lookup import looked_up
from merilo_desk.engine.thread import asked, encoder

# A request is judged by its best sentence; one that goes on and on is judged by its beginning.
MOST_SENTENCES = 12


@dataclass(frozen=True, slots=True)
class Judged:
    """The score of a text's best sentence, and its reasons in each language."""

    score: float
    reasons: dict[str, list[str]]


def worth_of(text: str, language: str, speaking: Sequence[str]) -> Judged | None:
    """Say how much the best sentence of a text wants checking; None for a text without words."""
    script = script_of(text)
    spans = sentences(text, profile(language if language != "other" else language_of(text), script))[:MOST_SENTENCES]
    found = [Sentence(span.of(text), language, script) for span in spans]
    if not found:
        return None
    best = max(asked(lambda: judge(found, encoder())), key=lambda each: each.score)
    return Judged(best.score, {each: [say(reason, each) for reason in best.reasons] for each in speaking})


def checked_before(text: str, language: str, speaking: Sequence[str], top: int = 5) -> list[dict[str, Any]]:
    """Return earlier fact checks of a claim as JSON values, best first; `reasons` stand in each language."""

    def work() -> list[dict[str, Any]]:
        told = []
        for match in looked_up([text], [language], top)[0]:
            value = dict(msgspec.to_builtins(reports.match_out(match, "en")))
            value["reasons"] = {each: [say(reason, each) for reason in match.reasons] for each in speaking}
            told.append(value)
        return told

    return asked(work) if text.strip() else []
