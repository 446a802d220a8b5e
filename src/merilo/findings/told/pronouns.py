"""Whom "he" and "she" stand for: the one person of the sentence before, where nobody and nothing else can be meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from merilo.attribution.cues import tongue
from merilo.findings.story import Story, Telling, once
from merilo.findings.told.headline import in_captions, in_headline
from merilo.findings.told.where import cues, quotations
from merilo.model import Mention, Span
from merilo.text.words import Word, words

NEAR = 3  # words behind the pronoun in which its verb stands
SUBJECT = 5  # words at most before the subject of a sentence
BESIDE = 3  # words between the end of a quotation and the pronoun that says whose it is
LOOK_BACK = 3  # sentences in which "he" may have his name
TITLE = 4  # words ahead of a name in which its title stands
LONG_TITLE = 5  # letters
CLOSING = 4  # characters of the marks that close a quotation
SHORT = 4  # letters of a word that may be the name of a thing
ANIMATE = frozenset({"en"})  # languages whose "he" is never a thing

Shown = tuple[Mention, str, Span]


def pronouns(story: Story) -> Iterator[Shown]:
    """Yield the name, the gender and the place of each pronoun that can only be of the person named before."""
    for telling in story.tellings[1:]:
        word = _pronoun_at(story, telling)
        if word is None or telling.people or "kin" in telling.marks:
            continue
        opens = word in telling.words[:2]
        before = story.tellings[telling.index - 1] if opens else _before_quotation(story, telling.index)
        if before is None or "kin" in before.marks:
            continue
        named = [m for m in before.mentions if m.type == "PER"]
        said = "m" if word.lower in story.wording.given.he[:1] else "f"
        if len({m.entity for m in named}) != 1 or len(words(story.text, named[0].span)) < 2:
            continue  # a surname alone may be anybody's of the family
        if opens and not _is_somebody(story, telling) and _may_be_a_thing(story, before, named[0], said):
            continue
        if _introduced(story, before, named[0]) or not _another(story, telling.index, said, named[0].entity):
            yield named[0], said, word.span


def _pronoun_at(story: Story, telling: Telling) -> Word | None:
    """The "he" or "she" that begins a sentence, behind "then" perhaps, or stands right behind a quotation in it."""
    given = story.wording.given
    subjects = (*given.he[:1], *given.she[:1])
    row = telling.words
    if row and row[0].lower in subjects:
        return row[0]
    if len(row) > 1 and row[1].lower in subjects and story.wording.signs["then_opens"].at(row, 0) is not None:
        return row[1]
    near = Span(max(0, telling.span.start - CLOSING), telling.span.end)
    for quote in quotations(story).touching(near):
        if quote.depth or not telling.span.start <= quote.span.end <= telling.span.end:
            continue
        behind = [w for w in telling.words[telling.place(quote.span.end) :] if w.is_word][:BESIDE]
        for word in behind:
            if word.is_capital:
                break
            if word.lower in subjects:
                return word
    return None


def _is_somebody(story: Story, telling: Telling) -> bool:
    """The verb behind the pronoun is of what people do, in a language where things are "he" and "she" too."""
    if story.reading.article.language in ANIMATE:
        return True
    behind = telling.words[1 : 2 + NEAR]
    return any(tongue(story.profile).cues.find(behind)) or any(story.wording.signs["people_do"].find(behind))


def _may_be_a_thing(story: Story, before: Telling, mention: Mention, gender: str) -> bool:
    """The sentence before has a word that may be a noun of this gender: "she showed the new film. He ..." """
    signs = story.wording.given.signs
    endings = tuple(signs["he_nouns" if gender == "m" else "she_nouns"])
    only_his = frozenset(signs["genitive"]) if gender == "f" else frozenset()
    known = tongue(story.profile)
    out = [*(time.span for time in before.times), *(each.span for each in before.quantities), mention.span]
    # What stands right before the name is the title, and behind it the verb.
    beside = before.around(mention.span, 1, 1)
    for at, word in enumerate(before.words):
        if not word.is_word or word in beside or len(word.text) < SHORT or any(s.overlaps(word.span) for s in out):
            continue
        if word.lower in story.wording.stop or word.lower in known.adverbs or word.lower in known.prepositions:
            continue
        if word.is_capital and at and any(m.span.overlaps(word.span) for m in before.mentions):
            continue
        if at and before.words[at - 1].lower in only_his:
            continue
        past = (*signs["verb_he"], *signs["verb_she"])
        if word.lower.endswith(endings) and not (past and word.lower.endswith(past)):
            return True
    return False


def _before_quotation(story: Story, index: int) -> Telling | None:
    """The sentence before one, past those that stand in quotation marks as a whole."""
    for at in range(index - 1, max(-1, index - 4), -1):
        if not story.tellings[at].quoted:
            return story.tellings[at]
    return None


def _introduced(story: Story, telling: Telling, mention: Mention) -> bool:
    """The sentence is the first to name the person, with a title and as its subject: then "he" is nobody before."""
    first = _first_named(story)[mention.entity]
    ahead = [word for word in telling.words if word.end <= mention.span.start]
    return first == mention.span and 0 < len(ahead) <= SUBJECT


@once
def _first_named(story: Story) -> Mapping[str, Span]:
    return {mention.entity: mention.span for mention in reversed(story.reading.mentions)}


def _another(story: Story, index: int, gender: str, but: str) -> bool:
    """Somebody of this gender, or of none that is known, was named in the sentences before."""
    for telling in story.tellings[max(0, index - LOOK_BACK) : index]:
        for mention in telling.mentions:
            other = story.entities.get(mention.entity)
            if mention.type == "PER" and mention.entity != but and (other is None or other.gender in (None, gender)):
                return True
    return False


def called(story: Story) -> Iterator[Shown]:
    """Yield where the only person of a text is called by a word of the other gender, as one known.

    "The winner" or "the record holder" in the form of a woman; or the title of women before the name, in the form of a
    man.
    """
    told = [t for t in story.tellings if not in_headline(story, t.span) and not in_captions(story, t.span)]
    people = {m.entity: m for t in reversed(told) for m in reversed(t.mentions) if m.type == "PER"}
    if len(people) != 1 or any("kin" in t.marks for t in told):
        return
    (mention,) = people.values()
    if len(words(story.text, mention.span)) < 2:
        return
    titles = _titles_of(story, mention)
    for telling in told:
        if telling.people or telling.span.start < mention.span.end or "past_office" in telling.marks:
            continue
        for hit in story.wording.signs["known_woman"].find(telling.words):
            yield mention, "f", telling.words[hit.first].span
            return
        said = [cue.end for cue in cues(story).touching(telling.span)]
        for at, word in enumerate(telling.words):
            subject = at == 0 or any(0 <= word.start - end <= 1 for end in said)
            if subject and any(_is_his_form(story, title, word.lower) for title in titles):
                yield mention, "m", word.span
                return


def _titles_of(story: Story, mention: Mention) -> list[str]:
    """The words in front of a name, its town perhaps between, that are known titles of women."""
    telling = next(each for each in story.tellings if each.span.holds(mention.span))
    ahead = [word.lower for word in telling.around(mention.span, TITLE, 0) if word.is_word]
    endings = tuple(story.wording.given.signs["her_title_ends"])
    return [word for word in ahead if endings and len(word) > LONG_TITLE and word.endswith(endings)]


def _is_his_form(story: Story, hers: str, word: str) -> bool:
    """Say whether a word is the title of a woman in the form of a man, as a subject: odvjetnica, odvjetnik."""
    given = story.wording.given.signs
    ending = next(each for each in sorted(given["her_title_ends"], key=len, reverse=True) if hers.endswith(each))
    root = hers.removesuffix(ending)
    return any(word == root + each for each in given["his_title_ends"])
