"""The point of the pre-flight that looks at the page a case would make."""

from __future__ import annotations

from typing import Any

import pytest
from verdict_room import *  # noqa: F403
from verdict_room import approved

from merilo_desk.casework.actions import publish
from merilo_desk.casework.models import Case
from merilo_desk.casework.preflight import POINTS, Facts, missing
from merilo_desk.publishing import points
from merilo_desk.publishing.making import previews
from merilo_desk.publishing.models import FactCheckPage


def test_a_case_that_lacks_nothing_makes_valid_markup_in_every_language(case, goce, ana, boban, vera) -> None:
    approved(case, goce, vera, ana, boban)
    assert {page.locale.language_code for page in previews(case)} == {"mk", "sr", "sr-latn", "sq", "en"}
    assert not list(points.claim_review(Facts(case)))
    assert not FactCheckPage.objects.exists(), "a preview is never saved"


BROKEN = [
    # (what is wrong with the case, whether the markup is broken by it)
    (lambda case: case.drafts.filter(language="en").update(claim="<b>Unemployment</b> is mostly false."), True),
    (lambda case: case.drafts.filter(language="en").update(body="Another text."), False),
]


@pytest.mark.parametrize(("wrong", "broken"), BROKEN)
def test_markup_that_the_validator_refuses_is_told_by_language(
    case, goce, ana, boban, vera, monkeypatch, wrong: Any, broken: bool
) -> None:
    approved(case, goce, vera, ana, boban)
    wrong(case)
    found = [each.code for page in previews(Case.objects.get()) for each in points.problems(page)]
    assert bool(found) is broken


def test_an_error_of_the_validator_keeps_a_case_back(case, goce, ana, boban, vera, monkeypatch) -> None:
    from merilo_desk.engine import Problem

    approved(case, goce, vera, ana, boban)
    monkeypatch.setattr(points, "problems", lambda page: (Problem("no-claim", "error", "claimReviewed"),))
    assert any("English" in each for each in missing(case))
    monkeypatch.setattr(points, "problems", lambda page: (Problem("claim-long", "warning", "claimReviewed"),))
    assert missing(case) == []
    assert not POINTS["claim-review"].excusable


def test_published_pages_bear_the_words_that_were_given(
    case, goce, ana, boban, vera, django_capture_on_commit_callbacks
) -> None:
    from merilo_desk.newsroom.models import the_desk
    from merilo_desk.publishing.frame import raise_frame

    raise_frame(the_desk(), ())
    approved(case, goce, vera, ana, boban)
    with django_capture_on_commit_callbacks(execute=True):
        publish(case, vera)
    page = FactCheckPage.objects.get(locale__language_code="mk")
    assert page.facts["rating"]["labels"]["mk"] == "Претежно невистина"
