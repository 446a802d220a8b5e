"""Questions told with whose they are: „На питање судије Бранковић да ли ...“, "Asked by the judge why ..."."""

from __future__ import annotations

from collections.abc import Sequence

from merilo.attribution.cues import Tongue
from merilo.attribution.draft import Draft
from merilo.attribution.lines import Line, Range
from merilo.attribution.questions import opening


def asked(line: Line, drafts: Sequence[Draft], tongue: Tongue) -> list[Draft]:
    """Return the drafts with the question that opens a line, in place of what they took it for.

    Whoever would not answer it has it already, and it stays his.
    """
    found = opening(line, tongue)
    if found is None:
        return list(drafts)
    cue, source, content = found
    kept = [draft for draft in drafts if not _is_question(draft, content, cue.last)]
    left_open = any(_overlap(draft.content, content) for draft in kept)
    return (
        kept
        if left_open and source is None and cue.kind == "asks" and not cue.first
        else [
            *kept,
            Draft(cue, source, (content,)),
        ]
    )


def _is_question(draft: Draft, content: Range, last: int) -> bool:
    """Say whether a draft only tells the question itself: by its own cue, or as what the answer brings."""
    if draft.cue is None:
        return False
    own = draft.cue.first < last and draft.cue.kind == "asks"
    inside = all(content[0] - 2 <= first and end <= content[1] + 1 for first, end in draft.content)
    return own or (inside and draft.cue.kind not in ("refuses",) and not content[0] <= draft.cue.first < content[1])


def _overlap(ranges: Sequence[Range], content: Range) -> bool:
    return any(first < content[1] and content[0] < end for first, end in ranges)
