"""`merilo propose` as a shell calls it."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from merilo.cli import main

CLAIM = "It employs 1,200 people."


@pytest.fixture
def merilo(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], endpoint: Any) -> Any:
    monkeypatch.setenv("MERILO_LLM", endpoint.base)
    monkeypatch.setenv("MERILO_LLM_MODEL", "some-model")

    def call(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["merilo", "propose", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        try:
            main.run()
            status = 0
        except SystemExit as exit:
            status = int(exit.code or 0)
        told = capsys.readouterr()
        return status, told.out, told.err

    return call


def test_the_terminal_shows_marked_words(merilo: Any, endpoint: Any, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("The Bitola plant was opened in 2019.", encoding="utf-8")
    endpoint.says(plain="The Bitola plant employs 1,200 people.")
    status, out, _ = merilo(CLAIM, "--lang", "en", "--context", str(tmp_path / "story.txt"), "--say", "mk")
    assert status == 0
    mark = "Предлог од some-model, не стои во текстот, искажано без околниот текст"
    assert out == f"{mark}: „The Bitola plant employs 1,200 people.“\n"
    assert "opened in 2019" in endpoint.seen[0][2]["messages"][1]["content"]


def test_json_says_of_each_that_it_is_a_proposal(merilo: Any, endpoint: Any) -> None:
    endpoint.says(translations={"sq": "Ajo punëson 1.200 njerëz."})
    status, out, _ = merilo("-", "--lang", "en", "--into", "sq", "--format", "json", stdin=CLAIM)
    made = json.loads(out)
    assert status == 0
    assert made["claim"] == CLAIM
    assert [(each["proposal"], each["kind"], each["words"]) for each in made["proposals"]] == [
        (True, "translation", "Ajo punëson 1.200 njerëz.")
    ]
    assert made["proposals"][0]["words"] in made["proposals"][0]["marked"]


def test_lines_are_answered_one_by_one(merilo: Any, endpoint: Any) -> None:
    endpoint.script = ['{"plain": "The plant employs 1,200 people."}', 401, "{}"]
    lines = "\n".join(json.dumps({"id": str(n), "text": CLAIM, "lang": "en"}) for n in range(3))
    status, out, _ = merilo("-", "--jsonl", stdin=lines)
    first, second, third = (json.loads(line) for line in out.splitlines())
    assert status == 1
    assert first["proposals"][0]["proposal"] is True
    assert second["error"]["code"] == "model-failed"
    assert third == {"id": "2", "proposals": []}


def test_nothing_set_is_said_and_nothing_sent(merilo: Any, endpoint: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MERILO_LLM")
    for arguments in ((CLAIM,), ("-", "--jsonl")):
        status, out, err = merilo(*arguments)
        assert (status, out) == (3, "")
        assert "MERILO_LLM" in err
        assert "nothing was sent anywhere" in err
    assert endpoint.seen == []
