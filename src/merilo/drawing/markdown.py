"""Draw a report as Markdown, for pasting into a draft."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import regex

from merilo.drawing.digest import Digest
from merilo.drawing.moments import moments
from merilo.drawing.written import day, score
from merilo.wire import FindingOut, ReportOut

# What an address may hold as it is; brackets and spaces would end the link.
SAFE = "/:?#@!$&'*+,;=%~"
SPECIAL = regex.compile(r"([\\`*_\[\]<>#|~])")


def markdown(report: ReportOut, language: str) -> str:
    """Return the report as Markdown (CommonMark with tables)."""
    digest = Digest(report, language)
    parts = [*_head(digest), *_disagreements(digest), *_claims(digest), *_matches(digest), *_voices(digest)]
    parts += [
        *_timeline(digest),
        *_notes(digest),
        "",
        f"*{plain(digest.label('machine', version=report.engine.version))}*",
    ]
    return "\n".join(parts) + "\n"


def plain(text: str) -> str:
    """Return words on one line with every character that Markdown would take for markup escaped."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _head(digest: Digest) -> Iterator[str]:
    article = digest.report.article
    yield f"# {plain(article.title or article.source or digest.label('reading'))}"
    yield ""
    published = day(article.published, digest.language) if article.published else ""
    known = [article.site, ", ".join(article.byline), published, article.source]
    yield plain(" · ".join(each for each in known if each))
    yield ""
    yield f"**{plain(digest.summary)}**"
    for notice in article.notices:
        yield f"\n> {plain(notice)}"


def _disagreements(digest: Digest) -> Iterator[str]:
    yield f"\n## {plain(digest.label('disagree'))}\n"
    if not digest.disagreements:
        yield plain(digest.label("nothing-disagrees"))
    for finding in digest.disagreements:
        yield from _finding(digest, finding)


def _finding(digest: Digest, finding: FindingOut) -> Iterator[str]:
    yield f"- **{plain(digest.label(finding.severity))}:** {plain(finding.message)}"
    for side in digest.sides(finding):
        yield "  > " + "".join(f"**{plain(words)}**" if marked else spaced(words) for words, marked in side.pieces)
        yield "  >"
    if mend := digest.mend(finding):
        yield f"\n  {plain(mend)}"


def spaced(words: str) -> str:
    """Return escaped words that keep a space towards the bold words beside them."""
    return (" " if words[:1].isspace() else "") + plain(words) + (" " if words.strip() and words[-1:].isspace() else "")


def _claims(digest: Digest) -> Iterator[str]:
    yield f"\n## {plain(digest.label('first'))}\n"
    if not digest.claims:
        yield plain(digest.label("nothing-claimed"))
    for claim in digest.claims:
        yield f"1. {plain(digest.words(claim))}  "
        why = " ".join(claim.reasons)
        worth = digest.label("worth", n=score(claim.checkworthiness, digest.language))
        yield f"   *{plain(digest.label(claim.kind))}, {plain(worth)}.* {plain(why)}"


def _matches(digest: Digest) -> Iterator[str]:
    if digest.report.matches:
        yield f"\n## {plain(digest.label('checked'))}\n"
    for match in digest.matches:
        check = match.fact_check
        claim = "" if match.claim is None else digest.words(digest.report.claims[match.claim])
        yield f"- {plain(claim)}  "
        link = (
            f"[{plain(check.claim)}]({quote(check.url, safe=SAFE)})"
            if check.url.startswith(("http://", "https://"))
            else plain(check.claim)
        )
        yield f"  {plain(digest.label(match.relation))}: {link} {plain(check.rating)}"
        for each in match.differences:
            yield f"  - {plain(digest.label(each.kind))}: {plain(each.here)} / {plain(each.there)}"


def _voices(digest: Digest) -> Iterator[str]:
    yield f"\n## {plain(digest.label('voices'))}\n"
    rows = digest.voices
    if not rows:
        yield plain(digest.label("nothing-said"))
        return
    yield "| " + " | ".join(plain(digest.label(key)) for key in ("who", "through", "how", "words")) + " |"
    yield "|---|---|---|---|"
    for voice in rows:
        cells = (
            voice.speaker or digest.label("unnamed"),
            " → ".join(voice.carriers),
            digest.manner(voice),
            voice.words,
        )
        yield "| " + " | ".join(plain(cell) for cell in cells) + " |"


def _timeline(digest: Digest) -> Iterator[str]:
    yield f"\n## {plain(digest.label('timeline'))}\n"
    if not digest.report.timeline:
        yield plain(digest.label("nothing-dated"))
        return
    yield f"| {plain(digest.label('when'))} | {plain(digest.label('what'))} |"
    yield "|---|---|"
    for each in moments(digest).moments:
        words = "".join(f"**{plain(part)}**" if marked else spaced(part) for part, marked in each.words)
        marks = "".join(f" ({plain(digest.label(finding.severity))})" for _, finding in each.findings)
        who = f" ({plain(digest.label('who'))}: {plain(', '.join(each.who))})" if each.who else ""
        yield f"| {plain(each.when)}{marks} | {words.strip()}{who} |"


def _notes(digest: Digest) -> Iterator[str]:
    if digest.notes:
        yield f"\n## {plain(digest.label('notes'))}\n"
    for finding in digest.notes:
        yield from _finding(digest, finding)
