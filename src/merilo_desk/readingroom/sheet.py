"""The article as the page shows it: in parts, paragraphs, sentences and runs of letters that know where they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from merilo_desk import engine
from merilo_desk.languages import language
from merilo_desk.readingroom.models import ReportWords, StoredArticle

# A part of a long text has about so many letters; a page shows one.
PART = 30_000
HEADS = 90


@dataclass(frozen=True, slots=True)
class Run:
    """Letters under the same marks. `at` is where they stand, `length` how many letters of the text they are.

    `hidden` ones are a sign for a letter that would move or hide others. `marks` are numbers of findings that end here.
    """

    text: str
    at: int
    length: int
    classes: str = ""
    title: str = ""
    hidden: bool = False
    marks: tuple[engine.Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A remark for the margin: `kind` is finding, voice, check or pick."""

    kind: str
    words: str
    rank: str = ""
    number: int = 0
    url: str = ""
    carriers: str = ""


@dataclass(slots=True)
class Sentence:
    """A sentence, or the piece of it that stands in one paragraph; `number` counts from 1 over the whole text."""

    number: int
    start: int
    end: int
    first: bool
    runs: list[Run] = field(default_factory=list)
    claims: list[tuple[int, int]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(slots=True)
class Paragraph:
    """A paragraph of the page."""

    place: str
    headline: bool
    sentences: list[Sentence]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a long text that is shown at once, with the words it begins with."""

    number: int
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Pick:
    """Words that somebody picked: a case or a statement, what is said of it, and where it leads."""

    start: int
    end: int
    kind: str
    words: str
    url: str = ""


@dataclass(slots=True)
class Sheet:
    """A report ready to be shown to a member in their language; kept for the next page that wants it."""

    digest: engine.Digest
    parts: list[Part]
    notes: dict[int, list[Note]]
    claims: dict[int, list[tuple[int, int]]]
    numbers: list[int]
    marked: dict[int, list[engine.Paragraph]] = field(default_factory=dict)

    def paragraphs_of(self, part: Part) -> list[engine.Paragraph]:
        """Return the marked paragraphs of a part, made when somebody first looks at it."""
        if part.number not in self.marked:
            report = self.digest.report
            near = [each for each in report.sentences if each.start < part.end and each.end > part.start]
            cuts = [edge for each in near for edge in (each.start, each.end)]
            within = (part.start, part.end)
            self.marked[part.number] = engine.paragraphs(self.digest, list(_covers(report)), cuts, within)
        return self.marked[part.number]

    def sentence(self, at: int) -> int:
        """Return the number, from 1, of the sentence that a letter stands in or after."""
        return max(bisect_right(self.numbers, at), 1)

    def part_of(self, at: int) -> Part:
        """Return the part that a letter stands in."""
        return next((part for part in reversed(self.parts) if part.start <= at), self.parts[0])

    def bounds(self, number: int) -> tuple[int, int]:
        """Return where a sentence begins and ends; numbers too small or too large are the first and the last."""
        found = self.digest.report.sentences
        each = found[min(max(number, 1), len(found)) - 1]
        return each.start, each.end

    def paragraphs(self, part: Part, picks: Sequence[Pick] = ()) -> list[Paragraph]:
        """Return the paragraphs of a part, with what was picked marked in them."""
        rows = []
        for each in self.paragraphs_of(part):
            sentences = self._sentences(each, part, picks)
            if sentences:
                rows.append(Paragraph(each.place, each.headline, sentences))
        return rows

    def _sentences(self, para: engine.Paragraph, part: Part, picks: Sequence[Pick]) -> list[Sentence]:
        found: list[Sentence] = []
        near = [pick for pick in picks if pick.start < para.end and pick.end > para.start]
        for piece in para.pieces:
            if not part.start <= piece.start < part.end:
                continue
            number = self.sentence(piece.start)
            if not found or found[-1].number != number:
                start, end = self.bounds(number) if self.numbers else (para.start, para.end)
                first = para.start <= start
                found.append(Sentence(number, start, end, first))
                if first:
                    found[-1].claims = self.claims.get(number, [])
                    found[-1].notes = [*self.notes.get(number, []), *_picked(near, start, end)]
            found[-1].runs += _runs(piece, self.digest.report.article.text, near)
        return found


def sheet(article: StoredArticle, code: str) -> Sheet:
    """Return the sheet of a reading for a member who reads the language with this code."""
    return _sheet(article.pk, f"{article.turn} {article.read_at} {article.sha256}", language(code).profile)


@lru_cache(maxsize=12)
def _sheet(pk: int, reading: str, profile: str) -> Sheet:
    """Make a sheet; `reading` only tells one reading of an article from the next."""
    article = StoredArticle.objects.only("report").get(pk=pk)
    words = ReportWords.objects.filter(article=pk, language=profile).first()
    report = engine.shown_in(article.report or {}, words.words if words else None)
    digest = engine.Digest(report, profile)
    numbers = [each.start for each in report.sentences]
    made = Sheet(digest, [], {}, {}, numbers)
    made.parts = list(parts(made))
    for at, note in _notes(digest):
        made.notes.setdefault(made.sentence(at), []).append(note)
    for claim in report.claims:
        made.claims.setdefault(made.sentence(claim.start), []).append((claim.start, claim.end))
    return made


def _covers(report: engine.ReportOut) -> Iterator[engine.Cover]:
    for quote in report.quotes:
        if quote.depth == 0:
            yield engine.Cover(quote.start, quote.end, "quote")
    for at in {match.claim for match in report.matches if match.claim is not None and match.relation != "related"}:
        claim = report.claims[at]
        yield engine.Cover(claim.start, claim.end, "earlier")


def parts(made: Sheet) -> Iterator[Part]:
    """Cut the text at the end of a paragraph, or, where one is very long, of a sentence."""
    text = made.digest.report.article.text
    ends = {end for _, end in engine.bounds(text)}
    edges = sorted(ends | set(made.numbers[1:]))
    start, number = 0, 1
    for edge in edges:
        size = edge - start
        if ((size >= PART and edge in ends) or size >= PART * 1.5) and text[edge:].strip():
            yield Part(number, start, edge, _head(made.digest, text, start))
            start, number = edge, number + 1
    yield Part(number, start, len(text) + 1, _head(made.digest, text, start))


def _head(digest: engine.Digest, text: str, start: int) -> str:
    return digest.shown(text[start : start + 4 * HEADS])[:HEADS].rpartition(" ")[0]


def _notes(digest: engine.Digest) -> Iterator[tuple[int, Note]]:
    for number, finding in digest.numbered:
        places = sorted(finding.spans[spans[0]].start for spans in digest.places(finding).values())
        for at in places:
            # What it is about is said once; the other places only lead there.
            yield at, Note("finding", finding.message if at == places[0] else "", finding.severity, number)
    seen: set[tuple[int, str]] = set()
    for voice in digest.voices:
        at = voice.said.content[0].start
        if voice.speaker and (digest.sentence(voice.said.content[0]).start, voice.speaker) not in seen:
            seen.add((digest.sentence(voice.said.content[0]).start, voice.speaker))
            yield at, Note("voice", voice.speaker, carriers=" → ".join(voice.carriers))
    for match in digest.matches:
        if match.claim is not None and match.relation != "related":
            claim, check = digest.report.claims[match.claim], match.fact_check
            said = " ".join(filter(None, [digest.shown(check.rating), digest.shown(check.publisher)]))
            yield claim.start, Note("check", said or digest.shown(check.claim), digest.label(match.relation))


def _picked(picks: Iterable[Pick], start: int, end: int) -> list[Note]:
    return [Note("pick", pick.words, url=pick.url) for pick in picks if start <= pick.start < end]


def _runs(piece: engine.Piece, text: str, picks: Sequence[Pick]) -> Iterator[Run]:
    """Cut a piece where a pick begins or ends and around every letter that is shown by a sign of its own."""
    edges = {piece.start, piece.end}
    edges |= {edge for pick in picks for edge in (pick.start, pick.end) if piece.start < edge < piece.end}
    hidden = {found.start() for found in engine.HIDDEN.finditer(text, piece.start, piece.end)}
    edges |= hidden | {at + 1 for at in hidden}
    for left, right in pairwise(sorted(edges)):
        over = [pick for pick in picks if pick.start <= left and right <= pick.end]
        classes = " ".join(filter(None, [piece.classes, *dict.fromkeys(f"picked {pick.kind}" for pick in over)]))
        marks = piece.marks if right == piece.end else ()
        if left in hidden:
            shown = "" if text[left] == "\r" else f"[U+{ord(text[left]):04X}]"
            yield Run(shown, left, 1, classes, piece.title, hidden=True, marks=marks)
        else:
            title = " ".join(filter(None, [piece.title, *dict.fromkeys(pick.words for pick in over)]))
            yield Run(text[left:right], left, right - left, classes, title, marks=marks)
