"""He or she?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from merilo.findings.mends.choice import certain
from merilo.findings.mends.copying import put
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.findings.told.gendered import Sign, has_namesake, signs
from merilo.model import Span
from merilo.text.words import words

SURE = frozenset({"name", "title", "address", "verb", "who"})  # ways to show it that no other person can be meant by
UNBENT = frozenset({"en", "sq"})  # languages whose verbs do not tell him from her


@rule("he-she", severity="warning")
def he_she(story: Story) -> Iterator[Slip]:
    """Somebody is shown as a woman in one place and as a man in another.

    Everything that tells a man from a woman is weighed: the given name, a title of women ("spokeswoman"), the form of
    the verb beside the name, the form in which they speak of themselves in a quotation, "who" in a language where it
    has a gender, and "he" or "she" in the sentence behind. What is told less is the slip; of two that weigh the same,
    what the name does not show, or what stands later. Silent where the name alone speaks against the rest, where a
    surname may be a husband's or a sister's, and where "he" may be somebody else, or a thing.
    """
    told: dict[str, list[Sign]] = defaultdict(list)
    for sign in signs(story):
        told[sign.entity].append(sign)
    for entity, each in told.items():
        if has_namesake(story, entity):
            each = [sign for sign in each if len(words(story.text, sign.name)) > 1]
        weight = {gender: sum(sign.weight for sign in each if sign.gender == gender) for gender in "mf"}
        if not min(weight.values()):
            continue
        right = max(weight, key=lambda gender: weight[gender]) if weight["m"] != weight["f"] else _told_first(each)
        if right is None:
            continue
        odd = [sign for sign in each if sign.gender != right]
        if any(sign.how in ("name", "title") for sign in odd):
            continue
        shown = _surest([sign for sign in each if sign.gender == right])
        for sign in odd:
            yield _slip(story, sign, shown)


def _told_first(told: Sequence[Sign]) -> str | None:
    """Of two that weigh the same, what the name shows, or what stands first: where each is shown beyond doubt."""
    sure = [sign for sign in told if sign.how in SURE]
    if len({sign.gender for sign in sure}) < len("mf"):
        return None
    named = [sign for sign in sure if sign.how in ("name", "title")]
    return min(named or sure, key=lambda sign: sign.word).gender


def _surest(told: Sequence[Sign]) -> Sign:
    """The sign that an editor sees at once: a title, a verb, the name."""
    return max(told, key=lambda sign: (sign.weight, sign.how == "title", sign.how == "verb"))


def _slip(story: Story, odd: Sign, shown: Sign) -> Slip:
    entity = story.entities[odd.entity]
    facts = {"name": entity.name, "here": story.said(shown.word), "there": story.said(odd.word)}
    places = {shown.word, shown.name, odd.word}
    if odd.how in ("verb", "who"):
        places.add(odd.name)
    slip = Slip(tuple(sorted(places)), facts, confidence=0.7)
    return _mended(story, slip, odd.word, odd.gender) if odd.how == "pronoun" else slip


def _mended(story: Story, slip: Slip, word: Span, said: str) -> Slip:
    """The other pronoun, in a language whose verbs do not tell he from she, and where no other word does."""
    given = story.wording.given
    wrong, right = (given.he, given.she) if said == "m" else (given.she, given.he)
    telling = story.telling_at(word.start)
    if story.reading.article.language not in UNBENT or any(w.lower in wrong for w in telling.words if w.span != word):
        return slip
    return certain(slip, put(story, word, right[0]))
