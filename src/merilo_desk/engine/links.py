"""Whether an address still opens, and a message for one: in the one way in which the engine reaches the web."""

from __future__ import annotations

from collections.abc import Mapping

from merilo.errors import NetworkFailure, NotFound, UnreadableSource
from merilo.reading.fetch import Limits, call, fetch

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


def told_machine(url: str, body: bytes, headers: Mapping[str, str], *, allow_private: bool = False) -> str:
    """Hand a machine a message; return what kept it from arriving, "" where nothing did.

    Only machines on the open web are called, at the address that was checked (`allow_private` is for tests).
    """
    try:
        status = call(url, body, headers, Limits(seconds=SECONDS, allow_private=allow_private))
    except UnreadableSource as trouble:
        return str(trouble)
    return "" if 200 <= status < 300 else f"answered with {status}"
