"""What is sent is taken to its end, even where it is too much: else the line breaks off before the answer is read."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, UnreadablePostError

Answer = Callable[[HttpRequest], HttpResponse]
CHUNK = 256 * 1024
# Of what nobody wants so many times the largest whole form is let run out, for so many seconds; then the line is cut.
TIMES, SECONDS = 4, 300


class TakenToTheEnd:
    """Reads and forgets what an answer did not wait for. A browser shows no answer that comes while it still sends."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and let the rest of the request run out first."""
        response = self.answer(request)
        if request.method in {"POST", "PUT", "PATCH"}:
            _run_out(request)
        return response


def _run_out(request: HttpRequest) -> None:
    left, end = TIMES * settings.UPLOAD_WHOLE, time.monotonic() + SECONDS
    try:
        while left > 0 and time.monotonic() < end and (piece := request.read(CHUNK)):
            left -= len(piece)
    except (UnreadablePostError, OSError, ValueError):
        # Whoever sent has gone, or the request was read by other means.
        return
