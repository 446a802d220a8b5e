"""The `--jsonl` commands: a line out for every line in, in order, whatever stands in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from contract import Merilo, hold


def line(**fields: object) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode() + b"\n"


TEXT = "The mayor, Elena Markova, said on 31 April 2021 that 12 people were hurt."


def test_a_bad_line_never_stops_the_rest(merilo: Merilo) -> None:
    given = b"".join(
        [
            line(id="a", text=TEXT),
            b"{not json}\n",
            line(id="b"),
            b"\n",
            line(id="c", text=TEXT, lang="en", date="2021-05-03", title="Hurt", source="x"),
            b'["a list"]\n',
            b"\xff\xfe\n",
            line(id="d", text=""),
            line(id="e", text=TEXT, date="soon"),
            line(id="f", text="Ударът беше в 12 часа на 3 май 2021 г., каза кметът Иван Петров."),
            b'{"id": "g", "text": "half a li',
        ]
    )
    answer = merilo("check", "--jsonl", stdin=given)
    lines = answer.lines
    assert [each["id"] for each in lines] == ["a", None, "b", "c", None, None, "d", "e", "f", "g"]
    assert answer.status == 1
    for each in lines:
        if "error" in each:
            assert each["error"]["code"]  # type: ignore[index,call-overload]
            assert each["error"]["message"].strip()  # type: ignore[index,call-overload]
    good = {each["id"]: each["report"] for each in lines if "report" in each}
    assert {"a", "c", "f"} <= set(good)
    hold(good["a"], TEXT)
    assert good["c"]["article"]["published"] == "2021-05-03"  # type: ignore[index,call-overload]
    assert good["f"]["article"]["language"] == "bg"  # type: ignore[index,call-overload]


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (b"", 0),
        (line(id="a", text=TEXT), 0),
        (line(id="a", text=TEXT) + b"no\n", 1),
        (b"no\n", 3),
    ],
)
def test_the_exit_status_counts_lines(merilo: Merilo, given: bytes, status: int) -> None:
    assert merilo("check", "--jsonl", stdin=given).status == status


def test_a_file_of_lines_is_read(merilo: Merilo, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(line(id="1", text=TEXT))
    assert [each["id"] for each in merilo("check", "--jsonl", str(path)).lines] == ["1"]
    missing = merilo("check", "--jsonl", str(tmp_path / "none.jsonl"))
    assert missing.status == 3
    assert "no such file" in missing.err


def test_many_lines_keep_their_order(merilo: Merilo) -> None:
    given = b"".join(line(id=str(at), text=f"In 2021 the town built {at} houses.") for at in range(60))
    assert [each["id"] for each in merilo("check", "--jsonl", "--jobs", "1", stdin=given).lines] == [
        str(at) for at in range(60)
    ]


def test_sentences_are_judged(merilo: Merilo) -> None:
    given = line(id="s1", text="Unemployment fell to 4 percent in 2021.", lang="en") + b"no\n"
    first, second = merilo("checkworthy", "--jsonl", stdin=given).lines
    assert first["id"] == "s1"
    assert 0 <= float(str(first["score"])) <= 1
    assert isinstance(first["checkworthy"], bool)
    assert "error" in second


def test_suspects_cover_every_sentence_in_order(merilo: Merilo) -> None:
    text = "The bridge fell on 12 March. Thirty people were hurt. After the fall of 14 March the mayor resigned."
    (answer,) = merilo("suspects", "--jsonl", stdin=line(id="a1", text=text, lang="en")).lines
    starts = [each["start"] for each in answer["sentences"]]  # type: ignore[attr-defined]
    assert starts == sorted(starts)
    assert len(starts) == 3
    assert isinstance(answer["contradicts_itself"], bool)
