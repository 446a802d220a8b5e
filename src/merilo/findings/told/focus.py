"""Of whom a sentence speaks that names nobody: "He was 78", „Bio je direktor"."""

from __future__ import annotations

from collections import Counter

from merilo.findings.story import Story, Telling, once
from merilo.findings.told.headline import in_captions, in_headline

BACK = 8  # sentences among which the last person named may be the one
OFTEN = 3  # times that a text names the one whom it is about, at least


def in_focus(story: Story, telling: Telling) -> str | None:
    """Return the person whom the sentences before speak of: the last one named, or whom the text is about.

    Where the last sentence with names has several of them, it is the one whom the text is about, or nobody.
    """
    for at in range(telling.index - 1, max(-1, telling.index - 1 - BACK), -1):
        before = story.tellings[at]
        named = {m.entity for m in before.mentions if m.type == "PER" and _is_full(story, m.entity)}
        if named and not in_headline(story, before.span) and not in_captions(story, before.span):
            return named.pop() if len(named) == 1 else _main(story, named)
    return None


def _is_full(story: Story, entity: str) -> bool:
    """The text gives somebody a first name and a surname; who has one name alone is seldom whom it speaks of."""
    known = story.entities.get(entity)
    return known is not None and any(" " in name for name in (known.name, *known.variants))


def _main(story: Story, named: set[str]) -> str | None:
    most = _most_named(story)
    if not most or most[0][1] < OFTEN or (len(most) > 1 and most[1][1] * 2 > most[0][1]):
        return None
    return most[0][0] if most[0][0] in named else None


@once
def _most_named(story: Story) -> list[tuple[str, int]]:
    """The two people named most often, and how often."""
    return Counter(m.entity for m in story.reading.mentions if m.type == "PER").most_common(2)
