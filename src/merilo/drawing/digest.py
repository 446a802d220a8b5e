"""What a reader wants first out of a report: the lists that the terminal, Markdown and the HTML page all draw."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import regex

from merilo.model import Phrase
from merilo.speech import say
from merilo.wire import (
    AttributionOut,
    ClaimOut,
    EntityOut,
    EventOut,
    FindingOut,
    MatchOut,
    ReportOut,
    Stretch,
    TermOut,
    TimeOut,
)

# Letters that move or hide other letters, and terminal controls: shown by their number, never obeyed.
HIDDEN = regex.compile(r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200e\u200f\ud800-\udfff]")

# A retelling of one or two words ("that", "five persons") tells a reader nothing.
FEWEST_WORDS = 3
SHORT = 4
LONGEST_SIDE = 110
SPACE = regex.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Voice:
    """One row of who said what: the speaker's name ("" where none is named), the carriers, how, and the words."""

    speaker: str
    carriers: tuple[str, ...]
    said: AttributionOut
    words: str

    @property
    def told(self) -> bool:
        """Whether the text tells who spoke: a source that is no name and has no word of five letters is a pronoun."""
        return bool(self.speaker) and (self.said.speaker is not None or max(map(len, self.speaker.split())) > SHORT)


@dataclass(frozen=True, slots=True)
class Side:
    """One sentence of a finding: where it stands, and its words in pieces, those that disagree marked True.

    `first` is the index, among the finding's spans, of the first that stands in it.
    """

    place: str
    pieces: tuple[tuple[str, bool], ...]
    first: int = 0


