"""Fact tables: what is read, and what is left out with a reason."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from merilo.dates.interval import Interval
from merilo.errors import UnreadableFacts
from merilo.facts.rows import day_of, said
from merilo.facts.table import read
from merilo.resources import LANGUAGES
from merilo.speech import say

HEADER = "subject,subject_forms,relation,object,since,until,value,unit,source\n"
ROWS = [
    # (a line, why it is left out, or None)
    ("Ana Petrova,Ана Петрова,office,Mayor of Bitola,2017,2021-10-30,,,own notes", None),
    ("Bitola,Битола,population,,2021,,69287,people,census", None),
    (",,office,Mayor of Bitola,2017,,,,", "row-no-subject"),
    ("Ana Petrova,,wife,Petar Petrov,2017,,,,", "row-relation"),
    ("Ana Petrova,,born,,31.12.1970,,,,", "row-date"),
    ("Ana Petrova,,born,,1970-02-30,,,,", "row-date"),
    ("Ana Petrova,,office,Mayor of Bitola,2021,2017,,,", "row-order"),
    ("Bitola,,population,,2021,,many,,", "row-value"),
    ("Ana Petrova,,born,,,,,,", "row-lacking"),
    ("Ana Petrova,born", "row-broken"),
]


@pytest.mark.parametrize(("line", "why"), ROWS)
def test_a_row_is_read_or_left_out_with_a_reason(line: str, why: str | None, tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text(HEADER + line + "\nSkopje,,founded,,1392,,,,\n", encoding="utf-8")
    table = read(path)
    assert [row.subject for row in table.rows][-1] == "Skopje"
    assert len(table.rows) == (1 if why else 2)
    assert [one.because.key for one in table.refused] == ([f"facts.{why}"] if why else [])
    for one in table.refused:
        assert one.number == 2
        assert all("facts.csv" in say(one.because, language) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2017-05-31", date(2017, 5, 31), date(2017, 5, 31)),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(written: str, first: date, last: date) -> None:
    assert day_of(written) == Interval(first, last)
    assert said(day_of(written)) == written


@pytest.mark.parametrize("bytes_", [b"", b"name,age\nAna,5\n", b"subject\nAna\n", b"\xff\xfe\x00"])
def test_a_file_that_is_no_table_is_refused_whole(bytes_: bytes, tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_bytes(bytes_)
    with pytest.raises(UnreadableFacts):
        read(path)
    with pytest.raises(UnreadableFacts):
        read(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("delimiter", "encoding"),
    [(",", "utf-8"), (";", "utf-8-sig"), (";", "utf-8"), ("\t", "utf-16"), (",", "utf-8-sig")],
)
def test_a_table_is_read_as_spreadsheets_write_it(delimiter: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    line = "Ana Petrova,Ана Петрова,office,Mayor of Bitola,2017,2021-10-30,,,own notes"
    path.write_bytes((HEADER + line + "\n").replace(",", delimiter).replace("\n", "\r\n").encode(encoding))
    row = read(path).rows[0]
    assert (row.subject, row.object, row.source) == ("Ana Petrova", "Mayor of Bitola", "own notes")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "it is empty"),
        ('{"id": "Q1", "labels": {"en": {"value": "Ana', "Make the excerpt again"),
        ("[1, 2, 3]", "Make the excerpt again"),
        ("[" * 5000, "Make the excerpt again"),
        ("subjekt;relacija\nAna;born\n", "does not name the columns"),
    ],
)
def test_what_is_no_table_says_what_to_do(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFacts, match=told):
        read(path)


def day(value: str, precision: int = 11) -> dict[str, object]:
    calendar = "http://www.wikidata.org/entity/Q1985727"
    return {"datavalue": {"value": {"time": f"+{value}T00:00:00Z", "precision": precision, "calendarmodel": calendar}}}


PERSON = {
    "id": "Q1",
    "labels": {"en": {"value": "Ana Petrova"}, "mk": {"value": "Ана Петрова"}, "fr": {"value": "Anne"}},
    "aliases": {"sq": [{"value": "Ana Petrovska"}]},
    "claims": {
        "P39": [
            {
                "mainsnak": {"datavalue": {"value": {"id": "Q2"}}},
                "qualifiers": {"P580": [day("2017-05-31")], "P582": [day("2020-00-00", 9)]},
            }
        ],
        "P569": [{"mainsnak": day("1961-03-00", 10)}, {"mainsnak": day("1999-01-01"), "rank": "deprecated"}],
        "P570": [{"mainsnak": {"snaktype": "somevalue"}}],
    },
}
OFFICE = {"id": "Q2", "labels": {"en": {"value": "Mayor of Bitola"}}}
TOWN = {
    "id": "Q3",
    "labels": {"en": {"value": "Bitola"}},
    "claims": {
        "P1082": [
            {"mainsnak": {"datavalue": {"value": {"amount": "+69287"}}}, "qualifiers": {"P585": [day("2021-00-00", 9)]}}
        ]
    },
}


@pytest.mark.parametrize("layout", ["array", "lines", "dump"])
def test_an_excerpt_of_wikidata_is_read(layout: str, tmp_path: Path) -> None:
    records = [json.dumps(each) for each in (PERSON, OFFICE, TOWN)]
    text = {
        "array": json.dumps([PERSON, OFFICE, TOWN]),
        "lines": "\n".join([*records, "{broken", "{}"]),
        "dump": "[\n" + ",\n".join(records) + "\n]\n",
    }[layout]
    path = tmp_path / "excerpt.json"
    path.write_text(text, encoding="utf-8")
    table = read(path)
    assert [(row.subject, row.relation, row.object, said(row.since), said(row.until)) for row in table.rows] == [
        ("Ana Petrova", "office", "Mayor of Bitola", "2017-05-31", "2020"),
        ("Ana Petrova", "born", "", "1961-03", ""),
        ("Bitola", "population", "", "2021", ""),
    ]
    assert table.rows[0].forms == ("Ana Petrova", "Ана Петрова", "Ana Petrovska")
    assert table.rows[2].value == 69287
    assert len(table.refused) == (2 if layout == "lines" else 0)
