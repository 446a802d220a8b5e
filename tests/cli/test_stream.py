"""Many lines at once: in order, on several processes, whatever happens to one of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from works import lost, shout

from merilo.cli.stream import Plan, answers


@pytest.mark.parametrize("jobs", [1, 2])
def test_two_thousand_lines_come_out_in_order(jobs: int) -> None:
    records = [str(at) for at in range(2000)]
    made = list(answers(records, shout, "n", Plan(batch=16, jobs=jobs, alone=8), lost))
    assert made == [f"n{record}".encode() for record in records]


def test_a_process_that_dies_costs_one_record() -> None:
    records = [str(at) for at in range(60)]
    records[17] = records[41] = "die"
    made = list(answers(records, shout, "", Plan(batch=5, jobs=2, alone=1), lost))
    assert made == [b"lost die" if record == "die" else record.encode() for record in records]


def test_finished_answers_keep_their_place() -> None:
    records: list[str | bytes] = ["a", b"bad line", "b"]
    assert list(answers(records, shout, "", Plan(batch=2, jobs=2, alone=1), lost)) == [b"a", b"bad line", b"b"]


def test_nothing_in_is_nothing_out() -> None:
    assert list(answers([], shout, "", Plan(4, 2, 4), lost)) == []


def test_reading_runs_little_ahead_of_writing() -> None:
    """Memory stays bounded: of an endless source only a few batches are taken for the first answer."""
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield str(taken)

    stream = answers(endless(), shout, "", Plan(batch=10, jobs=2, alone=10), lost)
    assert next(stream) == b"1"
    stream.close()  # type: ignore[attr-defined]
    assert taken <= 10 * 2 * 2 + 20
