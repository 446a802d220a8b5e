"""Free indirect speech: sentences that go on, by their grammar, with what somebody said; and look-alikes."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from marked_sentences import covered, parsed
from test_attribute import read

from merilo.model import Article
from merilo.pipeline import check
from merilo.text.words import words

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "free-speech.yaml").read_text(encoding="utf-8"))
ALL = [(language, line) for language, lines in CASES.items() for line in lines]


@pytest.mark.parametrize(("language", "line"), ALL)
def test_what_goes_on_freely_is_the_speakers_and_nothing_else(language: str, line: str) -> None:
    text, gold = parsed(line)
    row = words(text)
    free = [each for each in read(text, language)[1] if each.basis is not None]
    wanted = gold[0] if gold else None
    content = set().union(*(covered(row, (*each.content, each.cue)) for each in free))
    assert [row[at].text for at in sorted(content)] == [row[at].text for at in sorted(wanted.content if wanted else ())]
    for each in free:
        assert wanted is not None
        assert covered(row, (each.source,)) == wanted.source


@pytest.mark.parametrize("language", CASES)
def test_four_in_ten_are_nobodys(language: str) -> None:
    silent = sum("[T " not in line for line in CASES[language])
    assert len(CASES[language]) >= 12
    assert silent >= 0.4 * len(CASES[language])


BASES = [
    # (language, text, the basis of each sentence that goes on, whether the text keeps its distance, stance)
    ("bg", "Кметът каза, че е чист. Никой не го бил питал.", [("mood", False, "asserts")]),
    ("bg", "Кметът каза, че е чист. Защо никой не го бил питал?", [("mood", False, "asks")]),
    ("sq", "Kryetari tha se është i pastër. Askush s'e paska pyetur.", [("mood", True, "asserts")]),
    ("ru", "Мэр сказал, что он чист. Мол, никто его не спрашивал.", [("particle", True, "asserts")]),
    ("sr", "Председник је рекао да је чист. Да га нико није питао.", [("joined", False, "asserts")]),
    ("en", "The mayor said he was clean. Nobody had asked him.", [("tense", False, "asserts")]),
    ("en", "The mayor said he was clean. It rained all day.", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), BASES)
def test_it_tells_what_marks_it(language: str, text: str, expected: list[tuple[str, bool, str]]) -> None:
    found = [(each.basis, each.hedged, each.stance) for each in read(text, language)[1] if each.basis is not None]
    assert found == expected


def test_whoever_spoke_speaks_on_and_by_the_same_way() -> None:
    text = (
        "Градоначалничката Ана Петрова за МИА изјави дека мостот е безбеден. Никој не ѝ се јавил. "
        "Додаде дека чека извештај. Парите лани ги добила општината."
    )
    told = check(Article(text=text, language="mk", script="Cyrl")).reading.attributions
    free = [each for each in told if each.basis is not None]
    assert len(free) == 2
    assert {each.speaker for each in told} == {free[0].speaker}
    assert free[0].speaker is not None
    assert free[0].chain == told[0].chain
