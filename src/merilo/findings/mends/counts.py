"""A count that has two values: the one that stands alone takes the number that the rest of the text gives."""

from __future__ import annotations

from merilo.findings.mends.choice import USUAL, Side, decided
from merilo.findings.mends.copying import instead
from merilo.findings.mends.figures import copied, number_of
from merilo.findings.rule import Slip
from merilo.findings.story import Story
from merilo.findings.told.counts import Count, both_told, times_told
from merilo.model import Fix, Quantity, Span

TWICE = 2  # times a story gives a number, before the only other one, in its headline or a caption, is a slip


def mended(story: Story, left: Count, right: Count, *, least: int = USUAL) -> Slip:
    """Return the slip of two counts with the edit that brings the odd one round, or with both that are possible."""
    one = Side(times_told(story, left), copied(story, left.quantity, right.quantity))
    other = Side(times_told(story, right), copied(story, right.quantity, left.quantity))
    return decided(both_told(story, left, right), one, other, least=least)


def in_one_unit(story: Story, left: Count, right: Count) -> Slip:
    """Return the slip of one number in two units with the edit that gives the odd one the unit of the rest."""
    one = Side(times_told(story, left), _unit_copied(story, left.quantity, right.quantity))
    other = Side(times_told(story, right), _unit_copied(story, right.quantity, left.quantity))
    return decided(both_told(story, left, right), one, other)


def _unit_copied(story: Story, slip: Quantity, right: Quantity) -> Fix | None:
    ours, theirs = _unit(story, slip), _unit(story, right)
    return instead(story, ours, theirs) if ours and theirs else None


def _unit(story: Story, quantity: Quantity) -> Span | None:
    """The words of the unit behind a number; None where it stands before it."""
    number = number_of(story, quantity)
    if number is None or number.start != quantity.span.start or number.end >= quantity.span.end:
        return None
    rest = story.text[number.end : quantity.span.end]
    return Span(quantity.span.end - len(rest.lstrip()), quantity.span.end)
