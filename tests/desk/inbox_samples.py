"""Submissions to try the inbox with; every sentence is our own."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from merilo_desk.intake.models import Submission
from merilo_desk.intake.standing import cluster_of

_number = count(1)


def submission(quotation: str = "Unemployment fell to 11 percent last year.", **facts: Any) -> Submission:
    """Make a submission as the form would have left it, with a cluster of its own unless one is named."""
    key = f"{next(_number):064d}"
    made = Submission.objects.create(
        **{
            "kind": "statement",
            "language": "en",
            "quotation": quotation,
            "receipt": key,
            "form_key": key,
            "received_on": date(2026, 11, 2),
        }
        | facts
    )
    cluster_of(made)
    return made
