"""The one thread that owns the encoder and the open libraries; everybody else asks it and waits."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from typing import Any, TypeVar

from django.conf import settings

from merilo.encoder import shared
from merilo.errors import EncoderMissing, MeriloError
from merilo.library import Library
from merilo.matches.matcher import Matcher

Result = TypeVar("Result")
_room = ThreadPoolExecutor(1, thread_name_prefix="engine")
_open: dict[str, Matcher] = {}


def asked(work: Callable[[], Result], timeout: float | None = None) -> Result:
    """Have the engine's own thread do something; TimeoutError if it takes longer than so many seconds."""
    return _room.submit(work).result(timeout)


def submitted(work: Callable[[], Result]) -> Future[Result]:
    """Have the engine's own thread do something while one waits for it in one's own way."""
    return _room.submit(work)


def forget_libraries() -> None:
    """Open the libraries anew at the next question."""
    _open.clear()


@cache
def encoder() -> Any:
    """Return the encoder, or None where there is none; for the engine's own thread."""
    try:
        return shared()
    except EncoderMissing:
        return None


def matchers() -> dict[str, Matcher]:
    """Return a matcher for each library that is there, by its name, as it is now; for the engine's own thread.

    Another process may have made a library since, or put checks in: one that was not there is looked for again, one
    that is open catches up, which costs well under a millisecond where nothing is new.
    """
    using = encoder()
    if using is None:
        return {}
    for name in settings.LIBRARIES:
        if name in _open:
            _open[name].refresh()
            continue
        try:
            _open[name] = Matcher(Library.open(name, settings.HOME), using)
        except MeriloError:
            # A library that is named but not there yet answers nothing; the desk's own is made by its first check.
            continue
    return {name: _open[name] for name in settings.LIBRARIES if name in _open}
