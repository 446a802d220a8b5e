"""The list of rules, and the one pass that asks each of them about a story."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from merilo.findings.story import Story
from merilo.model import Finding, Fix, Phrase, Severity, Span


@dataclass(frozen=True, slots=True)
class Slip:
    """What a rule found: the places that disagree, the facts its sentence needs, and how sure it is (0 to 1).

    `severity` stands only where this one case weighs less than the rule does as a whole.
    """

    spans: tuple[Span, ...]
    facts: Mapping[str, str | int | float] = field(default_factory=dict)
    confidence: float = 0.9
    fix: Fix | None = None
    severity: Severity | None = None


Finder = Callable[[Story], Iterator[Slip]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong with a text. `about` is what editors read: the docstring of the function."""

    name: str
    severity: Severity
    about: str
    finder: Finder


RULES: dict[str, Rule] = {}

MOST_PER_RULE = 25  # a text that breaks one rule more often than this is not news prose; a list helps nobody


def rule(name: str, *, severity: Severity) -> Callable[[Finder], Finder]:
    """Register a function from a story to the slips in it; `findings.<name>` is the sentence it is told in."""

    def register(finder: Finder) -> Finder:
        RULES[name] = Rule(name, severity, (finder.__doc__ or "").strip(), finder)
        return finder

    return register


def ask(story: Story, rules: Mapping[str, Rule]) -> tuple[Finding, ...]:
    """Ask every rule; return the findings in the order of the text, the same places under one rule once."""
    found: dict[tuple[str, tuple[Span, ...]], Finding] = {}
    for each in rules.values():
        for count, slip in enumerate(each.finder(story)):
            if count == MOST_PER_RULE:
                break
            spans = tuple(sorted(set(slip.spans)))
            found.setdefault(
                (each.name, spans),
                Finding(
                    rule=each.name,
                    spans=spans,
                    message=Phrase(f"findings.{each.name}", dict(slip.facts)),
                    severity=slip.severity or each.severity,
                    confidence=round(slip.confidence, 3),
                    fix=slip.fix,
                ),
            )
    return tuple(sorted(found.values(), key=lambda finding: (finding.spans, finding.rule)))
