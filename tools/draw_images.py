"""Draw the pictures of the README from a real run on the sample article: `docs/images/terminal.svg` and `report.png`.

Run it by hand when the look of a report changes; it needs Chromium.
"""

from __future__ import annotations

import io
import re
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from merilo import pipeline
from merilo.cli.terminal import draw
from merilo.drawing.page import page
from merilo.reading.read import read
from merilo.report import out
from merilo.wire import ReportOut

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
LINES = 46  # of the terminal's output: what a reader takes in at a glance
PAPER = TerminalTheme(
    (251, 250, 247),
    (27, 31, 36),
    [
        (27, 31, 36),
        (163, 35, 31),
        (0, 115, 92),
        (138, 75, 0),
        (31, 78, 121),
        (90, 60, 120),
        (31, 95, 121),
        (91, 100, 112),
    ],
    [
        (91, 100, 112),
        (163, 35, 31),
        (0, 115, 92),
        (138, 75, 0),
        (31, 78, 121),
        (90, 60, 120),
        (31, 95, 121),
        (27, 31, 36),
    ],
)


def main() -> None:
    """Read the sample and draw both pictures."""
    article = replace(read(str(ROOT / "samples" / "bridge.en.txt")), source="samples/bridge.en.txt")
    report = out(pipeline.check(article, pipeline.means()))
    IMAGES.mkdir(parents=True, exist_ok=True)
    (IMAGES / "terminal.svg").write_text(terminal(report), encoding="utf-8")
    (IMAGES / "report.png").write_bytes(screenshot(page(report, "en")))


def terminal(report: ReportOut) -> str:
    """Return the beginning of the terminal report as SVG."""
    whole = io.StringIO()
    draw(report, "en", Console(file=whole, width=104, highlight=False, force_terminal=True, color_system="standard"))
    shown = Console(record=True, width=104, file=io.StringIO(), force_terminal=True, color_system="standard")
    shown.print(Text.from_ansi("\n".join(whole.getvalue().splitlines()[:LINES])))
    drawn = shown.export_svg(title="merilo check samples/bridge.en.txt", theme=PAPER)
    # The letters are the reader's own: a picture asks no other server for a font.
    return re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)


def screenshot(html: str) -> bytes:
    """Return a picture of the page's top, and of its text beside the notes, as a small PNG."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "report.html"
        path.write_text(html, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(viewport={"width": 1180, "height": 1100})
        tab.goto(path.as_uri())
        taken = tab.screenshot(clip={"x": 0, "y": 0, "width": 1180, "height": 1010})
        tab.goto(path.as_uri() + "#text")
        text = tab.screenshot(clip={"x": 0, "y": 0, "width": 1180, "height": 800})
        browser.close()
    top, below = (Image.open(io.BytesIO(each)).convert("RGB") for each in (taken, text))
    both = Image.new("RGB", (top.width, top.height + below.height))
    both.paste(top, (0, 0))
    both.paste(below, (0, top.height))
    kept = io.BytesIO()
    both.quantize(64, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
    return kept.getvalue()


if __name__ == "__main__":
    main()
