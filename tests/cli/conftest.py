"""The command line called in this process, and the rule that every report keeps."""

from __future__ import annotations

import io
import sys

import pytest
from contract import Answer, Merilo

from merilo import pipeline
from merilo.cli import main, work


@pytest.fixture
def merilo(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Merilo:
    """Call `merilo ARGUMENTS` as a shell would; rules and word lists read alone, which is quick."""
    monkeypatch.setattr(pipeline, "means", lambda library=None, **_: pipeline.Means())
    monkeypatch.setattr(work, "_encoder", lambda: None)
    work._means.cache_clear()

    def call(*arguments: str, stdin: bytes = b"") -> Answer:
        monkeypatch.setattr(sys, "argv", ["merilo", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            main.run()
            status = 0
        except SystemExit as exit:
            status = int(exit.code or 0)
        sys.stdout.flush()
        told = capsysbinary.readouterr()
        return Answer(status, told.out.decode(), told.err.decode())

    return call
