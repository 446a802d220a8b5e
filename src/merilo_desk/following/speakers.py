"""Who repeats a claim in an item: somebody of the register, only where that is sure."""

from __future__ import annotations

import regex

from merilo_desk.people.models import Actor
from merilo_desk.people.names import named

# "Јовев: Невработеноста ја преполовивме": a headline that gives somebody the word.
GIVEN_THE_WORD = regex.compile(r"^\s*([\p{Lu}][^:„“\"«]{1,60}?)\s*:\s+\S")


def who_says(owner: Actor, speaker: str, headline: str) -> tuple[Actor | None, str]:
    """Return who says it, and as the text names them.

    Args:
        owner: whose feed it is.
        speaker: whom the text names as the speaker; "" for nobody.
        headline: it may give somebody the word.

    A surname alone makes nobody sure; the word of a party or an institution is its own where nobody else is named.
    """
    given = GIVEN_THE_WORD.match(headline)
    for name in filter(None, (speaker, given.group(1) if given else "")):
        actor = named(name, None)
        if actor is not None and (actor.kind != Actor.Kind.PERSON or len(name.split()) > 1):
            return actor, name[:200]
    words = speaker or (given.group(1) if given else "")
    if not words and owner.kind != Actor.Kind.OUTLET:
        return owner, ""
    return None, words[:200]
