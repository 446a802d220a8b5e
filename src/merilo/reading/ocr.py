"""Pictures of text into words, by calling tesseract where it is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import cache

from merilo.errors import ScannedSource
from merilo.model import Phrase
from merilo.reading.layout import joined
from merilo.reading.manuscript import Manuscript
from merilo.text.language import language_of

PACKS = {
    "Latin": {"en": "eng", "hr": "hrv", "bs": "bos", "sr": "srp_latn", "sq": "sqi"},
    "Cyrillic": {"mk": "mkd", "sr": "srp", "bg": "bul", "ru": "rus", "uk": "ukr"},
}
# A first reading, to tell the language by: more languages would be slower and read no better.
FIRST = {"Latin": "eng+hrv+sqi", "Cyrillic": "mkd+srp+rus+bul+ukr"}
SECONDS = 120
SCRIPT = re.compile(r"^Script: (\w+)", re.MULTILINE)


def read_picture(picture: bytes, name: str, *, language: str | None = None) -> tuple[str, str]:
    """Return the words of a picture (PNG, JPEG, TIFF, PNM), a blank line between paragraphs, and their language.

    Where the language is not known it is told from a first reading with the languages of the picture's script.

    Raises:
        ScannedSource: tesseract is not installed, lacks the languages, or took too long.
    """
    if not shutil.which("tesseract"):
        raise ScannedSource(name)
    script = _script(picture, name)
    known = "+".join(dict.fromkeys(PACKS[each][language] for each in script if language in PACKS[each]))
    if known and language:
        return unwrapped(_run(picture, name, known)), language
    several = "+".join(FIRST[each] for each in script)
    first = unwrapped(_run(picture, name, several))
    seen = language_of(first)
    better = "+".join(dict.fromkeys(PACKS[each][seen] for each in script if seen in PACKS[each]))
    if not better or not _there(better):
        return first, seen
    return unwrapped(_run(picture, name, better)), seen


def _script(picture: bytes, name: str) -> tuple[str, ...]:
    """Return the script of a picture, or both where it cannot be told."""
    found = SCRIPT.search(_run(picture, name, "osd", "--psm", "0")) if "osd" in installed() else None
    return (found.group(1),) if found and found.group(1) in PACKS else tuple(PACKS)


def manuscript(picture: bytes, name: str, *, language: str | None = None) -> Manuscript:
    """Return the words of a picture that was given by itself (a clipping, a photograph of a page).

    Raises:
        ScannedSource: it could not be read by machine, or no words were found in it.
    """
    text, _ = read_picture(picture, name, language=language)
    if not text:
        raise ScannedSource(
            name, because="no words were found in it", do="Give a sharper picture, or the text.", why="wordless-picture"
        )
    return Manuscript(text=text, notices=(Phrase("reading.read-by-ocr", {"count": 1}),))


@cache
def installed() -> frozenset[str]:
    """Return the languages tesseract has here."""
    done = subprocess.run(["tesseract", "--list-langs"], capture_output=True, timeout=SECONDS, check=False)
    return frozenset(done.stdout.decode("utf-8", "replace").split("\n")[1:]) - {""}


def _there(packs: str) -> str:
    return "+".join(each for each in packs.split("+") if each in installed())


def _run(picture: bytes, name: str, packs: str, *more: str) -> str:
    there = _there(packs)
    if not there:
        packs = packs.replace("+", ", ")
        do = f"Install tesseract's languages {packs}, or ask for the text itself."
        raise ScannedSource(name, do=do, why="no-languages", packs=packs)
    command = ["tesseract", "stdin", "stdout", "-l", there, "--dpi", "300", *more]
    try:
        done = subprocess.run(
            command,
            input=picture,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise ScannedSource(
            name, because="reading its pictures took too long", do="Give fewer pages.", why="slow-pictures"
        ) from error
    return done.stdout.decode("utf-8", "replace")


def unwrapped(text: str) -> str:
    """Return the text with the lines of each paragraph joined, and words that a hyphen broke made whole."""
    paragraphs: list[str] = []
    for block in re.split(r"\n[ \t\f]*\n", text.replace("\f", "\n\n")):
        whole = ""
        for line in filter(None, map(str.strip, block.splitlines())):
            whole = joined(whole, line) if whole else line
        if any(map(str.isalnum, whole)):
            paragraphs.append(whole)
    return "\n\n".join(paragraphs)
