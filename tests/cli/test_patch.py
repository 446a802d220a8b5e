"""`merilo check --fix`: a patch that applies to the file, and only to what is certain."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from contract import Merilo

TEXT = """The council met on Monday, 5 March 2024, to speak of the bridge.

Nobody from the agency came.
--- a line of dashes
One more line stands here.
Then another line.
And the next one.
And one more of them.
They will meet again on Friday, 13 March 2024, in the town hall.
"""


def test_a_patch_applies_to_a_plain_file(merilo: Merilo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text(TEXT, encoding="utf-8")
    answer = merilo("check", "--fix", "story.txt")
    assert answer.status == 0
    assert Path("story.txt").read_text(encoding="utf-8") == TEXT, "nothing is changed unasked"
    lines = answer.out.split("\n")
    assert len([line for line in lines if line.startswith("@@ ")]) == 2
    told = [line for line in lines if line.startswith("# ") and "→" in line]
    assert [line.split()[1] for line in told] == ["1:", "9:"]
    if git := shutil.which("git"):
        subprocess.run([git, "init", "-q", "."], check=True)
        subprocess.run([git, "apply", "-p0", "--check"], input=answer.out.encode(), check=True)
    program = shutil.which("patch")
    if program is None:
        assert "+They will meet again on Wednesday, 13 March 2024, in the town hall." in lines
        return
    subprocess.run([program, "-p0"], input=answer.out.encode(), check=True, capture_output=True)
    mended = Path("story.txt").read_text(encoding="utf-8")
    assert mended == TEXT.replace("Monday", "Tuesday").replace("Friday", "Wednesday")


@pytest.mark.parametrize("ending", ["\n", ""])
def test_a_file_may_end_without_a_line_feed(
    merilo: Merilo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text(f"Ana said so.\nThey met on Monday, 5 March 2024.{ending}", encoding="utf-8")
    out = merilo("check", "--fix", "story.txt").out
    assert ("\\ No newline at end of file" in out) is not bool(ending)
    assert "+They met on Tuesday, 5 March 2024." in out


def test_what_is_not_certain_is_not_mended(merilo: Merilo, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("The bridge was signed for on 31 April 2021, and opened in May 2022.\n", encoding="utf-8")
    answer = merilo("check", "--fix", str(path))
    assert answer.status == 0
    assert "@@" not in answer.out
    assert answer.out.startswith("# ")
    assert "# 1: " in answer.out
    assert "31 → 30 or 31 April → 1 May" in answer.out, "what may be done is told as a choice"


def test_a_file_elsewhere_is_patched_by_its_name(merilo: Merilo, tmp_path: Path) -> None:
    path = tmp_path / "a story.txt"
    path.write_text(TEXT, encoding="utf-8")
    answer = merilo("check", "--fix", str(path))
    assert f"patch '{path}' < THIS-FILE" in answer.out
    if program := shutil.which("patch"):
        subprocess.run([program, str(path)], input=answer.out.encode(), check=True, capture_output=True)
        assert path.read_text(encoding="utf-8") == TEXT.replace("Monday", "Tuesday").replace("Friday", "Wednesday")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_name_with_spaces_is_found_by_both_programs(
    merilo: Merilo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: str, ends: str
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("прва вест č.txt")
    before = (mark + TEXT.replace("\n", ends)).encode()
    after = (mark + TEXT.replace("Monday", "Tuesday").replace("Friday", "Wednesday").replace("\n", ends)).encode()
    for program in (["git", "apply", "-p0"], ["patch", "-p0", "--binary"]):
        if shutil.which(program[0]):
            path.write_bytes(before)
            out = merilo("check", "--fix", str(path)).out
            subprocess.run(program, input=out.encode(), check=True, capture_output=True)
            assert path.read_bytes() == after


def test_another_format_is_mended_as_the_text_that_was_read(merilo: Merilo, tmp_path: Path) -> None:
    path = tmp_path / "story.html"
    told = "The council met on Monday, <b>5 March 2024</b>, to speak of the bridge that the town wants to build. " * 3
    path.write_text(f"<html><body><article><h1>A bridge</h1><p>{told}</p></article></body></html>", encoding="utf-8")
    answer = merilo("check", "--fix", str(path))
    assert "(text)" in answer.out
    assert "not for the file itself" in answer.out


def test_lines_of_json_take_no_patch(merilo: Merilo) -> None:
    assert merilo("check", "--fix", "--jsonl", stdin=b"").status == 2


def test_facts_are_asked_and_rows_left_out_are_told(merilo: Merilo, tmp_path: Path) -> None:
    table = tmp_path / "ours.csv"
    table.write_text(
        "subject,relation,object,since,until\nAna Petrova,office,Mayor of Bitola,2017,2021\nAna Petrova,aunt,,,\n",
        encoding="utf-8",
    )
    story = tmp_path / "story.txt"
    story.write_text(
        "Mayor Ana Petrova opened the new road on the hill today, with a short speech.\n", encoding="utf-8"
    )
    answer = merilo("check", str(story), "--date", "2024-05-05", "--format", "json", "--facts", str(table))
    assert answer.status == 0
    assert "row 2 of ours.csv" in answer.out
    assert "Row 3 of ours.csv" in answer.err
    assert merilo("check", str(story), "--facts", str(tmp_path / "none.csv")).status == 3
    line = b'{"id": "a", "text": "Mayor Ana Petrova opened the new road.", "lang": "en", "date": "2024-05-05"}\n'
    assert "row 2 of ours.csv" in merilo("check", "--jsonl", "--facts", str(table), stdin=line).out
