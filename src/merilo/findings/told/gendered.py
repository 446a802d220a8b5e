"""What a sentence tells of somebody's gender: by the verb behind a name, and by "he" or "she" at a quotation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from merilo.findings.story import Story, Telling
from merilo.model import Mention
from merilo.text.words import Word, words

NEAR = 4  # words from a whole name to a verb that shows whose it is
BESIDE = 3  # words between the end of a quotation and the pronoun that says whose it is
NEEDS_HELP = frozenset({"sr", "hr", "bs", "bg"})  # languages whose past verbs mostly stand beside "is"


@dataclass(frozen=True, slots=True)
class Gendered:
    """A mention of somebody and the word that is of a man ("m") or of a woman ("f")."""

    mention: Mention
    word: Word
    gender: str


def verbs(story: Story, telling: Telling) -> Iterator[Gendered]:
    """Yield the surnames that a verb follows whose form tells of a man or of a woman: "Hodžić je istakao"."""
    signs = story.wording.given.signs
    he, she, beside = tuple(signs["verb_he"]), tuple(signs["verb_she"]), frozenset(signs["verb_with"])
    if not he:
        return
    helped = story.reading.article.language in NEEDS_HELP
    for mention in telling.mentions:
        if mention.type != "PER" or not _is_subject(story, telling, mention):
            continue
        row = telling.around(mention.span, 0, 3)
        helpers = 0
        while helpers < len(row) and row[helpers].lower in beside:
            helpers += 1
        if helpers >= len(row) or (helped and not helpers):
            continue
        word = row[helpers]
        gender = "f" if word.lower.endswith(she) else "m" if word.lower.endswith(he) else None
        if gender is not None and word.is_word and not word.is_capital and len(word.text) > 3:
            yield Gendered(mention, word, gender)


def _is_subject(story: Story, telling: Telling, mention: Mention) -> bool:
    """A surname alone that nothing announces: no title, no "the husband of" before it."""
    row = [word for word in words(story.text, mention.span) if word.is_word]
    ahead = telling.around(mention.span, 1, 0)
    if len(row) != 1 or row[0].text.isupper():
        return False
    return not ahead or not ahead[0].is_word or (ahead[0].lower in story.wording.stop and len(ahead[0].text) < 4)


def pronoun_at(story: Story, telling: Telling) -> Word | None:
    """Return the "he" or "she" that begins a sentence, or stands right behind a quotation in it."""
    given = story.wording.given
    pronouns = (*given.he[:1], *given.she[:1])
    if telling.words and telling.words[0].lower in pronouns:
        return telling.words[0]
    for quote in story.reading.quotes:
        if quote.depth or not telling.span.start <= quote.span.end <= telling.span.end:
            continue
        behind = [w for w in telling.words if w.start >= quote.span.end and w.is_word][:BESIDE]
        for word in behind:
            if word.is_capital:
                break
            if word.lower in pronouns:
                return word
    return None


def before_quotation(story: Story, index: int) -> Telling | None:
    """Return the sentence before one, past those that stand in quotation marks as a whole."""
    for at in range(index - 1, max(-1, index - 4), -1):
        if not story.tellings[at].quoted:
            return story.tellings[at]
    return None


def shown(story: Story, entity: str) -> str | None:
    """Return "f" or "m" where a verb beside the whole name of somebody is of a woman or of a man; else nothing.

    Of a woman only where her first name ends as those of women do; where both are shown, nothing is.
    """
    signs = story.wording.given.signs
    she, he, beside = tuple(signs["verb_she"]), tuple(signs["verb_he"]), frozenset(signs["verb_with"])
    found = set()
    for telling in story.tellings if she else ():
        for mention in telling.mentions:
            row = [word for word in words(story.text, mention.span) if word.is_word]
            if mention.entity != entity or len(row) < 2:
                continue
            around = [word for word in telling.around(mention.span, NEAR, NEAR) if word.lower not in beside]
            told = [w.lower for w in around if len(w.text) > BESIDE and w.is_word and not w.is_capital]
            if row[-2].lower[-1] in "aа" and any(word.endswith(she) for word in told):
                found.add("f")
            elif row[-2].lower[-1] not in "aа" and any(word.endswith(he) for word in told):
                found.add("m")
    return found.pop() if len(found) == 1 else None
