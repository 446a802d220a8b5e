"""Tables of known facts, as the command line names them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from merilo.pipeline import Means
from merilo.speech import say


def with_facts(means: Means, paths: Sequence[Path], *, tell: str = "en") -> Means:
    """Return the means with these tables; every row that was left out is a line on standard error.

    Raises:
        UnreadableFacts: one of them is no table at all.
    """
    if not paths:
        return means
    from merilo.facts.rows import joined
    from merilo.facts.table import read

    tables = [read(path) for path in paths]
    for one in (refused for table in tables for refused in table.refused):
        print(say(one.because, tell), file=sys.stderr)
    return replace(means, facts=joined(tables))
