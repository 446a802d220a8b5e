"""Who a source is: the name in it, the title, the pronoun, or the one who spoke last."""

from __future__ import annotations

from collections.abc import Sequence

from merilo.attribution.lines import PREPOSITIONAL
from merilo.model import Attribution, Span
from merilo.text.words import words
from merilo.voices.cast import Cast
from merilo.voices.meant import NAMELESS, may_be, recent, titled
from merilo.voices.naming import antecedent, named, surnamed

CLOSE = 14  # characters behind a pronoun in which "however" stands
OWN = ("his_words", "her_words")
QUOTING = '„“«"'


def speaker(cast: Cast, told: Attribution, said: Sequence[tuple[int, str]]) -> str | None:
    """Return the entity that speaks, or None where that is open; `said` are earlier speakers with their offsets."""
    if told.source is None:
        return _unnamed(cast, told, said)
    names = cast.within(told.source)
    if names:
        return named(cast, told.source, names, subject=_is_subject(cast, told))
    row = [word for word in words(cast.text, told.source) if word.is_word]
    if not row:
        return None
    if len(row) == 1 and row[0].lower in cast.words.relatives:
        return antecedent(cast, told.source.start)
    if len(row) == 1 and row[0].lower in cast.words.pronouns:
        return _pronoun(cast, told, row[0].lower, said)
    if _several(cast, told):
        return None  # „одборници нису рекли“ is no „одборник“
    if cast.text[told.source.start] in QUOTING:
        return None  # „Зеленила“ is a name, and no part of its director's title
    if (known := surnamed(cast, row)) is not None:
        return known
    return titled(cast, told.source.start, [word.lower for word in row], said)


def _several(cast: Cast, told: Attribution) -> bool:
    """Say whether the verb is one of several."""
    if told.cue is None or cast.words.bare:
        return False
    row = words(cast.text, told.cue)
    hits = [hit for at in range(len(row)) if (hit := cast.words.cues.at(row, at)) is not None]
    verbs = [row[hit.last - 1] for hit in hits] or row
    return any(word.lower.endswith(cast.words.plural or ("\0",)) for word in verbs)


def _is_subject(cast: Cast, told: Attribution) -> bool:
    """Say whether a source is the subject of its cue, and so in the nominative."""
    if told.cue is None:
        return True
    row = words(cast.text, told.cue)
    kinds = {hit.entry for at in range(len(row)) if (hit := cast.words.cues.at(row, at)) is not None}
    lead = words(cast.text[max(0, told.source.start - CLOSE) : told.source.start]) if told.source is not None else []
    ruled = bool(lead) and lead[-1].lower in cast.words.prepositions
    asks = not kinds and any(word.lower in cast.words.questions for word in row)  # „на питање одборника Пејчића“
    return not kinds & {*PREPOSITIONAL, "asks"} and not ruled and not asks


def _pronoun(cast: Cast, told: Attribution, lower: str, said: Sequence[tuple[int, str]]) -> str | None:
    kind = cast.words.gender.get(lower)
    if (
        kind == "latter" and told.source is not None
    ):  # «приказ подписал сам Айдаров. Тот назвал это ложью»: whoever was named last
        return next((each.entity for each in cast.before(told.source.start) if each.type == "PER"), None)
    if kind not in ("he", "she"):
        return None
    # A name inside what he said is somebody he speaks of: a quotation before "he said" is passed over.
    at = min(span.start for span in (*told.content, told.source) if span is not None)
    if said and said[-1][1] in NAMELESS.values() and _contrasts(cast, told.source):
        said = said[:-1]  # „Više izvora tvrdi da će Barić odstupiti. On, međutim, kaže“
    return recent(cast, at, "f" if kind == "she" else "m", said)


def _contrasts(cast: Cast, source: Span | None) -> bool:
    """Say whether a "however" right behind a pronoun sets him against the one who spoke before."""
    if source is None:
        return False
    row = [word for word in words(cast.text, Span(source.end, min(len(cast.text), source.end + CLOSE))) if word.is_word]
    return bool(row) and row[0].lower in cast.words.breakers


def _unnamed(cast: Cast, told: Attribution, said: Sequence[tuple[int, str]]) -> str | None:
    """Return who speaks where no source stands: the last speaker, where the verb or the quotation goes on with him."""
    gender = carried(cast, told)
    if gender is None or told.cue is None:
        return None
    begun = max((each.start for each in cast.sentences_of(told.cue)), default=told.cue.start)
    if begun < told.cue.start:
        row = words(cast.text, Span(begun, told.cue.end))
        if any((hit := cast.words.cues.at(row, at)) is not None and hit.entry in OWN for at in range(len(row))):
            here = {each.entity for each in cast.within(Span(begun, told.cue.start)) if each.type == "PER"}
            if len(here) == 1 and may_be(cast, next(iter(here)), gender or None):
                return here.pop()  # „Тренер Влах је блажи: по њему, утакмица је ...“
        ahead = [word.lower for word in row if word.end <= told.cue.start]
        spoke = said[-1] if said and said[-1][0] >= begun else None
        joined = bool(ahead) and ahead[-1] in cast.words.conjunctions
        if joined and spoke is not None and not may_be(cast, spoke[1], gender or None):
            return None  # „Јавио се, прича Магда Симић, и рекао да“
    at = min(span.start for span in (*told.content, told.cue)) if told.mode == "direct" else told.cue.start
    return recent(cast, at, gender or None, said)


def carried(cast: Cast, told: Attribution) -> str | None:
    """Return the gender that pronoun or verb tells of somebody spoken of before, "" where none; None where it does not
    go on with anybody."""
    if told.source is not None:
        lower = told.source.of(cast.text).lower()
        return {"she": "f", "he": "m"}.get(cast.words.gender.get(lower, ""))
    if told.cue is None:
        return None
    row = words(cast.text, told.cue)
    further = words(
        cast.text, Span(told.cue.start, min(len(cast.text), told.cue.end + CLOSE))
    )  # „стоји да“ is one entry
    whole = (cast.words.cues.at(further, at) for at in range(len(row)))
    if any(hit is not None and hit.entry == "impersonal" for hit in whole):
        return None
    hits = [hit for at in range(len(row)) if (hit := cast.words.cues.at(row, at)) is not None]
    if any(word.lower in cast.words.questions or cast.words.asked.at(row, at) for at, word in enumerate(row)):
        return None  # „Упитана да ли ...“: she is asked, and nobody says by whom
    kinds = {hit.entry for hit in hits}
    if not hits and any(cast.words.evidentials.at(row, at) is not None for at in range(len(row))):
        return None  # „наводно“: nobody says who
    passive = cast.words.passive_endings or ("\0",)
    if kinds & {"impersonal", "their_words"} or any(row[hit.first].lower.endswith(passive) for hit in hits):
        return None
    if kinds & {"his_words", "her_words"}:
        return "f" if "her_words" in kinds else "m"
    if _several(cast, told):
        return None  # several said it: „Додали су“
    if cast.words.bare:
        return None  # English does not drop its pronouns
    gender = ""
    for word in row:
        if word.lower.endswith(cast.words.feminine or ("\0",)):
            gender = "f"
        elif word.lower.endswith(cast.words.masculine or ("\0",)):
            gender = "m"
    return gender
