"""The door of the room: ask every rule about a reading."""

from __future__ import annotations

from merilo.encoder.encoded import Encoded
from merilo.findings.pairs import Pairwise, pair_reader
from merilo.findings.rule import RULES, ask
from merilo.findings.rules.calendar import impossible_date, weekday_against_date
from merilo.findings.rules.headline import caption_against_text, headline_date, headline_figure, headline_name
from merilo.findings.rules.meaning import contradiction, opposite_verbs
from merilo.findings.rules.names import (
    he_she,
    name_spelt_two_ways,
    office_outside_term,
    title_two_people,
    two_given_names,
)
from merilo.findings.rules.numbers import (
    count_two_values,
    magnitude_slip,
    parts_against_total,
    percentage_against_counts,
    ranking_against_numbers,
    share_over_hundred,
    unit_conflict,
)
from merilo.findings.rules.order import (
    age_against_birth,
    age_two_values,
    duration_against_dates,
    end_before_start,
    event_two_dates,
    event_two_places,
    future_as_past,
    gap_against_dates,
    length_two_values,
)
from merilo.findings.rules.quotations import quote_two_speakers, quote_two_wordings
from merilo.findings.rules.sources import anonymous_sources, circular_reporting, first_reported, hearsay, single_source
from merilo.findings.sense import sense_of
from merilo.findings.story import story_of
from merilo.model import Finding, Reading

# The files that hold rules. Naming them here is what puts their rules on the list.
FILES = (
    impossible_date,
    weekday_against_date,
    age_against_birth,
    age_two_values,
    duration_against_dates,
    end_before_start,
    event_two_dates,
    event_two_places,
    future_as_past,
    gap_against_dates,
    length_two_values,
    count_two_values,
    magnitude_slip,
    parts_against_total,
    percentage_against_counts,
    ranking_against_numbers,
    share_over_hundred,
    unit_conflict,
    he_she,
    name_spelt_two_ways,
    office_outside_term,
    title_two_people,
    two_given_names,
    caption_against_text,
    headline_date,
    headline_figure,
    headline_name,
    opposite_verbs,
    contradiction,
    quote_two_speakers,
    quote_two_wordings,
    anonymous_sources,
    circular_reporting,
    first_reported,
    hearsay,
    single_source,
)


def find(reading: Reading, encoded: Encoded | None = None) -> tuple[Finding, ...]:
    """Return what contradicts itself in a reading, in the order of the text.

    Every rule has its say; what a rule cannot know for sure it leaves unsaid. With `encoded`, the one forward pass over
    these sentences, they know more pairs of places that tell of one thing.
    """
    if not reading.sentences:
        return ()
    if encoded is None or not encoded.pieces:
        return ask(story_of(reading, sense_of(encoded) if encoded else None), RULES)
    story = story_of(reading, sense_of(encoded), Pairwise(encoded, pair_reader()))
    return tuple(contradiction.not_yet_told(ask(story, RULES)))
