"""Find the translations of one fact check and join them into one story; each stays in the library as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from merilo.library.collection import Library
from merilo.library.folding import folded
from merilo.library.store import Stored
from merilo.matches.differences import differences
from merilo.matches.facts import facts_of
from merilo.matches.semantic import MeaningIndex
from merilo.model import FactCheck

# From this cosine on, two checks of one desk that differ in nothing are one check in two languages.
ALIKE = 0.8
DAYS = 90
NEIGHBOURS = 6
OnProgress = Callable[[int], None]


def join_translations(
    library: Library, meaning: MeaningIndex, after: int = 0, on_progress: OnProgress | None = None
) -> int:
    """Join each check above the row `after` with its translations; return how many changed their story.

    Only what one publisher wrote, within three months, of a claim that differs in nothing, counts as one check.
    """
    joined = 0
    for batch in library.after(after):
        joined += library.join(list(_pairs(library, meaning, batch)))
        if on_progress:
            on_progress(batch[-1].row)
    return joined


def _pairs(library: Library, meaning: MeaningIndex, batch: Sequence[Stored]) -> Iterator[tuple[int, int]]:
    near = meaning.find(meaning.vectors_of([stored.row for stored in batch]), NEIGHBOURS)
    rows = {row for found in near for row, cosine in found if cosine >= ALIKE}
    shelf = library.at(sorted(rows))
    for stored, found in zip(batch, near, strict=True):
        for row, cosine in found:
            other = shelf.get(row)
            if (
                cosine >= ALIKE
                and other is not None
                and other.story != stored.story
                and _one(stored.check, other.check)
            ):
                yield stored.row, row


def _one(left: FactCheck, right: FactCheck) -> bool:
    if not left.publisher or folded(left.publisher) != folded(right.publisher):
        return False
    if left.language == right.language or "other" in (left.language, right.language):
        return False
    if left.review_date and right.review_date and abs((left.review_date - right.review_date).days) > DAYS:
        return False
    return not differences(facts_of(left.claim, left.language), facts_of(right.claim, right.language))
