from datetime import date

import pytest

from merilo.dates import Interval, is_after, is_before, is_during, overlaps
from merilo.dates.calendar import bounds, easter, orthodox_easter, plus_months
from merilo.model import Answer

MAY = Interval(date(2024, 5, 1), date(2024, 5, 31))
JUNE = Interval(date(2024, 6, 1), date(2024, 6, 30))
TENTH = Interval(date(2024, 5, 10), date(2024, 5, 10))
SPRING = Interval(date(2024, 3, 1), date(2024, 6, 30))

CASES = [
    (is_before, MAY, JUNE, Answer.YES),
    (is_before, JUNE, MAY, Answer.NO),
    (is_before, TENTH, TENTH, Answer.NO),
    (is_before, MAY, SPRING, Answer.UNKNOWN),
    (is_before, TENTH, MAY, Answer.UNKNOWN),
    (is_after, JUNE, MAY, Answer.YES),
    (is_after, MAY, MAY, Answer.UNKNOWN),
    (is_during, TENTH, MAY, Answer.YES),
    (is_during, TENTH, JUNE, Answer.NO),
    (is_during, SPRING, MAY, Answer.UNKNOWN),
    (overlaps, TENTH, TENTH, Answer.YES),
    (overlaps, MAY, JUNE, Answer.NO),
    (overlaps, TENTH, MAY, Answer.UNKNOWN),
    (overlaps, MAY, SPRING, Answer.UNKNOWN),
]


@pytest.mark.parametrize(("ask", "left", "right", "answer"), CASES)
def test_three_answers(ask, left, right, answer):
    assert ask(left, right) is answer


def test_an_interval_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="not an interval"):
        Interval(date(2024, 5, 2), date(2024, 5, 1))


VALUES = [
    ("2024-02-29", ("2024-02-29", "2024-02-29")),
    ("2023-02-29", None),
    ("2024-02", ("2024-02-01", "2024-02-29")),
    ("2024", ("2024-01-01", "2024-12-31")),
    ("2024-Q3", ("2024-07-01", "2024-09-30")),
    ("2024-H2", ("2024-07-01", "2024-12-31")),
    ("2024-W01", ("2024-01-01", "2024-01-07")),
    ("2021-W53", None),
    ("2024-W10-WE", ("2024-03-09", "2024-03-10")),
    ("2024-05-10T16:30", ("2024-05-10", "2024-05-10")),
    ("199", ("1990-01-01", "1999-12-31")),
    ("19", ("1900-01-01", "1999-12-31")),
    ("PRESENT_REF", None),
    ("P3D", None),
    ("XXXX-05", None),
    ("BC0480", None),
    ("2024-13", None),
]


@pytest.mark.parametrize(("value", "days"), VALUES)
def test_bounds_of_values(value, days):
    made = bounds(value)
    assert (made and (made.first.isoformat(), made.last.isoformat())) == days


EASTERS = [(2024, "2024-03-31", "2024-05-05"), (2025, "2025-04-20", "2025-04-20"), (2019, "2019-04-21", "2019-04-28")]


@pytest.mark.parametrize(("year", "western", "eastern"), EASTERS)
def test_easter_of_both_churches(year, western, eastern):
    assert easter(year).isoformat() == western
    assert orthodox_easter(year).isoformat() == eastern


def test_months_end_where_they_end():
    assert plus_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert plus_months(date(9999, 12, 1), 1) is None
