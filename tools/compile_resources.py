"""Compile `resources/<language>/<topic>.yaml` into `src/merilo/wordlists/<profile>/<topic>.json`.

Run it as `make resources` after editing a word list; a test fails when the compiled lists are out of date. Serbian is
written in Cyrillic and Bosnian in Latin; the other script of both is made here. In a list, keys are codes and values
are words: only values change their script.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import cyrtranslit
import yaml

ROOT = Path(__file__).resolve().parent.parent
SOURCE, TARGET = ROOT / "resources", ROOT / "src" / "merilo" / "wordlists"


def rewritten(value: Any, change: Any) -> Any:
    """Return the value with every string in it put through `change`; keys are codes, and stay."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [rewritten(each, change) for each in value]
    if isinstance(value, dict):
        return {key: rewritten(each, change) for key, each in value.items()}
    return value


def compiled() -> dict[Path, str]:
    """Return every compiled list as path -> JSON text."""
    made: dict[Path, str] = {}
    for path in sorted(SOURCE.glob("*/*.yaml")):
        language, topic = path.parent.name, path.stem
        value = yaml.safe_load(path.read_text(encoding="utf-8"))
        lists = {language: value}
        if language == "sr":
            lists["sr-Latn"] = rewritten(value, lambda text: cyrtranslit.to_latin(text, "sr"))
        if language == "bs" and not topic.startswith("phrases-"):
            # Messages keep their {facts} only in Latin, and nobody reads messages in Bosnian Cyrillic.
            lists["bs-Cyrl"] = rewritten(value, lambda text: cyrtranslit.to_cyrillic(text, "sr"))
        for profile, words in lists.items():
            made[TARGET / profile / f"{topic}.json"] = (
                json.dumps(words, ensure_ascii=False, indent=0, default=str) + "\n"
            )
    return made


def main() -> int:
    """Write the lists, or with --check say which are out of date. Returns the exit status."""
    made = compiled()
    stale = [path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    gone = [path for path in TARGET.glob("*/*.json") if path not in made]
    if "--check" in sys.argv:
        for path in (*stale, *gone):
            print(f"out of date: {path.relative_to(ROOT)} (run 'make resources')")
        return 1 if stale or gone else 0
    for path in gone:
        path.unlink()
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made[path], encoding="utf-8")
    print(f"{len(made)} word lists, {len(stale)} written, {len(gone)} removed")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
