"""Days as each language writes them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.template import Context, Template
from django.utils.translation import override

from merilo_desk.newsroom.templatetags.merilo import day, frozen_day, moment


@pytest.mark.parametrize(
    ("code", "month", "written"),
    [
        ("sr", 3, "5. марта 2026."),
        ("sr", 10, "5. октобра 2026."),
        ("sr-latn", 9, "5. septembra 2026."),
        ("sr-latn", 5, "5. maja 2026."),
        ("bs", 6, "5. juna 2026."),
        ("bs", 8, "5. augusta 2026."),
        ("bs", 12, "5. decembra 2026."),
        ("hr", 11, "5. studenoga 2026."),
        ("en", 3, "5 March 2026"),
        ("uk", 8, "5 серпня 2026 року"),
        ("ru", 11, "5 ноября 2026 года"),
        ("mk", 11, "5 ноември 2026 година"),
    ],
)
def test_the_month_of_a_day_stands_as_it_is_said(code: str, month: int, written: str) -> None:
    with override(code):
        assert day(date(2026, month, 5)) == written


def test_a_language_is_called_by_its_own_name_where_django_s_tags_are_loaded() -> None:
    page = Template('{% load i18n %}{{ "mk"|own_name }}, {{ "uk"|own_name }}')
    assert page.render(Context()) == "македонски, українська"


@pytest.mark.parametrize(
    ("code", "written"),
    [("sr", "29. 11. 2026. 06:24"), ("hr", "29. 11. 2026. 06:24"), ("en", "29 Nov 2026, 06:24")],
)
def test_a_moment_is_short(code: str, written: str) -> None:
    with override(code):
        assert moment(datetime(2026, 11, 29, 6, 24)) == written


@pytest.mark.parametrize(
    ("kept", "written"),
    [("2026-11-30", "30 ноември 2026 година"), ("2026", "2026"), ("last spring", "last spring"), ("", ""), (None, "")],
)
def test_a_day_that_was_kept_as_text_is_written_out_and_what_is_none_breaks_no_page(kept: str, written: str) -> None:
    with override("mk"):
        assert frozen_day(kept) == written
