"""The list of rules, and the one pass that asks each of them about a story."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from merilo.findings.story import Story
from merilo.model import Finding, Fix, Phrase, Severity, Span


@dataclass(frozen=True, slots=True)
class Slip:
    """What a rule found: the places that disagree, the facts its sentence needs, and how sure it is (0 to 1).

    `severity` stands only where this one case weighs less than the rule does as a whole; `options` are edits each of
    which would mend it, where the text does not say which; `phrase` stands where the slip is told in another sentence
    than the rule is.
    """

    spans: tuple[Span, ...]
    facts: Mapping[str, str | int | float] = field(default_factory=dict)
    confidence: float = 0.9
    fix: Fix | None = None
    severity: Severity | None = None
    options: tuple[Fix, ...] = ()
    phrase: str | None = None


Finder = Callable[[Story], Iterator[Slip]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong with a text. `about` is what editors read: the docstring of the function.

    `doubted` stands where the rule takes two sentences to tell of one thing, in which the reader of pairs may think
    otherwise: what it is sure that both can be true of is told as a note.
    """

    name: str
    severity: Severity
    about: str
    finder: Finder
    doubted: bool = False


RULES: dict[str, Rule] = {}

TOLD_APART = 5  # findings of one rule that an editor reads one by one; further warnings are told in a single line
MOST_PER_RULE = 200  # a text that breaks one rule more often than this is not news prose; a list helps nobody
MOST_PLACES = 50  # that one finding names
UNLIKELY = 0.1  # the chance that two sentences contradict each other, below which the reader of pairs doubts a rule


def rule(name: str, *, severity: Severity, doubted: bool = False) -> Callable[[Finder], Finder]:
    """Register a function from a story to the slips in it; `findings.<name>` is the sentence it is told in."""

    def register(finder: Finder) -> Finder:
        RULES[name] = Rule(name, severity, (finder.__doc__ or "").strip(), finder, doubted)
        return finder

    return register


def ask(story: Story, rules: Mapping[str, Rule]) -> tuple[Finding, ...]:
    """Ask every rule; return the findings in the order of the text, the same places under one rule once.

    Of a rule that warns again and again the first five findings stand alone, and the others are put into one.
    """
    found: list[Finding] = []
    for each in rules.values():
        told: dict[tuple[Span, ...], Finding] = {}
        for slip in islice(each.finder(story), MOST_PER_RULE):
            finding = _finding(each, slip, story)
            told.setdefault(finding.spans, finding)
        found += _gathered(sorted(told.values(), key=lambda finding: finding.spans))
    return tuple(sorted(found, key=lambda finding: (finding.spans, finding.rule)))


def _finding(asked: Rule, slip: Slip, story: Story) -> Finding:
    severity = slip.severity or asked.severity
    if severity == "warning" and asked.doubted and _unlikely(slip, story):
        severity = "note"
    return Finding(
        rule=asked.name,
        spans=tuple(sorted(set(slip.spans))),
        message=Phrase(f"findings.{slip.phrase or asked.name}", dict(slip.facts)),
        severity=severity,
        confidence=round(slip.confidence, 3),
        fix=slip.fix,
        options=slip.options,
    )


def _unlikely(slip: Slip, story: Story) -> bool:
    """Say whether the reader of pairs is sure that the sentences of a slip do not contradict each other."""
    if story.pairwise is None:
        return False
    within = [each.index for each in story.tellings if any(each.span.overlaps(span) for span in slip.spans)]
    chance = story.pairwise.likeliest(within)
    return chance is not None and chance < UNLIKELY


def _gathered(told: list[Finding]) -> list[Finding]:
    """Put the warnings behind the first ones into one finding that names all their places."""
    warnings = [each for each in told if each.severity == "warning"]
    further = warnings[TOLD_APART:]
    if len(further) < 2:
        return told
    places = sorted({span for each in further for span in each.spans})[:MOST_PLACES]
    rest = Finding(
        rule=further[0].rule,
        spans=tuple(places),
        message=Phrase("findings.more-of-a-kind", {"count": len(further)}),
        severity="warning",
        confidence=min(each.confidence for each in further),
    )
    return [each for each in told if each not in further] + [rest]
