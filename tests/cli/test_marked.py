"""The article cut into pieces: every letter once, in order, with what whoever draws wants marked besides."""

from __future__ import annotations

import pytest

from merilo import pipeline
from merilo.drawing.digest import Digest
from merilo.drawing.marked import Cover, paragraphs
from merilo.reading.read import article_of
from merilo.report import out

TEXT = "Rents rose by 40 percent in 2023, the minister said. 🙂 Nobody agreed.\n\nThe budget is 12 million euros."


@pytest.fixture(scope="module")
def digest() -> Digest:
    return Digest(out(pipeline.check(article_of(TEXT), pipeline.means()), "en"), "en")


COVERS = [
    # (start, end, words that carry the class)
    (0, 5, "Rents"),
    (53, 54, "🙂"),
    (55, 81, "Nobody agreed.The budget"),  # over the edge of a paragraph
    (60, 60, ""),
]


@pytest.mark.parametrize(("start", "end", "words"), COVERS)
def test_a_cover_is_marked_and_nothing_else(digest: Digest, start: int, end: int, words: str) -> None:
    found = paragraphs(digest, [Cover(start, end, "picked", "being checked")])
    pieces = [piece for para in found for piece in para.pieces]
    assert "".join(piece.text for piece in pieces if "picked" in piece.classes.split()) == words
    assert all("being checked" in piece.title for piece in pieces if "picked" in piece.classes.split())


def test_every_letter_stands_in_one_piece_at_its_place(digest: Digest) -> None:
    for para in paragraphs(digest, [Cover(3, 30, "picked")], cuts=[10, 53]):
        assert (para.pieces[0].start, para.pieces[-1].end) == (para.start, para.end)
        assert "".join(piece.text for piece in para.pieces) == TEXT[para.start : para.end]
        assert all(before.end == after.start for before, after in zip(para.pieces, para.pieces[1:], strict=False))
        assert all(piece.text == TEXT[piece.start : piece.end] for piece in para.pieces)


def test_a_cut_ends_a_piece(digest: Digest) -> None:
    edges = {piece.start for para in paragraphs(digest, cuts=[10, 53]) for piece in para.pieces}
    assert {10, 53} <= edges
