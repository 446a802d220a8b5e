"""Take the noise of social posts out of a text, for matching only: what is shown stays as it was written.

`masked` keeps every offset (noise becomes spaces), so that what is found in it is found in the text; `plain` is what
the word index and the encoder read.
"""

from __future__ import annotations

import html

import regex

LINK = regex.compile(r"(?:https?://|www\.)\S+|\b(?:pic\.twitter\.com|t\.co|bit\.ly|youtu\.be|fb\.me)/\S*")
# “— Name (@handle) May 4, 2021” at the very end, as embedded posts are quoted; the name is at most 80 characters.
TAIL = regex.compile(r"[—–-]{1,2}\s?(?P<name>[^—\n]{0,80}?)\s?\(@\w{1,30}\)[^—\n(]{0,40}\s*$")
REPOST = regex.compile(r"^\s*(?:RT\s+)?(?:@\w{1,30}:?\s+)+")
QUOTED_LINE = regex.compile(r"(?m)^[^\S\n]*(?:>|&gt;).*$")
HANDLE = regex.compile(r"(?<![\w@])@(\w{1,30})")
HASH = regex.compile(r"(?<!\w)#(?=\w)")
PICTURE = regex.compile(r"[\p{Extended_Pictographic}\p{Regional_Indicator}\u200d\u20e3\ufe0f\U000e0020-\U000e007f]")
HUMP = regex.compile(r"(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{L})(?=\p{N})")
TAG = regex.compile(r"(?<!\w)[#@](\w+)")
SPACE = regex.compile(r"\s+")
DIGIT_EMOJI = regex.compile(r"(?<=\d)\ufe0f?\u20e3")


def masked(text: str) -> str:
    """Return the text with its noise blanked out, every character in its old place."""
    for noise in (LINK, TAIL, REPOST):
        text = noise.sub(_blank, text)
    if (rest := QUOTED_LINE.sub(_blank, text)).strip():
        text = rest  # a chain of quotations is noise only where the post has words of its own
    text = HANDLE.sub(lambda found: " " + found.group(1), text)
    text = HASH.sub(" ", text)
    # A digit in a box is a digit; every other picture says nothing that a fact check would say.
    return PICTURE.sub(" ", text)


def plain(text: str) -> str:
    """Return the words of a post as one line: tags and handles taken apart at their humps, entities read."""
    text = html.unescape(text) if "&" in text else text
    tail = TAIL.search(text)
    said_by = tail.group("name").strip() if tail else ""
    apart = {match.group(1): HUMP.sub(" ", match.group(1)) for match in TAG.finditer(text)}
    text = masked(text)
    for tag, words in apart.items():
        if words != tag:
            text = text.replace(f" {tag}", f" {words}")
    line = SPACE.sub(" ", text).strip()
    # A post that is only a link and a signature still has its signature.
    return line or said_by


def author(text: str) -> str:
    """Return who signed a post (“— Name (@handle) date”), or nothing."""
    tail = TAIL.search(text)
    return PICTURE.sub("", tail.group("name")).strip() if tail else ""


def _blank(found: regex.Match[str]) -> str:
    return " " * (found.end() - found.start())
