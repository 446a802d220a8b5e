"""A headline's slip names both its places; a rule that warns on and on is told in a few lines."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from merilo.findings.find import find
from merilo.findings.rule import TOLD_APART, Rule, Slip, ask
from merilo.findings.story import Story, story_of
from merilo.model import Article, Reading, Severity, Span
from merilo.pipeline import Means, understood

HEADLINES = [
    # (language, script, headline, story, place in the headline, place in the story)
    ("en", "Latn", "Storm leaves 17 people homeless", "The storm left 71 people homeless.", "17", "71 people"),
    ("en", "Latn", "Council honours Stankov", "The council gave its prize to Igor Stenkov.", "Stankov", "Stenkov"),
    ("en", "Latn", "Border to open on 12 May 2018", "The border will be opened on 21 May 2018.",
     "12 May 2018", "21 May 2018"),
    ("mk", "Cyrl", "Бурата остави 17 лица без дом", "Бурата остави 71 лице без дом.", "17", "71 лице"),
    ("sq", "Latn", "Stuhia la 17 persona pa shtëpi", "Stuhia i la 71 persona pa shtëpi.", "17", "71 persona"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "script", "title", "story", "here", "there"), HEADLINES)
def test_a_headline_in_the_text_is_named_too(
    language: str, script: str, title: str, story: str, here: str, there: str
) -> None:
    text = f"{title}\n\n{story}"
    for article, places in (
        (Article(text, title, language, script), [here, there]),
        (Article(story, title, language, script), [there]),
    ):
        loud = [each for each in find(understood(article, Means())[0]) if each.rule.startswith("headline-")]
        assert [[span.of(article.text) for span in each.spans] for each in loud] == [places]


@pytest.mark.parametrize(
    ("severity", "slips", "findings"),
    [("warning", 0, 0), ("warning", 5, 5), ("warning", 6, 6), ("warning", 7, 6), ("warning", 60, 6), ("error", 9, 9)],
)
def test_what_goes_on_and_on_is_told_once(severity: Severity, slips: int, findings: int) -> None:
    def finder(story: Story) -> Iterator[Slip]:
        yield from (Slip((Span(at, at + 1),)) for at in range(slips))

    text = "a" * 99
    story = story_of(Reading(Article(text, language="en"), sentences=(Span(0, 99),)))
    found = ask(story, {"test": Rule("test", severity, "", finder)})
    assert len(found) == findings
    if findings < slips:
        assert found[-1].message.key == "findings.more-of-a-kind"
        assert found[-1].message.facts == {"count": slips - TOLD_APART}
        assert len(found[-1].spans) <= slips - TOLD_APART
