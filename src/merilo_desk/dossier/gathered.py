"""A year of the desk, gathered: all that a dossier shows, before anything is drawn."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import override

from merilo_desk.dossier.balance import Balance, balance_of
from merilo_desk.dossier.checks import Check, cases_of, checks_of
from merilo_desk.dossier.errors import NoSuchLanguage
from merilo_desk.dossier.mends import Mends, mends_of
from merilo_desk.dossier.policies import Policy, policies_of
from merilo_desk.dossier.staff import Staff, staff_of
from merilo_desk.dossier.year import Year
from merilo_desk.intake.statistics import Answers, answers
from merilo_desk.newsroom.models import Desk, the_desk


@dataclass(frozen=True, slots=True)
class Gathered:
    """A year: checks, balance, corrections, what the public sent in, policies and people."""

    desk: Desk
    year: Year
    language: str
    today: date
    checks: tuple[Check, ...]
    by_month: tuple[tuple[date, int], ...]
    balance: Balance
    mends: Mends
    answers: Answers
    policies: tuple[Policy, ...]
    staff: Staff


def gather(year: Year, language: str) -> Gathered:
    """Gather a year in a language of the desk.

    Raises:
        NoSuchLanguage: the desk does not speak it.
    """
    desk = the_desk()
    if language not in desk.languages:
        raise NoSuchLanguage(language, ", ".join(desk.languages))
    with override(language):
        cases = cases_of(year)
        checks = checks_of(cases, language)
        months = Counter(check.on.replace(day=1) for check in checks)
        return Gathered(
            desk=desk,
            year=year,
            language=language,
            today=timezone.localdate(),
            checks=tuple(checks),
            by_month=tuple((month, months[month]) for month in year.months),
            balance=balance_of(cases, language),
            mends=mends_of(year),
            answers=answers(year.first, year.last),
            policies=tuple(policies_of(year, language, desk.default_language)),
            staff=staff_of(checks),
        )
