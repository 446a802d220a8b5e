"""Work for the stream's tests; it runs in other processes, so it stands in a module of its own."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any


def shout(batch: Sequence[Any], options: Any) -> list[bytes]:
    """Answer each record with itself; a record that is bytes is its own answer; "die" ends the process."""
    made = []
    for record in batch:
        if record == "die":
            os._exit(7)
        made.append(record if isinstance(record, bytes) else f"{options}{record}".encode())
    return made


def lost(record: Any) -> bytes:
    """Answer a record on which a process died."""
    return f"lost {record}".encode()
