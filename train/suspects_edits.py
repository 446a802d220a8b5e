"""Turn a true sentence into one that contradicts its article: the training material of `suspects`.

Four kinds of edit: a negation put in or taken out, a word changed for its opposite, another number, another name of the
same article. The words stand in `suspects-edits.yaml`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d[\d.,]*\d|\d")
TABLES = yaml.safe_load((Path(__file__).parent / "suspects-edits.yaml").read_text(encoding="utf-8"))
Edit = Callable[[str, random.Random], str | None]


class Editor:
    """The edits of one language; `names` are capitalised words of the article other than sentence openers."""

    def __init__(self, language: str) -> None:
        table = TABLES[language]
        self.after = set(table.get("not_after", ()))
        self.before = set(table.get("not_before", ()))
        self.negations = set(table["negations"])
        self.put = table.get("put", "")
        self.swaps: dict[str, list[str]] = {}
        for pair in (*table["opposites"], *table.get("swap", ())):
            left, right = pair.replace('"', "").split()
            self.swaps.setdefault(left, []).append(right.replace("-", " ") if "-" in right else right)
            self.swaps.setdefault(right, []).append(left)

    def edit(self, sentence: str, names: Sequence[str], dice: random.Random) -> tuple[str, str] | None:
        """Return (the sentence made false, the kind of edit), or None where nothing in it can be changed."""
        kinds: list[tuple[str, Edit]] = [
            ("opposite", self.opposite), ("opposite", self.opposite), ("negation", self.negation),
            ("number", self.number), ("name", lambda text, dice: self.name(text, names, dice)),
        ]  # fmt: skip
        dice.shuffle(kinds)
        for kind, change in kinds:
            made = change(sentence, dice)
            if made and made != sentence:
                return made, kind
        return None

    def opposite(self, text: str, dice: random.Random) -> str | None:
        """Change one word for its opposite."""
        hits = [m for m in WORD.finditer(text) if m.group().lower() in self.swaps]
        if not hits:
            return None
        hit = dice.choice(hits)
        fresh = dice.choice(self.swaps[hit.group().lower()])
        return _put(text, hit, fresh.capitalize() if hit.group()[0].isupper() else fresh)

    def negation(self, text: str, dice: random.Random) -> str | None:
        """Take a negation out, or put one in beside a verb."""
        found = [m for m in WORD.finditer(text) if m.group().lower() in self.negations]
        if found and dice.random() < 0.8:
            hit = dice.choice(found)
            return re.sub(" {2,}", " ", _put(text, hit, "")).strip()
        hits = [m for m in WORD.finditer(text) if m.group() in self.after or m.group() in self.before]
        if not hits:
            return None
        hit = dice.choice(hits)
        word = hit.group()
        return _put(text, hit, f"{word} {self.put}" if word in self.after else f"{self.put} {word}")

    def number(self, text: str, dice: random.Random) -> str | None:
        """Change one number written in digits."""
        hits = [m for m in WORD.finditer(text) if m.group()[0].isdigit()]
        if not hits:
            return None
        hit = dice.choice(hits)
        digits = hit.group()
        plain = digits.replace(",", "").replace(".", "")
        if len(plain) == 4 and plain[:2] in {"18", "19", "20"}:
            fresh = str(int(plain) + dice.choice([-30, -12, -7, -3, 4, 9, 21]))
        elif digits.isdigit() and len(digits) <= 3:
            fresh = str(
                max(1, round(int(digits) * dice.choice([0.2, 0.4, 0.6, 1.5, 2, 3, 5])) + dice.choice([1, 2, 3]))
            )
        else:
            fresh = str(dice.randint(1, 9)) + digits[1:]
        return _put(text, hit, fresh)

    def name(self, text: str, names: Sequence[str], dice: random.Random) -> str | None:
        """Put another name of the article in the place of one."""
        hits = [m for m in WORD.finditer(text) if m.start() and m.group() in names]
        others = [name for name in names if all(name != m.group() for m in hits)]
        if not hits or not others:
            return None
        return _put(text, dice.choice(hits), dice.choice(others))


def names_of(sentences: Sequence[str]) -> list[str]:
    """Return the capitalised words that stand inside sentences."""
    found = {m.group() for text in sentences for m in WORD.finditer(text) if m.start() > 1 and m.group()[0].isupper()}
    return sorted(name for name in found if len(name) > 3)


def _put(text: str, hit: re.Match[str], fresh: str) -> str:
    return text[: hit.start()] + fresh + text[hit.end() :]
