"""What the rules find in excerpts of a few sentences by people who had never seen the rules: slips and look-alikes.

`tests/cases/excerpts` has ten of each kind in each language, five read while rules were mended and five never read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from merilo.bench.by_another_hand import ARTICLES, family, places, share, touches
from merilo.bench.registry import Scores, benchmark
from merilo.findings.find import find
from merilo.model import Article, Finding
from merilo.pipeline import means, understood
from merilo.reading.read import article_from_bytes

EXCERPTS = ARTICLES.parent / "excerpts"


class Excerpt(msgspec.Struct, frozen=True):
    """Some sentences: `piece` is wrong and disagrees with `other`; without a piece it is only like its kind."""

    kind: str
    published: str
    text: str
    title: str = ""
    piece: str = ""
    other: list[str] = []

    def article(self, language: str) -> Article:
        """Return the excerpt as an article of its day."""
        written = f"# {self.title}\n\n{self.text}" if self.title else self.text
        return article_from_bytes(
            written.encode(), "excerpt.md", language=language, published=date.fromisoformat(self.published)
        )


def excerpts(path: Path) -> list[Excerpt]:
    """Return the excerpts of a file."""
    return msgspec.yaml.decode(path.read_bytes(), type=list[Excerpt])


def told(excerpt: Excerpt, language: str) -> Iterator[tuple[Finding, bool]]:
    """Yield the errors and warnings of an excerpt, each with whether it touches the slip."""
    article = excerpt.article(language)
    pieces = (excerpt.piece, *excerpt.other) if excerpt.piece else ()
    slip = [place for piece in pieces for place in places(article.text, piece)]
    for each in find(*understood(article, means())):
        if each.severity != "note":
            yield each, touches(each, slip)


@benchmark("findings-excerpts")
def findings_excerpts(data: Path) -> Scores:
    """Slips in excerpts by other hands, found by family, kind and language; alarms on look-alikes and beside slips."""
    rows: dict[str, list[bool]] = defaultdict(list)
    for folder in ("unseen", "seen"):
        before = "" if folder == "unseen" else "seen_"
        for path in sorted((EXCERPTS / folder).glob("*.yaml")):
            for each in excerpts(path):
                touched = [hit for _, hit in told(each, path.stem)]
                if each.piece:
                    for key in (family(each.kind), f"kind-{each.kind}", f"language-{path.stem}"):
                        rows[before + key].append(any(touched))
                    rows[before + "alarms-beside-slips"].append(not all(touched))
                else:
                    for key in ("alarms-on-look-alikes", f"alarms-{each.kind}"):
                        rows[before + key].append(bool(touched))
    return {key: share(row) for key, row in sorted(rows.items())}
