"""Draw a report in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from merilo.drawing.digest import Digest, Side
from merilo.drawing.moments import moments
from merilo.drawing.written import day, score
from merilo.wire import ClaimOut, FindingOut, MatchOut, ReportOut

MARKS = {"error": ("●", "bold red"), "warning": ("◐", "yellow"), "note": ("○", "cyan")}
MOST = 10
WORD = 16  # cells of the longest word of a column of names that stays whole
NO_BREAK = "\u00a0"


def draw(report: ReportOut, language: str, console: Console) -> None:
    """Print a report: what was found, where the text disagrees, what to check first, who said what, and when."""
    digest = Digest(report, language)
    for part in (_head(digest), *_disagreements(digest), *_claims(digest), *_matches(digest), *_voices(digest)):
        console.print(part)
    for part in (*_timeline(digest), *_notes(digest), _foot(digest)):
        console.print(part)


def _head(digest: Digest) -> RenderableType:
    article = digest.report.article
    published = day(article.published, digest.language) if article.published else ""
    known = [article.site, ", ".join(article.byline), published, f"{article.language} {article.script}"]
    lines = [
        Text(digest.shown(article.title or article.source), style="bold"),
        Text(digest.shown(" · ".join(each for each in known if each)), style="dim"),
        Text(digest.summary),
        *(Text(f"! {notice}", style="yellow") for notice in article.notices),
    ]
    return Padding(Group(*lines), (1, 0, 0, 0))


def _section(digest: Digest, key: str) -> RenderableType:
    return Padding(Rule(Text(digest.label(key), style="bold"), align="left", style="dim"), (1, 0, 0, 0))


def _disagreements(digest: Digest) -> Iterator[RenderableType]:
    yield _section(digest, "disagree")
    if not digest.disagreements:
        yield Text(digest.label("nothing-disagrees"), style="dim")
    for finding in digest.disagreements:
        yield _finding(digest, finding)


def _finding(digest: Digest, finding: FindingOut) -> RenderableType:
    mark, style = MARKS[finding.severity]
    lines: list[RenderableType] = [
        Text.assemble((f"{mark} {digest.label(finding.severity)}  ", style), (digest.visible(finding.message), "bold"))
    ]
    for side in digest.sides(finding):
        lines.append(Padding(_quoted(side), (0, 0, 0, 2)))
    if mend := digest.mend(finding):
        lines.append(Padding(Text(mend, style="green" if finding.fix else ""), (0, 0, 0, 2)))
    return Padding(Group(*lines), (0, 0, 1, 0))


def _quoted(side: Side) -> Text:
    """Show a sentence, the words that disagree in bold."""
    shown = Text.assemble(("│ ", "dim"))
    for words, marked in side.pieces:
        shown.append(words, "bold underline" if marked else "")
    if side.place:
        shown.append(f"  ({side.place.replace(' ', NO_BREAK)})", "dim")
    return shown


def _claims(digest: Digest) -> Iterator[RenderableType]:
    yield _section(digest, "first")
    if not digest.claims:
        yield Text(digest.label("nothing-claimed"), style="dim")
        return
    for claim in digest.claims[:MOST]:
        yield _claim(digest, claim)
    if len(digest.claims) > MOST:
        yield Text(digest.label("more", n=len(digest.claims) - MOST), style="dim")


def _claim(digest: Digest, claim: ClaimOut) -> RenderableType:
    row = Table.grid(padding=(0, 2, 0, 0))
    row.add_column(width=5)
    row.add_column(ratio=1)
    worth = digest.label("worth", n=score(claim.checkworthiness, digest.language))
    filled = round(claim.checkworthiness * 5)
    row.add_row(
        Text("▮" * filled + "▯" * (5 - filled), style="cyan"),
        Group(
            Text(digest.words(claim, 400)),
            Text(f"{digest.label(claim.kind)} · {worth} · {digest.visible(' '.join(claim.reasons[:3]))}", style="dim"),
        ),
    )
    return row


def _matches(digest: Digest) -> Iterator[RenderableType]:
    if not digest.report.matches:
        return
    yield _section(digest, "checked")
    last = None
    for match in digest.matches:
        if match.claim is not None and match.claim != last:
            yield Text.assemble(("› ", "dim"), digest.words(digest.report.claims[match.claim], 200))
        last = match.claim
        yield _match(digest, match)


def _match(digest: Digest, match: MatchOut) -> RenderableType:
    check = match.fact_check
    published = day(check.date, digest.language) if check.date else ""
    known = [check.publisher, published, check.url]
    lines = [
        Text.assemble(
            (f"{digest.label(match.relation)} {score(match.score, digest.language)}  ", "bold"),
            digest.shown(check.claim),
            (f"  [{digest.shown(check.rating)}]" if check.rating else "", "bold yellow"),
            (f"  {digest.shown(' · '.join(each for each in known if each))}", "dim"),
        )
    ]
    here, there = digest.label("here"), digest.label("there")
    for each in match.differences:
        told = f"{digest.label(each.kind)}: {here} {each.here} · {there} {each.there}"
        lines.append(Text(digest.shown(told), style="yellow"))
    return Padding(Group(*lines), (0, 0, 0, 2))


def _voices(digest: Digest) -> Iterator[RenderableType]:
    yield _section(digest, "voices")
    rows = digest.voices
    if not rows:
        yield Text(digest.label("nothing-said"), style="dim")
        return
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False)
    told = [
        (voice.speaker or digest.label("unnamed"), " → ".join(voice.carriers), digest.manner(voice)) for voice in rows
    ]
    for key, column in zip(("who", "through", "how"), zip(*told, strict=True), strict=True):
        table.add_column(digest.label(key), width=_widest((digest.label(key), *column)), overflow="fold")
    table.add_column(digest.label("words"), ratio=1, overflow="fold")
    for voice, (who, through, how) in zip(rows, told, strict=True):
        table.add_row(
            Text(who, style="bold" if voice.speaker else "dim"),
            Text(through, style="dim"),
            Text(how, style="dim"),
            Text(voice.words if len(voice.words) < 160 else voice.words[:160].rsplit(" ", 1)[0] + " …"),
        )
    yield table


def _widest(told: Iterable[str]) -> int:
    """The cells that the words of a column ask for, so that none is broken."""
    return min(WORD, max(cell_len(word) for each in told for word in each.split()))


def _timeline(digest: Digest) -> Iterator[RenderableType]:
    yield _section(digest, "timeline")
    if not digest.report.timeline:
        yield Text(digest.label("nothing-dated"), style="dim")
        return
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="cyan")
    table.add_column(ratio=1)
    for each in moments(digest).moments:
        words = Text.assemble(*((part, "bold" if marked else "") for part, marked in each.words))
        for _, finding in each.findings:
            mark, style = MARKS[finding.severity]
            words = Text.assemble((f"{mark} ", style), words)
        table.add_row(each.when, words)
    yield table


def _notes(digest: Digest) -> Iterator[RenderableType]:
    if digest.notes:
        yield _section(digest, "notes")
        for finding in digest.notes:
            yield _finding(digest, finding)


def _foot(digest: Digest) -> RenderableType:
    return Padding(Text(digest.label("machine", version=digest.report.engine.version), style="dim"), (1, 0, 0, 0))