@dataclass(frozen=True, slots=True)
class Digest:
    """A report laid out for reading; `language` is the profile the labels are said in."""

    report: ReportOut
    language: str

    def label(self, key: str, **facts: str | int) -> str:
        """Return a label of the interface."""
        return say(Phrase(f"report.{key}", facts), self.language)

    def words(self, span: Stretch | ClaimOut | EventOut | TermOut | TimeOut, most: int = 0) -> str:
        """Return the words of a stretch on one line, cut to `most` characters where it is not 0."""
        text = self.shown(self.report.article.text[span.start : span.end])
        if not most or len(text) <= most:
            return text
        return text[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"

    @staticmethod
    def visible(text: str) -> str:
        """Return words of the source with every hidden control in them made a visible mark."""
        return HIDDEN.sub(lambda found: f"[U+{ord(found.group()):04X}]", text.replace("\r", ""))

    def shown(self, text: str) -> str:
        """Return words of the source on one line, nothing in them hidden."""
        return self.visible(" ".join(text.split()))

    def mend(self, finding: FindingOut) -> str:
        """Return the edit that mends a finding, or those that would, as one line; "" where none is known."""
        edits = [finding.fix] if finding.fix else finding.options
        if not edits:
            return ""
        text = self.report.article.text
        told = [f"{self.shown(text[each.start : each.end])} → {self.shown(each.replacement)}" for each in edits]
        return self.label("mend" if finding.fix else "mend-options", words=self.label("mend-or").join(told))

    def spaced(self, words: str) -> str:
        """Return words with every run of white space made one space, those at the ends too, and nothing hidden."""
        return SPACE.sub(" ", self.visible(words))

    @property
    def counts(self) -> dict[str, int]:
        """How much was found: claims, speakers, places that disagree, claims that were checked before."""
        return {
            "claims": len(self.claims),
            "speakers": len({each.speaker.casefold() for each in self.voices if each.told}),
            "disagree": len(self.disagreements),
            "checked": len({match.claim for match in self.report.matches if match.relation != "related"}),
        }

    @property
    def summary(self) -> str:
        """The one sentence on top: how much was found of what; earlier fact checks only where some were found."""
        counts = self.counts
        return self.label("summary" if counts["checked"] else "summary-alone", **counts)

    @property
    def claims(self) -> list[ClaimOut]:
        """The claims, most worth checking first; what the headline says and what is said twice is left out."""
        body = self.headline
        ranked = sorted(
            (claim for claim in self.report.claims if claim.start >= body),
            key=lambda claim: (-claim.checkworthiness, claim.start),
        )
        seen: dict[str, ClaimOut] = {}
        for claim in ranked:
            seen.setdefault(self.words(claim).casefold(), claim)
        return list(seen.values())

    @property
    def headline(self) -> int:
        """Where the story begins behind a headline that stands in the text itself; 0 where none does."""
        article = self.report.article
        at = len(article.text) - len(article.text.lstrip())
        end = at + len(article.title)
        stands = bool(article.title) and article.text.startswith(article.title, at)
        return end if stands and article.text[end:].strip() else 0

    @property
    def disagreements(self) -> list[FindingOut]:
        """Errors and warnings, errors first, then in text order."""
        found = [each for each in self.report.findings if each.severity != "note"]
        return sorted(found, key=lambda each: (each.severity != "error", each.spans[0].start))

    @property
    def notes(self) -> list[FindingOut]:
        """What an editor may want to look at, in text order."""
        return sorted((f for f in self.report.findings if f.severity == "note"), key=lambda f: f.spans[0].start)

    @property
    def numbered(self) -> list[tuple[int, FindingOut]]:
        """Every finding with the number that the page gives it: what disagrees first, then notes."""
        return list(enumerate([*self.disagreements, *self.notes], start=1))

    @property
    def voices(self) -> list[Voice]:
        """Who said what through whom, in text order.

        Scraps of fewer than three words are left out, unless they are all that was quoted („Нисам крив“) or denied.
        """
        names = {entity.id: entity.name for entity in self.report.entities}
        rows = []
        for each in self.report.attributions:
            scrap = sum(len(self.words(span).split()) for span in each.content) < FEWEST_WORDS
            if scrap and each.mode != "direct" and each.stance == "asserts":
                continue
            speaker = self.shown(names.get(each.speaker or "", "")) or (self.words(each.source) if each.source else "")
            chain = tuple(names[one] for one in each.chain if one in names and one != each.speaker)
            carriers = chain or tuple(self.words(span) for span in each.carriers)
            carriers = tuple(name for name in carriers if name.casefold() != speaker.casefold())
            rows.append(Voice(speaker, carriers, each, " … ".join(self.words(span) for span in each.content)))
        return rows

    def offices(self, entity: EntityOut) -> list[str]:
        """Return the offices of somebody, each once, with the words of the text for when it was held."""
        rows: dict[str, list[str]] = {}
        for office in entity.offices:
            when = rows.setdefault(office.title, [])
            if office.term is not None:
                when.append(self.words(office.term))
        return [f"{title} ({'; '.join(dict.fromkeys(when))})" if when else title for title, when in rows.items()]

    def manner(self, voice: Voice) -> str:
        """Return how something was said: word for word or retold, denied, at a distance, and what marks it as his."""
        parts = [self.label(voice.said.mode)]
        if voice.said.stance != "asserts":
            parts.append(self.label(voice.said.stance))
        if voice.said.hedged:
            parts.append(self.label("hedged"))
        if voice.said.basis is not None:
            parts.append(self.label(f"basis-{voice.said.basis}"))
        return ", ".join(parts)

    @property
    def matches(self) -> list[MatchOut]:
        """Earlier fact checks, in the order of their claims, best first."""
        return sorted(self.report.matches, key=lambda match: (match.claim or 0, -match.score))

    def sides(self, finding: FindingOut, most: int = 6) -> list[Side]:
        """Return the places that disagree, sentence by sentence, each with the words that disagree marked."""
        return [
            self._side(*bounds, [finding.spans[at] for at in spans], spans[0])
            for bounds, spans in list(self.places(finding).items())[:most]
        ]

    def places(self, finding: FindingOut) -> dict[tuple[int, int], list[int]]:
        """Return the sentences that a finding names: bounds -> the indexes of its spans that stand in them."""
        found: dict[tuple[int, int], list[int]] = {}
        for at, span in enumerate(finding.spans):
            around = self.sentence(span)
            found.setdefault((around.start, around.end), []).append(at)
        return found

    def _side(self, start: int, end: int, spans: list[Stretch], first: int) -> Side:
        text = self.report.article.text
        pieces, at = [], start
        for span in sorted(spans, key=lambda each: each.start):
            if span.start > at:
                pieces.append((text[at : span.start], False))
            if span.end > max(at, span.start):
                pieces.append((text[max(at, span.start) : span.end], True))
            at = max(at, span.end)
        pieces.append((text[at:end], False))
        return Side(
            self.place(start), tuple((self._brief(words, bold), bold) for words, bold in pieces if words), first
        )

    def _brief(self, words: str, marked: bool) -> str:
        """Return words for showing; a long stretch that agrees is cut in its middle."""
        shown = self.spaced(words)
        if marked or len(shown) <= 2 * LONGEST_SIDE:
            return shown
        return f"{shown[:LONGEST_SIDE].rpartition(' ')[0]} … {shown[-LONGEST_SIDE:].partition(' ')[2]}"

    def sentence(self, span: Stretch | TimeOut) -> Stretch:
        """Return the sentence that a stretch begins in, or the stretch itself where none does."""
        at = bisect_right(self.report.sentences, span.start, key=lambda each: each.start) - 1
        if at >= 0 and self.report.sentences[at].end >= span.end:
            return self.report.sentences[at]
        return Stretch(span.start, span.end)

    def place(self, at: int) -> str:
        """Return where in the source an offset lies ("page 3", "paragraph 2", "12:41"), or "" where it is not known."""
        marks = self.report.article.landmarks
        before = bisect_right(marks, at, key=lambda mark: mark.start)
        if not before:
            return ""
        found = marks[before - 1]
        if found.time is not None:
            minutes, seconds = divmod(int(found.time), 60)
            hours, minutes = divmod(minutes, 60)
            return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
        if found.page is not None:
            return self.label("page", n=found.page)
        return self.label("paragraph", n=found.paragraph) if found.paragraph is not None else ""
