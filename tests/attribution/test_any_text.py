"""Any text at all: nothing crashes, every span is inside, the cost grows with length and no faster."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from merilo.attribution.attribute import attribute
from merilo.model import Article, Attribution, Reading
from merilo.text.quotes import quotes
from merilo.text.sentences import sentences

PIECES = [
    "said",
    "рече",
    "дека",
    "that",
    " ",
    ", ",
    "“",
    "”",
    "„",
    "«",
    "»",
    '"',
    "'",
    ": ",
    "— ",
    ". ",
    "\n",
    "(",
    ")",
]
PIECES += ["Petrova", "according to", "според", "nuk", "tha", "se", "као што", "\u202e", "🙂", "\x00", "3", ";"]


def told(text: str, language: str) -> tuple[Attribution, ...]:
    article = Article(text=text, language=language)
    return attribute(Reading(article, sentences=sentences(text, language), quotes=quotes(text, language)))


@settings(max_examples=120, deadline=None)
@example("said ,  ,  said", "en")
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join), st.sampled_from(["en", "mk", "sr", "sq", "ru"]))
def test_every_span_stands_in_the_text(text: str, language: str) -> None:
    found = told(text, language)
    for at, each in enumerate(found):
        assert each.content
        for span in (*each.content, *each.carriers, each.source, each.cue):
            assert span is None or 0 <= span.start < span.end <= len(text)
        assert each.parent is None or 0 <= each.parent < at


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    told(text, "mk")


@pytest.mark.parametrize("unit", ["said that ", "“said ", "рече, ", "(said) ", "X said, "])
def test_a_very_long_line_is_read(unit: str) -> None:
    assert isinstance(told(unit * 3000, "en"), tuple)


STANCES = [
    ("en", "The mayor did not deny that it was late.", "unconfirmed", False),
    ("en", "The mayor allegedly said that it was late.", "asserts", True),
    ("en", "The mayor doubts that it was late.", "doubts", False),
    ("en", "The mayor asked whether it was late.", "asks", False),
    ("en", "The mayor does not believe that it was late.", "denies", False),
    ("mk", "Градоначалникот наводно рекол дека доцнат.", "asserts", True),
    ("mk", "Градоначалникот негираше дека доцнат.", "denies", False),
    ("mk", "Градоначалникот рече дека доцнат.", "asserts", False),
    ("sr", "Градоначелник није потврдио да касне.", "unconfirmed", False),
    ("hr", "Gradonačelnik je navodno rekao da kasne.", "asserts", True),
    ("bs", "Načelnik sumnja da kasne.", "doubts", False),
    ("sq", "Kryetari nuk konfirmoi se janë vonë.", "unconfirmed", False),
    ("sq", "Kryetari tha se gjoja janë vonë.", "asserts", True),
    ("bg", "Кметът отрече, че закъсняват.", "denies", False),
    ("ru", "Мэр не подтвердил, что они опаздывают.", "unconfirmed", False),
    ("ru", "Мэр якобы сказал, что они опаздывают.", "asserts", True),
    ("uk", "Мер нібито сказав, що вони запізнюються.", "asserts", True),
    ("uk", "Мер сумнівається, що вони запізнюються.", "doubts", False),
]


@pytest.mark.parametrize(("language", "text", "stance", "hedged"), STANCES)
def test_how_the_source_stands_to_it(language: str, text: str, stance: str, hedged: bool) -> None:
    (each,) = told(text, language)
    assert (each.stance, each.hedged) == (stance, hedged)
