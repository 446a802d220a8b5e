"""What the invented desk shows: every published check in two languages at least, and corrections that miss no place."""

from __future__ import annotations

import pytest

from merilo_desk.demo.fill import content

PUBLISHED = [case for case in content("cases") if case["until"] == "published"]


@pytest.mark.parametrize("case", PUBLISHED, ids=lambda case: case["key"])
def test_a_published_check_is_read_by_both_halves_of_the_newsroom(case: dict) -> None:
    assert {"mk", "sr"} <= set(case["drafts"])
    for code, parts in case["drafts"].items():
        assert all(parts[name].strip() for name in ("title", "claim", "reason", "body", "method")), code


@pytest.mark.parametrize("row", content("corrections"), ids=lambda row: row["case"])
def test_a_correction_changes_every_language_and_leaves_the_old_number_nowhere(row: dict) -> None:
    (case,) = [each for each in PUBLISHED if each["key"] == row["case"]]
    assert set(row["notices"]) == set(case["drafts"])
    for code, parts in case["drafts"].items():
        told = " ".join(parts.values())
        assert [old for old, _new in row["changes"] if old in told], code
        assert not [new for _old, new in row["changes"] if new in told], code


@pytest.mark.parametrize("row", content("promises")["promises"], ids=lambda row: row["words"])
def test_a_promise_is_read_in_every_language_of_the_desk(row: dict) -> None:
    # Serbian in Latin is made.
    assert {row.get("language", "mk"), *row["titles"]} == {"mk", "sr", "sq", "en"}
    assert all(row["titles"].values())


def test_promises_were_made_in_three_languages() -> None:
    assert {row.get("language", "mk") for row in content("promises")["promises"]} == {"mk", "sr", "en"}
