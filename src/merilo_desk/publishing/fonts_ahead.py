"""Which fonts of the other script a page wants at once: for a Latin name among Cyrillic, a Cyrillic claim among Latin.

A browser shows a font that it comes upon late only on the next page (`font-display: optional`), so that nothing jumps;
until then the words would stand in a font of the system. What is asked for in the head comes in time, and costs
nothing more, because the browser fetches the same files either way.
"""

from __future__ import annotations

import re

from django.templatetags.static import static

# The letters of the script that a page is not written in; è stands in both („сè“).
OTHER = {
    "cyrl": re.compile(r"[A-Za-z\u00c0-\u00c7\u00c9-\u00e7\u00e9-\u017f]"),
    "latn": re.compile(r"[\u0400-\u045f\u0490\u0491]"),
}
LETTERS = {"cyrl": "latn-letters", "latn": "cyrl-letters"}
# What the sheets set in a face other than the plain one: by element, or by a word of its class.
SET = {
    "serif-600": (r"h1|h2|h3", r"claim-words|line-title|receipt|name|ways"),
    "serif-400": (r"blockquote", r"spoken|reading|reason|text"),
    "sans-600": (r"strong|b|th|label|legend|button", r"button|verdict|relation|strong"),
}
TAG = re.compile(r"<[^>]*>")


def _inside(elements: str, classes: str) -> re.Pattern[str]:
    opening = rf'<(?:({elements})\b[^>]*|(\w+)\b[^>]*\bclass="[^"]*\b(?:{classes})\b[^"]*"[^>]*)>'
    return re.compile(rf"{opening}(.*?)</(?:\1|\2)>", re.DOTALL)


INSIDE = {face: _inside(*which) for face, which in SET.items()}


def faces(page: str, script: str) -> list[str]:
    """Return the faces in which letters of the other script stand on a page."""
    _head, _body, drawn = page.partition("<body")
    other = OTHER[script]
    if not other.search(TAG.sub("", drawn)):
        return []
    found = ["sans-400"]
    for face, inside in INSIDE.items():
        if any(other.search(TAG.sub("", each.group(3))) for each in inside.finditer(drawn)):
            found.append(face)
    return found


def links(page: str, script: str) -> str:
    """Return what asks for them in the head of the page."""
    files = (static(f"merilo/fonts/public/{face}-{LETTERS[script]}.woff2") for face in faces(page, script))
    return "".join(f'<link rel="preload" href="{file}" as="font" type="font/woff2" crossorigin>\n' for file in files)
