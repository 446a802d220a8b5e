"""`merilo check`: what it reads, where it writes, how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from contract import Merilo, hold

STORY = """Two hurt in Vodenec

The mayor, Elena Markova, said on Monday, 5 March 2024 that 12 people were hurt. "We will help," she said.
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_a_file_is_read(merilo: Merilo, story: Path) -> None:
    answer = merilo("check", str(story))
    assert answer.status == 0
    assert "Elena Markova" in answer.out
    assert answer.err == ""


def test_standard_input_is_read(merilo: Merilo) -> None:
    answer = merilo("check", "-", "--format", "json", stdin=STORY.encode())
    assert answer.status == 0
    hold(json.loads(answer.out), STORY)


ENDS = [
    # (what the sources hold; None: there is no such file; "folder"), exit status)
    ([STORY.encode()], 0),
    ([STORY.encode(), STORY.encode()], 0),
    ([STORY.encode(), None], 1),
    ([None, STORY.encode(), b""], 1),
    ([None], 3),
    (["folder"], 3),
    ([b""], 3),
    ([b" \n\t\n"], 3),
    ([b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 40], 3),
    ([None, b""], 3),
]


@pytest.mark.parametrize(("sources", "status"), ENDS)
def test_the_exit_status_says_what_was_read(
    merilo: Merilo, tmp_path: Path, sources: list[bytes | str | None], status: int
) -> None:
    paths = []
    for at, held in enumerate(sources):
        path = tmp_path / f"{at}.txt"
        if held == "folder":
            path.mkdir()
        elif isinstance(held, bytes):
            path.write_bytes(held)
        paths.append(str(path))
    answer = merilo("check", *paths)
    assert answer.status == status
    unread = sum(held is None or held == "folder" or held != STORY.encode() for held in sources)
    assert len(answer.err.strip().splitlines()) == unread, "one sentence for each source that could not be read"
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "story.txt", "--format", "pdf"],
        ["check", "story.txt", "--date", "yesterday"],
        ["check", "--jsonl", "a.jsonl", "b.jsonl"],
        ["match", "--jsonl"],
        ["schema", "everything"],
        ["chek"],
    ],
)
def test_wrong_usage_is_two(merilo: Merilo, arguments: list[str]) -> None:
    answer = merilo(*arguments)
    assert answer.status == 2
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    ("form", "sign"), [("terminal", "○"), ("json", '"merilo-report/1"'), ("html", "<!DOCTYPE html>"), ("md", "\n## ")]
)
def test_every_format_goes_to_standard_output_and_to_a_file(
    merilo: Merilo, story: Path, tmp_path: Path, form: str, sign: str
) -> None:
    story.write_text(STORY.replace("Monday", "Sunday"), encoding="utf-8")
    printed = merilo("check", str(story), "--format", form)
    target = tmp_path / "new" / f"report.{form}"
    written = merilo("check", str(story), "--format", form, "--out", str(target))
    assert (printed.status, written.status, written.out) == (0, 0, "")
    if form == "terminal":
        assert "5 March 2024" in target.read_text(encoding="utf-8")
    else:
        assert sign in printed.out
        assert target.read_text(encoding="utf-8") == printed.out


def test_several_sources_go_into_a_folder(merilo: Merilo, story: Path, tmp_path: Path) -> None:
    other = tmp_path / "друга вест.txt"
    other.write_text(STORY, encoding="utf-8")
    folder = tmp_path / "reports"
    assert merilo("check", str(story), str(other), "--format", "html", "--out", str(folder)).status == 0
    assert sorted(path.name for path in folder.iterdir()) == ["story.txt.html", "друга-вест.txt.html"]


def test_the_date_given_wins(merilo: Merilo, story: Path) -> None:
    story.write_text("The bridge fell yesterday, the agency said.\n", encoding="utf-8")
    report = json.loads(merilo("check", str(story), "--date", "2024-03-13", "--format", "json").out)
    assert report["article"]["published"] == "2024-03-13"
    assert [(time["value"], time["earliest"]) for time in report["times"]] == [("2024-03-12", "2024-03-12")]


def test_the_language_given_wins(merilo: Merilo, story: Path) -> None:
    report = json.loads(merilo("check", str(story), "--lang", "hr", "--format", "json").out)
    assert report["article"]["language"] == "hr"


@pytest.mark.parametrize(
    ("say", "words"),
    [
        ("mk", "31 април"),
        ("sr", "постоји"),
        ("sr-Latn", "postoji"),
        ("sq", "31 prill"),
        ("uk", "календар"),
    ],
)
def test_messages_are_said_in_the_language_asked_for(merilo: Merilo, tmp_path: Path, say: str, words: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The contract was signed on 31 April 2021, the agency said.\n", encoding="utf-8")
    english = merilo("check", str(path), "--format", "md").out
    theirs = merilo("check", str(path), "--say", say, "--format", "md").out
    assert theirs != english
    report = json.loads(merilo("check", str(path), "--say", say, "--format", "json").out)
    assert [finding["rule"] for finding in report["findings"]] == ["impossible-date"]
    assert "in the calendar" not in report["findings"][0]["message"]


def test_terminal_controls_never_reach_the_terminal(merilo: Merilo, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "\x1b]0;owned\x07 The mayor, \x1b[31mAna Petrova\x9b0m, said on 31 April 2021 that 12 \u202ehouses burned.\n",
        encoding="utf-8",
    )
    for form in ("terminal", "html"):
        answer = merilo("check", str(path), "--format", form)
        assert answer.status == 0
        assert not set("\x1b\x07\x9b\u202e") & set(answer.out), form
    assert "[U+202E]" in answer.out


def test_markup_in_a_text_stays_words(merilo: Merilo, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        'Title *bold* <script>alert(1)</script>\n\nThe [mayor](javascript:x), "Ana | `Petrova`", said on 31 April 2021 '
        "that 12 <b>houses</b> & 3 #barns burned.\n",
        encoding="utf-8",
    )
    page = merilo("check", str(path), "--format", "html").out
    assert "<script" not in page
    assert "<b>houses" not in page
    draft = merilo("check", str(path), "--format", "md").out
    assert "\\[mayor\\](javascript" in draft
    assert "<script" not in draft.replace("\\<script", "")
    assert "<b>" not in draft.replace("\\<b\\>", "")


def test_help_teaches(merilo: Merilo) -> None:
    answer = merilo("--help")
    assert answer.status == 0
    for word in ("merilo check article.txt", "library", "Exit status"):
        assert word in answer.out
