"""Draw a report as one self-contained HTML page: no script, no request, readable on a phone, light and dark."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from merilo.drawing.digest import Digest
from merilo.drawing.marked import paragraphs
from merilo.drawing.moments import moments
from merilo.drawing.pictures import voices
from merilo.drawing.written import day, score
from merilo.wire import ReportOut

MARKS = {"error": "●", "warning": "◐", "note": "○"}
# Claims before the fold, rows of the timeline before the fold, and rows of any list altogether: a page stays readable,
# and under 700 KB, whatever comes in. The JSON report has everything.
FIRST, SHOWN, MOST = 12, 40, 150
# Which letters each font file holds: a page carries only the files that its own letters need.
RANGES = {
    "latin": (range(0x0000, 0x0100), "U+0000-00FF,U+0131,U+0152-0153,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212"),
    "latin-ext": (range(0x0100, 0x02BA), "U+0100-02BA,U+1E00-1E9F,U+20A0-20AB,U+20AD-20C4"),
    "cyrillic": (range(0x0400, 0x0460), "U+0301,U+0400-045F,U+0490-0491,U+2116"),
}


def page(report: ReportOut, language: str) -> str:
    """Return the report as HTML; `language` is the profile that the labels are said in."""
    digest = Digest(report, language)
    article = report.article
    known = [digest.shown(article.site), digest.shown(", ".join(article.byline)), digest.shown(article.source)]
    template = _environment().get_template("report.html.j2")
    return template.render(
        d=digest,
        report=report,
        article=article,
        title=digest.shown(article.title or article.source) or digest.label("reading"),
        known=[each for each in known if each],
        marks=MARKS,
        first=FIRST,
        shown=SHOWN,
        most=MOST,
        day=day,
        score=score,
        disagreements=[(n, each) for n, each in digest.numbered if each.severity != "note"],
        notes=[(n, each) for n, each in digest.numbered if each.severity == "note"],
        claims=digest.claims,
        said=digest.voices,
        paragraphs=paragraphs(digest),
        line=moments(digest),
        voices=voices(digest),
        spoken=Markup(' lang="{}"').format(_tag(article.language, article.script)),
        page_language=language,
        css=Markup(_file("templates/report.css")),
        fonts=Markup(_fonts(_letters(digest))),
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("merilo.drawing"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment


def _tag(language: str, script: str) -> str:
    """Return the BCP 47 tag of a text, or "" where its language is not known."""
    if language == "other":
        return ""
    return f"{language}-{script}" if language in ("sr", "bs") else language


def _letters(digest: Digest) -> set[str]:
    """Return which font files the page needs."""
    shown = (
        set(digest.report.article.text) | set(digest.report.article.title) | set(digest.label("machine", version=""))
    )
    shown |= {letter for each in digest.report.findings for letter in each.message}
    return {name for name, (letters, _) in RANGES.items() if any(ord(each) in letters for each in shown)} | {"latin"}


def _fonts(wanted: set[str]) -> str:
    rules = []
    for family, file in (("Merilo Serif", "serif"), ("Merilo Sans", "sans")):
        for weight in (400, 600):
            for name in sorted(wanted):
                rules.append(
                    f"@font-face{{font-family:'{family}';font-weight:{weight};font-display:swap;"
                    f"src:url(data:font/woff2;base64,{_font(f'{file}-{name}-{weight}')}) format('woff2');"
                    f"unicode-range:{RANGES[name][1]}}}"
                )
    return "\n".join(rules)


@cache
def _font(name: str) -> str:
    return b64encode((files("merilo.drawing") / "fonts" / f"{name}.woff2").read_bytes()).decode()


@cache
def _file(name: str) -> str:
    return (files("merilo.drawing") / name).read_text(encoding="utf-8")
