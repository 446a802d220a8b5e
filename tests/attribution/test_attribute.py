"""Who said what: orders of source, cue and content, stances, nesting, and silence."""

from __future__ import annotations

import pytest

from merilo.attribution.attribute import attribute
from merilo.model import Article, Attribution, Landmark, Reading
from merilo.text.quotes import quotes
from merilo.text.script import script_of
from merilo.text.sentences import sentences


def read(text: str, language: str, **more: object) -> tuple[str, tuple[Attribution, ...]]:
    article = Article(text=text, language=language, script=script_of(text), **more)  # type: ignore[arg-type]
    reading = Reading(article, sentences=sentences(text, language), quotes=quotes(text, language))
    return text, attribute(reading, None)


ONE = [
    # (language, text, source, cue, content, stance)
    ("en", "The mayor said that the bridge was safe.", "The mayor", "said", "that the bridge was safe", "asserts"),
    ("en", "“The bridge is safe,” said the mayor.", "the mayor", "said", "“The bridge is safe,”", "asserts"),
    (
        "en",
        "The mayor denied that the bridge was unsafe.",
        "The mayor",
        "denied",
        "that the bridge was unsafe",
        "denies",
    ),
    (
        "mk",
        "Градоначалникот изјави дека мостот е безбеден.",
        "Градоначалникот",
        "изјави",
        "дека мостот е безбеден",
        "asserts",
    ),
    ("mk", "„Мостот е безбеден денес“, рече Петров.", "Петров", "рече", "„Мостот е безбеден денес“", "asserts"),
    ("mk", "Министерот не потврди дека патува.", "Министерот", "не потврди", "дека патува", "unconfirmed"),
    ("sr", "Министар је рекао да је пут отворен.", "Министар", "је рекао", "да је пут отворен", "asserts"),
    ("hr", "Ministar je demantirao da odlazi.", "Ministar", "je demantirao", "da odlazi", "denies"),
    ("bs", "Direktor tvrdi da je voda ispravna.", "Direktor", "tvrdi", "da je voda ispravna", "asserts"),
    ("sq", "Ministri tha se rruga është e hapur.", "Ministri", "tha", "se rruga është e hapur", "asserts"),
    ("bg", "Кметът заяви, че мостът е готов.", "Кметът", "заяви", "че мостът е готов", "asserts"),
    ("ru", "Мэр заявил, что мост готов.", "Мэр", "заявил", "что мост готов", "asserts"),
    ("uk", "Мер заявив, що міст готовий.", "Мер", "заявив", "що міст готовий", "asserts"),
]


@pytest.mark.parametrize(("language", "text", "source", "cue", "content", "stance"), ONE)
def test_one_attribution(language: str, text: str, source: str, cue: str, content: str, stance: str) -> None:
    _, found = read(text, language)
    assert len(found) == 1
    (told,) = found
    assert told.source is not None
    assert told.cue is not None
    assert (told.source.of(text), told.cue.of(text)) == (source, cue)
    assert [span.of(text) for span in told.content] == [content]
    assert told.stance == stance


SILENT = [
    ("en", "The bridge was closed on Monday after heavy rain."),
    ("en", "The book “Red Rain” sold well."),
    ("mk", "Мостот беше затворен во понеделник поради дожд."),
    ("sr", "Мост је затворен у понедељак због кише."),
    ("hr", "Most je zatvoren u ponedjeljak zbog kiše."),
    ("bs", "Most je zatvoren u ponedjeljak zbog kiše."),
    ("sq", "Ura u mbyll të hënën për shkak të shiut."),
    ("bg", "Мостът беше затворен в понеделник заради дъжда."),
    ("ru", "Мост закрыли в понедельник из-за дождя."),
    ("uk", "Міст закрили в понеділок через дощ."),
    ("en", ""),
    ("en", " \n\n "),
    ("mk", "„"),
]


@pytest.mark.parametrize(("language", "text"), SILENT)
def test_nothing_said(language: str, text: str) -> None:
    assert read(text, language)[1] == ()


def test_a_debate_gives_every_turn_to_its_speaker() -> None:
    text = "PETROVA: Taxes fell last year.\n\nMODERATOR: Did they?"
    marks = (Landmark(0, speaker="PETROVA"), Landmark(text.index("MODERATOR"), speaker="MODERATOR"))
    _, found = read(text, "en", kind="transcript", landmarks=marks)
    assert [
        (told.source and told.source.of(text), told.content[0].of(text), told.cue, told.stance) for told in found
    ] == [
        ("PETROVA", "Taxes fell last year.", None, "asserts"),
        ("MODERATOR", "Did they?", None, "asks"),
    ]
