"""`merilo propose`: what a language model proposes about a claim, every word of it marked as a proposal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import msgspec

from merilo.errors import ModelOff
from merilo.model import Phrase
from merilo.proposals import Chat, Proposal, chat
from merilo.proposals import propose as proposed
from merilo.reading.read import read
from merilo.speech import say as told
from merilo.text.language import language_of

DONE = 0
SCHEMA = "merilo-proposals/1"


def model() -> Chat:
    """Return the language model that is set.

    Raises:
        ModelOff: none is.
    """
    found = chat()
    if found is None:
        raise ModelOff()
    return found


def propose(claim: str, language: str | None, into: tuple[str, ...], context: Path | None, form: str, say: str) -> int:
    """Ask about a claim ("-": standard input) and show what is proposed; return the exit status."""
    asked = model()
    text = sys.stdin.read() if claim == "-" else claim
    around = read(str(context)).text if context else ""
    language = language or language_of(text)
    found = proposed(text, language, context=around, into=into, model=asked)
    if form == "json":
        made = {"schema": SCHEMA, "claim": text.strip(), "language": language, "proposals": out(found, say)}
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(made), indent=2).decode() + "\n")
        return DONE
    for each in found:
        print(each.marked(say))
    if not found:
        print(told(Phrase("proposals.none"), say))
    return DONE


def out(found: tuple[Proposal, ...], say: str) -> list[dict[str, Any]]:
    """Return proposals as plain values; `proposal` is always true, and `marked` is what to show."""
    return [
        {
            "proposal": True,
            "kind": each.kind,
            "words": each.words,
            "language": each.language,
            "model": each.model,
            "added": list(each.added),
            "lost": list(each.lost),
            "marked": each.marked(say),
        }
        for each in found
    ]
