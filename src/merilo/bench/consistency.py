"""Whether what somebody said earlier, and now goes against, stands among the first three of all they said before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from merilo.bench.registry import Scores, benchmark
from merilo.encoder import shared
from merilo.matches.turned import Said, earlier, said

CASES = Path(__file__).parents[3] / "tests" / "cases" / "consistency.yaml"
LANGUAGES = ("en", "mk", "sr", "sq")
# Each turn is asked this often: twice with both statements in one language, three times across two.
WAYS = 5


@benchmark("consistency")
def consistency(data: Path) -> Scores:
    """What somebody said before and now goes against, among 40 statements: 200 hand-written pairs, en mk sr sq."""
    encoder = shared()
    made: dict[tuple[str, str], Said] = {}

    def of(language: str, text: str) -> Said:
        if (language, text) not in made:
            made[language, text] = said(text, language, encoder)
        return made[language, text]

    counts: Counter[str] = Counter()
    for (language, text), before, right in asked():
        found = earlier(of(language, text), [of(*each) for each in before], top=3)
        places = [each.place for each in found]
        kinds = ("all", "within" if before[right][0] == language else "across", language)
        for kind in kinds:
            counts[kind] += 1
            counts[f"{kind}-first"] += places[:1] == [right]
            counts[f"{kind}-three"] += right in places
    scores = {"first": counts["all-first"] / counts["all"], "in_three": counts["all-three"] / counts["all"]}
    for kind in ("within", "across", *LANGUAGES):
        scores[f"in_three_{kind}"] = counts[f"{kind}-three"] / counts[kind]
    return scores | {"pairs": float(counts["all"])}


def asked() -> Iterator[tuple[tuple[str, str], list[tuple[str, str]], int]]:
    """Yield what was said last (language, text), all that the speaker said before, and the place of the right one."""
    turns: list[dict[str, Any]] = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    for at, turn in enumerate(turns):
        for way in range(WAYS):
            now, then = languages(at, way)
            before: list[tuple[str, str]] = []
            right = 0
            for place, other in enumerate(turns):
                if other["speaker"] != turn["speaker"]:
                    continue
                language = then if other is turn else LANGUAGES[(place + way) % 4]
                if other is turn:
                    right = len(before)
                before.append((language, other["then"][language]))
                for each in (other["same"], *other["near"]):
                    before += each.items()
            yield (now, turn["now"][now]), before, right


def languages(at: int, way: int) -> tuple[str, str]:
    """Return the languages of a turn's two statements: every pair of the four comes up in the end."""
    if way < 2:
        return LANGUAGES[(at + 2 * way) % 4], LANGUAGES[(at + 2 * way) % 4]
    now = (at + way) % 4
    return LANGUAGES[now], LANGUAGES[(now + 1 + (at + way) % 3) % 4]
