"""Whether an address still opens, asked in the one way in which the engine fetches pages."""

from __future__ import annotations

from merilo.errors import NetworkFailure, NotFound, UnreadableSource
from merilo.reading.fetch import Limits, fetch

# A page that is longer than this has answered; the rest of it is not wanted.
ENOUGH, SECONDS = 64 * 1024, 15.0


def link_trouble(url: str, *, allow_private: bool = False) -> str:
    """Return "gone" where the server has no such page, "silent" where none answers, "" where something does.

    A page that turns machines away, wants a log-in, or is no text is there all the same; addresses inside a private
    network are not asked (`allow_private` is for tests).
    """
    try:
        fetch(url, Limits(size=ENOUGH, seconds=SECONDS, allow_private=allow_private))
    except NotFound:
        return "gone"
    except NetworkFailure:
        return "silent"
    except UnreadableSource:
        return ""
    return ""
