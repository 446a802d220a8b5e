"""What the pre-flight asks of the page that a case would make: markup that machines can read."""

from __future__ import annotations

from collections.abc import Iterator

from merilo_desk.casework.preflight import MARKUP_ASKED, Facts, markup_wrong, point
from merilo_desk.languages import language
from merilo_desk.publishing.making import previews
from merilo_desk.publishing.markup import problems
from merilo_desk.publishing.problems import problem_sentence

# Where the whole site stands is nothing that a case could mend; the site's own page tells of it.
OF_THE_SITE = frozenset({"bad-url", "no-url"})


def claim_review(facts: Facts) -> Iterator[str]:
    """The ClaimReview of every language version passes the engine's validator; what only weakens it is no hindrance."""
    for page in previews(facts.case):
        for each in problems(page):
            if each.severity == "error" and each.code not in OF_THE_SITE:
                yield markup_wrong(language(page.locale.language_code).name, problem_sentence(each))


def register() -> None:
    """Add this room's point to the pre-flight."""
    point("claim-review", MARKUP_ASKED, pane="draft", order=360)(claim_review)
