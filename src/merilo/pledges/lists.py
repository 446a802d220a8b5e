"""The word list `pledges` of a language, ready to look up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from merilo.resources import load
from merilo.text.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Listed:
    """The word list as it is written: what makes a promise of a point, and what tells its parts apart.

    `ends` are endings of words of what is to come, `hollow` and `reported` tell values and other people's promises
    apart, `reasons` begin what does not belong to the promise any more. `old` and `new` stand before what is and what
    shall be, `within` beside a term, `after` before a day on which something only begins, `yearly` say that it has no
    last day, `doers` are subjects, `objects` and `agents` stand before those who are none and those who are all the
    same, `ours` are words or endings that say "we", `grown` ends of verbs in the future, `infinitive` what opens one.
    """

    opens: tuple[str, ...]
    future: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    hollow: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    yearly: tuple[str, ...] = ()
    doers: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    grown: tuple[str, ...] = ()
    infinitive: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """The same, ready to look up in a row of words."""

    opens: Lexicon[bool]
    future: Lexicon[bool]
    ends: tuple[str, ...]
    hollow: Lexicon[bool]
    reported: Lexicon[bool]
    reasons: Lexicon[bool]
    old: Lexicon[bool]
    new: Lexicon[bool]
    within: Lexicon[bool]
    after: Lexicon[bool]
    yearly: Lexicon[bool]
    doers: Lexicon[bool]
    objects: frozenset[str]
    agents: Lexicon[bool]
    ours: tuple[str, ...]
    grown: tuple[str, ...]
    infinitive: frozenset[str]


@cache
def word_list(profile: str) -> Words:
    """Return the words of a profile."""
    listed = load(profile, "pledges", Listed)

    def looked_up(entries: tuple[str, ...]) -> Lexicon[bool]:
        return Lexicon(dict.fromkeys(entries, True))

    return Words(
        looked_up(listed.opens),
        looked_up(listed.future),
        listed.ends,
        looked_up(listed.hollow),
        looked_up(listed.reported),
        looked_up(listed.reasons),
        looked_up(listed.old),
        looked_up(listed.new),
        looked_up(listed.within),
        looked_up(listed.after),
        looked_up(listed.yearly),
        looked_up(listed.doers),
        frozenset(listed.objects),
        looked_up(listed.agents),
        listed.ours,
        listed.grown,
        frozenset(listed.infinitive),
    )
