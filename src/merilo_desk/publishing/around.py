"""What a page tells that it does not hold itself, asked once for many pages: the desk, corrections, repetitions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from merilo_desk.newsroom.models import Desk, the_desk
from merilo_desk.publishing.corrected import Notice, notices_of
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.publishing.repeated import Repeated, repeats_of_cases


@dataclass(frozen=True, slots=True)
class Around:
    """The desk, the corrections of each page by its number, and the repetitions of each claim by its case."""

    desk: Desk
    corrections: Mapping[int | None, Sequence[Notice]]
    repetitions: Mapping[int, Sequence[Repeated]]

    def notices(self, page: FactCheckPage) -> Sequence[Notice]:
        """Return the corrections of a page, the latest first."""
        return self.corrections.get(page.pk, ())

    def repeats(self, page: FactCheckPage) -> Sequence[Repeated]:
        """Return who repeated the claim of a check after it was out, the latest first."""
        return () if page.withdrawn_on else self.repetitions.get(page.case_id, ())


def around(pages: Sequence[FactCheckPage]) -> Around:
    """Ask what is around some pages: as many questions for a hundred as for one."""
    return Around(
        desk=the_desk(),
        corrections=notices_of(pages),
        repetitions=repeats_of_cases({page.case_id for page in pages if page.case_id and not page.withdrawn_on}),
    )
