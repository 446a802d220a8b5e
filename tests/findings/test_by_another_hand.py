"""Articles by somebody who had not seen the rules: whatever is found there can be said, in every language."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from merilo.bench.by_another_hand import ARTICLES, Key
from merilo.bench.excerpts import EXCERPTS, excerpts
from merilo.findings.find import find
from merilo.pipeline import Means, understood
from merilo.reading.read import article_from_bytes
from merilo.resources import PROFILES
from merilo.speech import say

EVERY = sorted(ARTICLES.glob("*/*.md"))
FILES = sorted(EXCERPTS.glob("*/*.yaml"))


@pytest.mark.parametrize("path", EVERY, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_is_found_can_be_said(path: Path) -> None:
    key = msgspec.yaml.decode(path.with_suffix(".yaml").read_bytes(), type=Key)
    article = article_from_bytes(path.read_bytes(), path.name, published=date.fromisoformat(key.published))
    for finding in find(understood(article, Means())[0]):
        assert all(0 <= span.start < span.end <= len(article.text) for span in finding.spans)
        assert all(say(finding.message, profile) for profile in PROFILES)


@pytest.mark.parametrize("path", EVERY, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_piece_of_a_key_stands_in_its_article(path: Path) -> None:
    key = msgspec.yaml.decode(path.with_suffix(".yaml").read_bytes(), type=Key)
    text = path.read_text(encoding="utf-8")
    pieces = [piece for slip in key.slips for piece in (slip.piece, *slip.other)]
    assert not [piece for piece in (*pieces, *(decoy.piece for decoy in key.decoys)) if piece not in text]


def test_there_are_sound_articles_too() -> None:
    keys = [msgspec.yaml.decode(path.with_suffix(".yaml").read_bytes(), type=Key) for path in EVERY]
    assert sum(not key.slips for key in keys) >= 20
    assert sum(len(key.slips) for key in keys) > 200


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_piece_of_an_excerpt_stands_in_it(path: Path) -> None:
    for each in excerpts(path):
        text = each.article(path.stem).text
        assert not [piece for piece in (each.piece, *each.other) if piece not in text]


def test_excerpts_have_slips_and_look_alikes_of_each_kind() -> None:
    for folder in ("seen", "unseen"):
        read = [each for path in FILES if path.parent.name == folder for each in excerpts(path)]
        rows = {(each.kind, bool(each.piece)) for each in read}
        assert rows == {(kind, slip) for kind, _ in rows for slip in (True, False)}
