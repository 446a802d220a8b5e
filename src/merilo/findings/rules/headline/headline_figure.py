"""A figure of the headline that the story does not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from merilo.findings.mends.choice import Side, decided
from merilo.findings.mends.counts import TWICE
from merilo.findings.mends.figures import copied
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling, story_of
from merilo.findings.told.again import kinds_counted
from merilo.findings.told.counts import CLOSE, PEOPLE, Count, counts
from merilo.findings.told.divisions import permuted
from merilo.findings.told.headed import accounted_for, only_number, other_score, other_share
from merilo.findings.told.headline import both_places, headline_alone, headline_at, in_headline
from merilo.findings.told.one_thing import one_key, same_noun
from merilo.findings.told.shares import shares_of
from merilo.findings.told.stretches import OF_THINGS, Length, lengths
from merilo.model import Quantity, Span
from merilo.text.numbers import quantities

FEW = 3  # a smaller number is often none
SHARED = 2  # stems of a headline and the first sentence
LEAD = 3  # sentences of a story that a headline is made of
TIMES = 2.5  # two figures farther apart are of two things
ROUGHLY = 0.2  # of the larger figure; so far "about" reaches
ROUNDING = 0.08  # headlines round


@rule("headline-figure", severity="warning")
def headline_figure(story: Story) -> Iterator[Slip]:
    """A figure of the headline, or a length of time, is not in the story, which gives another one for the same thing.

    So is a score that the story gives otherwise, and a share in words ("every third") that its counts do not bear out.
    Silent where the headline rounds, where two figures of the story make the one of the headline or differ by it, or
    where the story has no figure of the kind.
    """
    title = headline_alone(story)
    if title is None:
        return
    text = title.article.text
    headed = story_of(replace(title, quantities=quantities(text, title.sentences, story.profile)))
    body = [each for each in counts(story) if not in_headline(story, each.quantity.span)]
    written = {w.text for telling in story.tellings for w in telling.words if not in_headline(story, w.span)}
    in_shares = [share for share in shares_of(headed, headed.tellings[0]) if share.loose]
    for count in counts(headed):
        figure = count.quantity
        if any(share.span.overlaps(figure.span) for share in in_shares):
            continue  # "one in six"
        if figure.bound not in ("exact", "at-least", "at-most") or figure.span.of(text) in written:
            continue
        rivals = []
        for other in body:
            if other.quantity.unit != figure.unit:
                continue
            if _rounds(figure, other.quantity) or _is_within(figure, other.quantity):
                break
            named = count.noun is not None and count.noun == other.noun and count.noun != PEOPLE
            befallen = count.kind is not None and count.kind == other.kind
            if _too_far(figure, other, body):
                continue
            if named or befallen or figure.unit not in (None, "%"):
                rivals.append(other.quantity)
        else:
            rivals = rivals or _in_the_lead(story, headed, figure, body) or _of_the_same(story, headed, count, body)
            rivals = rivals or _the_only_one(figure, body) or _slip_of_the_lead(story, headed, figure, body)
            # Of several candidates the one with the same figures in another order is what was meant.
            rivals.sort(key=lambda quantity: sorted(_digits(quantity)) != sorted(_digits(figure)))
            few = figure.unit is not None or len({quantity.value for quantity in rivals}) <= 2
            if rivals and few and not accounted_for(story, figure, rivals):
                yield _missing(story, text, figure, rivals)
    yield from _lengths(story, headed)
    told = [each for each in story.tellings if not in_headline(story, each.span)]
    for pair in (other_score(headed, story, told), other_share(headed, story, told)):
        if pair is not None:
            yield Slip(both_places(story, *pair), {"figure": headed.said(pair[0])}, confidence=0.65)


def _lengths(story: Story, headed: Story) -> Iterator[Slip]:
    """ "Jailed for seven years", and the lead says six: a length of time that the story never gives."""
    body = [each for each in story.tellings if not in_headline(story, each.span)]
    told = [length for each in body for length in lengths(story, each)]
    lead = body[:LEAD] if any(each.stems & headed.tellings[0].stems for each in body[:LEAD]) else []
    for length in lengths(headed, headed.tellings[0]):
        if length.unit == "Y" and length.count > OF_THINGS:
            continue  # years of a life, or since then
        if any(abs(length.days - each.days) <= length.slack + each.slack for each in told):
            continue
        near = list(
            {
                other.span: other
                for each in lead
                for other in lengths(story, each)
                if _of_one_measure(length, other) and not _later(story, each, other)
            }.values()
        )
        if len(near) == 1:
            places = both_places(story, length.span, near[0].span)
            yield Slip(places, {"figure": headed.said(length.span)}, confidence=0.65)


def _later(story: Story, telling: Telling, length: Length) -> bool:
    """ "A bracelet was found five years later": from one thing to another, and no length of what the headline tells."""
    return any(story.wording.signs["after"].find(telling.around(length.span, 1, 2)))


def _of_one_measure(one: Length, other: Length) -> bool:
    """Years against years, days against days, and neither many times the other."""
    low, high = sorted((one.days, other.days))
    return one.slack == other.slack and high <= TIMES * low


def _too_far(figure: Quantity, other: Count, body: Sequence[Count]) -> bool:
    """Farther down than the lead stands what the headline does not sum up, unless it is a slip of the hand."""
    first = min(each.telling.index for each in body)
    low, high = sorted((figure.value, other.quantity.value))
    like = permuted(low, high) or one_key(low, high)
    return other.telling.index - first >= LEAD and not like and (high > TIMES * low or "growth" in other.marks)


def _told_alike(story: Story, count: Count, other: Count) -> bool:
    """Both count people, or what is one word or nearly so, or things of one kind: pupils and children."""
    if count.quantity.unit is not None or other.quantity.unit is not None:
        return False
    low, high = sorted((count.quantity.value, other.quantity.value))
    if low <= FEW or high > TIMES * low:
        return False
    if kinds_counted(story, count) & kinds_counted(story, other):
        return True
    return same_noun(count, other) or (other.is_people and count.noun is not None)


def _in_the_lead(story: Story, headed: Story, figure: Quantity, body: Sequence[Count]) -> list[Quantity]:
    """The one plain number of the first sentence that tells what the headline tells: so many words are the same."""
    if figure.unit is not None or figure.value < FEW or any(c.quantity.value == figure.value for c in body):
        return []
    lead = next((each for each in story.tellings if not in_headline(story, each.span)), None)
    if lead is None or len(lead.stems & headed.tellings[0].stems) < SHARED:
        return []
    own = [c.quantity for c in body if c.telling is lead and c.quantity.unit is None and c.quantity.value >= FEW]
    return own if len(own) == 1 and _is_told(figure, own[0]) and "change" not in lead.marks else []


def _of_the_same(story: Story, headed: Story, count: Count, body: Sequence[Count]) -> list[Quantity]:
    """The one count of people or of the same thing in the lead, where the lead tells what the headline tells."""
    lead = [each for each in story.tellings if not in_headline(story, each.span)][:LEAD]
    about = [each for each in lead if each.stems & headed.tellings[0].stems or each.people & _named(story)]
    found = [c for c in body if c.telling in about and _told_alike(story, count, c)]
    told = [c.quantity for c in found if _is_told(count.quantity, c.quantity) and "change" not in c.telling.marks]
    return told if len(told) == 1 else []


def _slip_of_the_lead(story: Story, headed: Story, figure: Quantity, body: Sequence[Count]) -> list[Quantity]:
    """The one figure of the lead with the same digits in another order; or its one share, where it tells the same."""
    lead = [each for each in story.tellings if not in_headline(story, each.span)][:LEAD]
    found = [c.quantity for c in body if c.telling in lead and c.quantity.unit == figure.unit]
    likely = [each for each in found if figure.value > FEW and permuted(figure.value, each.value)]
    if figure.unit == "%" and not likely:
        alike = [each for each in lead if len(each.stems & headed.tellings[0].stems) >= SHARED]
        likely = [c.quantity for c in body if c.telling in alike and c.quantity.unit == "%"] if len(found) == 1 else []
    return likely if len({each.value for each in likely}) == 1 and likely[0].bound in ("exact", figure.bound) else []


def _the_only_one(figure: Quantity, body: Sequence[Count]) -> list[Quantity]:
    """The only number of the story, whatever it counts, where it is not far from the figure."""
    only = only_number(body, figure, FEW, TIMES)
    return [only] if only is not None and _is_told(figure, only) else []


def _is_told(figure: Quantity, quantity: Quantity) -> bool:
    """The story gives the number, or gives it roughly and the headline is farther off: "300 march", "about 200"."""
    if quantity.bound == "about":
        return abs(figure.value - quantity.value) > ROUGHLY * max(figure.value, quantity.value)
    return quantity.bound in ("exact", figure.bound)  # "more than 20 million", "more than 30 million"


def _named(story: Story) -> frozenset[str]:
    """Who stands in the headline, where the text carries it."""
    return frozenset(who for each in story.tellings if in_headline(story, each.span) for who in each.people)


def _digits(quantity: Quantity) -> str:
    return f"{quantity.value:.6g}".replace(".", "").rstrip("0")


def _is_within(figure: Quantity, quantity: Quantity) -> bool:
    """A headline that says "over 40" is right about 48."""
    if figure.bound == quantity.bound:
        return False  # "up to 210 million" there, and "up to 120 million" here
    if figure.bound == "at-least":
        return quantity.value >= figure.value
    return figure.bound == "at-most" and quantity.value <= figure.value


def _rounds(figure: Quantity, quantity: Quantity) -> bool:
    slack = ROUNDING if figure.value % 5 == 0 or figure.value != int(figure.value) else CLOSE
    return abs(figure.value - quantity.value) <= slack * max(figure.value, quantity.value)


def _missing(story: Story, title: str, figure: Quantity, rivals: Sequence[Quantity]) -> Slip:
    rival = rivals[0]
    end = max(rival.span.end, rival.noun.end if rival.noun else 0)
    places = both_places(story, figure.span, Span(rival.span.start, end))
    slip = Slip(places, {"figure": figure.span.of(title)}, confidence=0.7)
    at = headline_at(story)
    if at is None or len({quantity.value for quantity in rivals}) > 1:
        return slip
    headed = replace(figure, span=Span(figure.span.start + at, figure.span.end + at), noun=None)
    ours = Side(1, copied(story, headed, rival))
    return decided(slip, ours, Side(len(rivals), copied(story, rival, headed)), least=TWICE)
