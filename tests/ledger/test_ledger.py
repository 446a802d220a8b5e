"""A ledger holds line by line; any change, loss, insertion or cut is found, and where."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from merilo.errors import LedgerBroken
from merilo.ledger import FIRST, digest, line_of, verify


def written(contents: list[dict[str, object]]) -> list[str]:
    lines: list[str] = []
    previous = FIRST
    for number, content in enumerate(contents, 1):
        lines.append(line_of(number, content, previous))
        previous = digest(lines[-1])
    return lines


CONTENTS = [{"claim": "Мостот е нов"}, {"claim": "Ura është e re", "kind": "note"}, {"claim": "Мост је нов\u2028и леп"}]


def test_a_ledger_that_was_only_written_holds() -> None:
    lines = written(CONTENTS)
    found = verify(lines)
    assert (found.lines, found.head) == (3, digest(lines[-1]))
    assert verify(lines, head=found.head.upper()) == found
    assert verify([]).head == FIRST


@given(st.lists(st.dictionaries(st.text(), st.text() | st.integers()), min_size=2, max_size=6), st.data())
def test_no_letter_can_be_changed(contents: list[dict[str, object]], data: st.DataObject) -> None:
    lines = written(contents)
    head = digest(lines[-1])
    at = data.draw(st.integers(0, len(lines) - 1))
    value = json.loads(lines[at])
    value["forged"] = "yes" if value.get("forged") != "yes" else "no"
    lines[at] = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    with pytest.raises(LedgerBroken):
        verify(lines, head)


BROKEN = [
    # (what is done to the lines, at which line it shows)
    (lambda lines: lines[1:], 1),
    (lambda lines: [lines[0], lines[2]], 2),
    (lambda lines: [lines[0], lines[0], *lines[1:]], 2),
    (lambda lines: [lines[0], lines[1].replace("Ura", "Uri"), lines[2]], 2),
    (lambda lines: [lines[0], lines[1][:-20], lines[2]], 2),
    (lambda lines: [lines[0], "[1, 2]", lines[2]], 2),
]


@pytest.mark.parametrize(("spoil", "line"), BROKEN)
def test_where_it_breaks_is_said(spoil, line: int) -> None:
    with pytest.raises(LedgerBroken) as broken:
        verify(spoil(written(CONTENTS)))
    assert broken.value.line == line


def _forged(line: str, **other: object) -> str:
    return json.dumps({**json.loads(line), "forged": True, **other}, sort_keys=True, separators=(",", ":"))


def changed(lines: list[str], at: int) -> tuple[list[str], int]:
    return [*lines[:at], _forged(lines[at]), *lines[at + 1 :]], at + 1


def dropped(lines: list[str], at: int) -> tuple[list[str], int]:
    return [*lines[:at], *lines[at + 1 :]], at + 1


def reordered(lines: list[str], at: int) -> tuple[list[str], int]:
    before = max(at - 1, 0)
    swapped = list(lines)
    swapped[before], swapped[before + 1] = swapped[before + 1], swapped[before]
    return swapped, before + 1


def inserted(lines: list[str], at: int) -> tuple[list[str], int]:
    """Put a forged line in that fits what stands before it, number and digest and all."""
    previous = digest(lines[at - 1]) if at else FIRST
    return [*lines[:at], _forged(lines[at], previous=previous), *lines[at:]], at + 1


@pytest.mark.parametrize("tamper", [changed, dropped, reordered, inserted])
@pytest.mark.parametrize("at", range(6))
def test_whatever_is_done_wherever_it_is_found_and_its_number_named(tamper, at: int) -> None:
    lines = written([{"claim": f"Тврдење {number}"} for number in range(6)])
    spoiled, number = tamper(lines, at)
    with pytest.raises(LedgerBroken, match=rf"number {number}\b") as broken:
        verify(spoiled, digest(lines[-1]))
    assert abs(broken.value.line - number) <= 1


@given(st.integers(2, 8), st.data())
def test_two_things_at_once_are_found_too(count: int, data: st.DataObject) -> None:
    lines = written([{"claim": f"Тврдење {number}"} for number in range(count)])
    spoiled = lines
    for _twice in range(2):
        tamper = data.draw(st.sampled_from([changed, dropped, reordered, inserted]))
        if len(spoiled) > 1:
            spoiled, _number = tamper(spoiled, data.draw(st.integers(0, len(spoiled) - 1)))
    if spoiled == lines:
        return
    with pytest.raises(LedgerBroken):
        verify(spoiled, digest(lines[-1]))


def test_a_cut_end_is_found_by_the_digest_alone() -> None:
    lines = written(CONTENTS)
    with pytest.raises(LedgerBroken, match="digest was published"):
        verify(lines[:2], head=digest(lines[2]))


def test_the_command_and_plain_sha256_agree(tmp_path: Path) -> None:
    from merilo.cli.main import app

    lines = written(CONTENTS)
    file = tmp_path / "corrections.jsonl"
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    said = CliRunner().invoke(app, ["ledger", "verify", str(file), "--head", digest(lines[-1])])
    assert said.exit_code == 0
    assert "3 lines" in said.output
    plain = subprocess.run(
        f"sed -n 1p {file} | tr -d '\\n' | sha256sum", shell=True, capture_output=True, text=True, check=True
    )
    assert plain.stdout.split()[0] == json.loads(lines[1])["previous"]
    file.write_text("".join(f"{line}\n" for line in lines[:2]), encoding="utf-8")
    assert CliRunner().invoke(app, ["ledger", "verify", str(file), "--head", digest(lines[-1])]).exit_code == 1
