"""What is taken out of a text before it is kept: marks that nobody sees and that only deceive."""

from __future__ import annotations

import unicodedata

import regex

# Control characters but for tab and line break; NUL among them.
CONTROLS = regex.compile(r"[\p{Cc}--[\t\n]]", flags=regex.VERSION1)
# Overrides and isolates of direction turn "gpj.exe" into "exe.jpg"; the rest is empty space without a width.
HIDDEN = regex.compile(
    r"[\u061C\u200B\u200E\u200F\u2028\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\u00AD\u180E\U000E0000-\U000E007F]"
)
# Joiners are a part of some letters and of pictures; alone or in a row they are not.
JOINERS = regex.compile(r"[\u200C\u200D](?=[\u200C\u200D\s]|$)|(?<=^|\s)[\u200C\u200D]")
# No language of ours writes more than three marks over one letter.
PILES = regex.compile(r"(\p{M}{3})\p{M}+")
BLANK_LINES = regex.compile(r"\n{4,}")


def cleaned(text: str) -> str:
    """Return a text as its writer sees it: composed letters, one kind of line break, nothing hidden."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = HIDDEN.sub("", CONTROLS.sub("", text.replace("\u2029", "\n")))
    return BLANK_LINES.sub("\n\n\n", PILES.sub(r"\1", JOINERS.sub("", text)))


def on_one_line(text: str) -> str:
    """Return a cleaned text without line breaks."""
    return " ".join(cleaned(text).split())


def is_damaged(text: str) -> bool:
    """Say whether letters were lost on the way: a browser sent another encoding than it said."""
    return "\ufffd" in text
