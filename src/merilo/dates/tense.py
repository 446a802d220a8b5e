"""Whether a clause looks back or ahead, told by the nearest word that shows it."""

from __future__ import annotations

from collections.abc import Sequence

from merilo.dates.context import Tense
from merilo.dates.vocabulary import Vocabulary
from merilo.text.words import Word

LEFT, RIGHT = 16, 12
FAR = 12.0  # a word farther off does not make a clause look ahead
COMMA = 4  # a comma puts a word so much farther away
ENDS = frozenset(".!?…;")
OPENERS = frozenset("\"'“„«»”‘’:-–—(")


def tense_at(all_words: Sequence[Word], keys: Sequence[str], first: int, last: int, vocabulary: Vocabulary) -> Tense:
    """Return the tense of the clause round the tokens `first` to `last`; None where nothing shows it."""
    if _is_set_for(keys, first, vocabulary):
        return "future"
    best: tuple[float, Tense] = (99.0, None)
    distance = 0.0
    for at in range(first - 1, max(-1, first - 1 - LEFT), -1):
        key = keys[at]
        if key in ENDS and not (key == "." and at and len(keys[at - 1]) <= 3):
            break
        distance += COMMA if key == "," else 1
        shown = _shown(key, vocabulary, _is_noun_like(all_words, keys, at, vocabulary))
        if shown == "past" and at and keys[at - 1] in vocabulary.tense.get("passive", ()):
            continue  # "will be paid": the participle shows nothing
        if shown is not None:
            best = (distance, shown)
            break
    distance = 4.5
    for at in range(last, min(len(keys), last + RIGHT)):
        key = keys[at]
        if key in ENDS:
            break
        distance += COMMA if key == "," else 1
        shown = _shown(key, vocabulary, _is_noun_like(all_words, keys, at, vocabulary))
        if shown is not None:
            if distance < best[0]:
                best = (distance, shown)
            break
    if best[1] is None and vocabulary.tense.get("until", frozenset()).intersection(keys[max(0, first - 2) : first]):
        return "future"  # what nothing puts in the past lasts until then
    return best[1] if best[1] == "past" or best[0] <= FAR else None


def _is_set_for(keys: Sequence[str], first: int, vocabulary: Vocabulary) -> bool:
    """Say whether something is set for the date, or open until then: "назначено на вторник", "otvoren do petka"."""
    at = first - 1
    while at >= 0 and keys[at] in vocabulary.tense.get("set_to", ()):
        at -= 1
    return -1 < at < first - 1 and keys[at] in vocabulary.tense.get("set_for", ())


def _is_noun_like(all_words: Sequence[Word], keys: Sequence[str], at: int, vocabulary: Vocabulary) -> bool:
    """Say whether a word is a name, or goes with a noun: the United States, a proposed merger."""
    before = keys[at - 1] if at else "."
    if before in vocabulary.tense.get("determiners", ()):
        return True
    return all_words[at].is_capital and before not in ENDS and before not in OPENERS


def _shown(key: str, vocabulary: Vocabulary, noun_like: bool) -> Tense:
    words, stems = vocabulary.tense, vocabulary.tense_stems
    if key in words.get("future", ()) or key.startswith(stems.get("future") or ("\0",)):
        return "future"
    if key in words.get("past", ()) or key.startswith(stems.get("past") or ("\0",)):
        return "past"
    if len(key) > 4 and not noun_like and key not in words.get("not_past", ()):
        if key.endswith(tuple(words.get("future_ending", ())) or ("\0",)):
            return "future"
        if key.endswith(tuple(words.get("past_ending", ())) or ("\0",)):
            return "past"
    return None
