"""Markdown from anybody comes out as harmless HTML."""

from __future__ import annotations

import pytest

from merilo_desk.newsroom.markdown import as_html

CASES = [
    # (written, must be there, must not be there)
    ("**Не** е точно", "<strong>Не</strong>", "**"),
    ("# Heading", "<h3>Heading</h3>", "<h1>"),
    ("## Heading", "<h3>Heading</h3>", "<h2>"),
    ("### Heading", "<h4>Heading</h4>", "<h3>"),
    ("[data](https://example.org/a)", 'href="https://example.org/a"', "javascript"),
    ("[x](javascript:alert(1))", "x", "href"),
    ("<script>alert(1)</script>", "&lt;script&gt;", "<script"),
    ("<b onclick=x>a</b>", "&lt;b", "<b "),
    ("![a](https://example.org/a.png)", "<p>", "<img"),
    ("| a | b |\n|---|---|\n| 1 | 2 |", "<td>1</td>", "|"),
]


@pytest.mark.parametrize(("written", "there", "not_there"), CASES)
def test_markdown(written: str, there: str, not_there: str) -> None:
    drawn = as_html(written)
    assert there in drawn
    assert not_there not in drawn
