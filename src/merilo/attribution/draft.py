"""An attribution in the making: ranges of a line's row."""

from __future__ import annotations

from dataclasses import dataclass

from merilo.attribution.lines import Cue, Range


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution as ranges of a line's row, not yet judged."""

    cue: Cue | None
    source: Range | None
    content: tuple[Range, ...]
    trailing: bool = False
    through: Range | None = None  # who passed it on, citing the source
