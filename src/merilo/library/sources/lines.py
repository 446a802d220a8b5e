"""JSONL: a record a line, in the shape of the contract, as another Merilo writes it, or ClaimReview."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO

import msgspec

from merilo.claimreview import reviews_in
from merilo.claimreview.nodes import types_of
from merilo.library.records import Record, record_of, refused
from merilo.library.sources.reviews import record_of_node

LONGEST_LINE = 16 * 1024 * 1024


def records(stream: IO[bytes], page: str = "") -> Iterator[Record]:
    """Read JSONL; a line that is no record is refused with its number, and the next is read."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            yield refused(number, "line-too-long", str(len(line) + _passed_over(stream)))
            continue
        bare = line.strip().removeprefix(b"\xef\xbb\xbf")
        if bare:
            yield from _of(bare, number, page)


def _passed_over(stream: IO[bytes]) -> int:
    """Read to the end of the line in pieces, so that gigabytes without a line break are never held; return how much."""
    total = 0
    while piece := stream.readline(LONGEST_LINE):
        total += len(piece)
        if piece.endswith(b"\n"):
            break
    return total


def _of(bare: bytes, number: int, page: str) -> Iterator[Record]:
    try:
        value = msgspec.json.decode(bare)
    except (msgspec.DecodeError, RecursionError):
        text = bare.decode("utf-8", "replace")
        if "\ufffd" in text:
            try:
                yield from _values(msgspec.json.decode(bare.decode("cp1252", "replace").encode()), number, page)
                return
            except (msgspec.DecodeError, RecursionError):
                pass
        yield refused(number, "not-json", text[:120])
        return
    yield from _values(value, number, page)


def _values(value: object, number: int, page: str) -> Iterator[Record]:
    if isinstance(value, Mapping) and (types_of(value) or "@graph" in value or "claimReviewed" in value):
        found = list(reviews_in(value)) or ([value] if "claimReviewed" in value else [])
        if not found:
            yield refused(number, "no-review")
        for node in found:
            yield record_of_node(node, number, page)
    else:
        yield record_of(value, number)
