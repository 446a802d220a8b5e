"""A headline that names another body than its story; with the encoder, which tells a firm from a person."""

from __future__ import annotations

from datetime import date

import pytest

from merilo.findings.find import find
from merilo.pipeline import means, understood
from merilo.reading.read import article_from_bytes

STORY = "\n\nToyota has warned that its plant at Burnhill could stop next year. The firm said so on Monday."
CASES = [
    ("Nissan warns of a halt in production at Burnhill plant", ["Nissan", "Toyota"]),
    ("Toyota warns of a halt in production at Burnhill plant", None),
    ("Nissan opens a school in Ardley", None),  # of something else: nothing in common with the story
]


@pytest.mark.parametrize(("title", "places"), CASES)
def test_a_headline_of_another_firm(title: str, places: list[str] | None) -> None:
    article = article_from_bytes((title + STORY).encode(), "story.txt", published=date(2018, 10, 3))
    told = [each for each in find(*understood(article, means())) if each.rule == "headline-name"]
    assert [[span.of(article.text) for span in each.spans] for each in told] == ([places] if places else [])
