"""The picture that other sites show when somebody shares a check: drawn by the server from SVG, in our own fonts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import resvg_py
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from PIL import ImageFont

from merilo_desk.languages import language
from merilo_desk.newsroom.models import the_desk
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.publishing.records import rating_words, speaker_name
from merilo_desk.publishing.serving import address
from merilo_desk.publishing.words import quoted
from merilo_desk.scales.models import Bucket

FONTS = Path(__file__).resolve().parent / "fonts"
WIDTH, HEIGHT, MARGIN = 1200, 630, 72
COLOURS = {
    Bucket.TRUE: "#00735c",
    Bucket.MOSTLY_TRUE: "#2d6a9f",
    Bucket.MIXED: "#806400",
    Bucket.MOSTLY_FALSE: "#a84c08",
    Bucket.FALSE: "#a3231f",
    Bucket.UNRATED: "#5b6470",
    Bucket.OPEN: "#5b6470",
}
# The yardstick's ticks from top to bottom; the verdict's own is the long one.
TICKS = (Bucket.TRUE, Bucket.MOSTLY_TRUE, Bucket.MIXED, Bucket.MOSTLY_FALSE, Bucket.FALSE)
# Sizes that a claim is tried in, largest first, with how many lines each may take.
SIZES = ((58, 3), (50, 4), (43, 5), (36, 6))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and where its baseline lies."""

    text: str
    y: float


@cache
def _measure(face: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"{face}.ttf"), size)


def folded_into(text: str, face: str, size: int, width: float, most: int) -> tuple[list[str], bool]:
    """Break a text into lines of at most a width; False where it did not fit and was cut with an ellipsis."""
    font = _measure(face, size)
    lines = list(_lines(text, font, width))
    if len(lines) <= most:
        return lines, True
    last = lines[most - 1]
    while last and font.getlength(last + "…") > width:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip(" .,;:–—-") + "…"], False


def _lines(text: str, font: ImageFont.FreeTypeFont, width: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        while font.getlength(word) > width:
            # A word wider than the picture, such as an address, is broken where it must be.
            fits = next(n for n in range(len(word), 0, -1) if font.getlength(word[:n]) <= width or n == 1)
            if line:
                yield line
                line = ""
            yield word[:fits]
            word = word[fits:]
        joined = f"{line} {word}".strip()
        if font.getlength(joined) > width:
            yield line
            line = word
        else:
            line = joined
    if line:
        yield line


def svg(page: FactCheckPage) -> str:
    """Return the picture as SVG: the claim, who said it, the verdict, whose check it is."""
    code = page.locale.language_code
    claim = quoted(" ".join(page.claim.split()), code)
    width = WIDTH - 2 * MARGIN
    verdict, _ = folded_into(rating_words(page), "sans-600", 50, width - 90, 2)
    for size, most in SIZES:
        # A verdict of two lines takes the room of one line of the claim.
        lines, fits = folded_into(claim, "serif-600", size, width, most + 1 - len(verdict))
        if fits:
            break
    if not fits:
        lines[-1] += claim[-1]
    step = size * 1.22
    who = folded_into(speaker_name(page), "sans-400", 34, width, 1)[0]
    bucket = Bucket((page.facts.get("rating") or {}).get("bucket") or Bucket.UNRATED)
    top = 148 + size * 0.5
    context = {
        "lang": language(code).tag,
        "size": size,
        "claim": [Line(line, top + at * step) for at, line in enumerate(lines)],
        "who": [Line(line, top + len(lines) * step + 6) for line in who],
        "verdict": [Line(line, 540 - (len(verdict) - 1) * 56 + at * 56) for at, line in enumerate(verdict)],
        "colour": COLOURS[bucket],
        "ticks": [
            (492 - (len(verdict) - 1) * 28 + at * 15, 44 if each == bucket else 18) for at, each in enumerate(TICKS)
        ],
        "stick": (488 - (len(verdict) - 1) * 28, 64),
        "desk": folded_into(the_desk().called(code), "serif-600", 34, width - 90, 1)[0][0],
        "site": folded_into(_host(), "sans-400", 26, 420, 1)[0][0],
        "width": WIDTH,
        "height": HEIGHT,
        "margin": MARGIN,
    }
    return render_to_string("publishing/share.svg", context)


def _host() -> str:
    return address("").split("://")[-1]


def png(page: FactCheckPage) -> bytes:
    """Return the picture as PNG, drawn once for each state of the page and kept among the files."""
    drawing = svg(page)
    name = f"share/{hashlib.sha256(drawing.encode()).hexdigest()[:24]}.png"
    if default_storage.exists(name):
        with default_storage.open(name) as file:
            return bytes(file.read())
    drawn = bytes(
        resvg_py.svg_to_bytes(
            svg_string=drawing,
            font_files=[str(path) for path in sorted(FONTS.glob("*.ttf"))],
            skip_system_fonts=True,
            font_family="Merilo Sans",
        )
    )
    default_storage.save(name, ContentFile(drawn))
    return drawn
