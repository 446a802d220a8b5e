"""What holds of the claims of any text: places, order, reasons, scores."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from merilo.claims.find import find
from merilo.claims.judge import Sentence, judge, signs_of
from merilo.claims.signs import signs
from merilo.claims.worth import FEATURES, features, news_shift, reasons, text_kind, worth
from merilo.encoder import shared
from merilo.model import Article, ArticleKind, Claim, Phrase, Reading, Span
from merilo.pipeline import Means, understood
from merilo.resources import LANGUAGES, PROFILES
from merilo.speech import say
from merilo.text.numbers import quantities
from merilo.text.script import script_of
from merilo.text.words import words

SCRAPS = (
    *("4 percent", "and that", "said", "“", "”", ",", ";", ". ", "who", "will", "budget", "пад", "дека", "и", "који"),
    *("fell", "rose", "Petrov", "?", "\n\n", "–", "12", "Ќе изградиме", "тоді як", "ose", "\u202e", "😀", "the"),
)
PIECES = st.lists(st.sampled_from(SCRAPS), max_size=40).map(" ".join)


def read(text: str, language: str = "en") -> tuple[Reading, tuple[Claim, ...]]:
    reading, _ = understood(Article(text, language=language, script=script_of(text)), Means())
    return reading, find(reading, None)


@settings(max_examples=150, deadline=None)
@given(text=st.one_of(PIECES, st.text(max_size=200)), language=st.sampled_from(LANGUAGES))
def test_claims_lie_inside_sentences_in_order(text: str, language: str) -> None:
    reading, found = read(text, language)
    for claim in found:
        assert any(sentence.holds(claim.span) for sentence in reading.sentences)
        assert 0 <= claim.checkworthiness <= 1
        assert 1 <= len(claim.reasons) <= 4
        assert claim.attribution is None or claim.attribution < len(reading.attributions)
    for one, after in pairwise(found):
        assert one.span.end <= after.span.start


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "?!", "\u202e\u202d", "😀😀", "4", "— — —"])
def test_texts_without_a_word_hold_no_claim(text: str) -> None:
    assert read(text)[1] == ()


def test_a_long_line_is_read_to_its_end() -> None:
    text = "Unemployment fell to 4 percent, and " * 400 + "wages rose by 3 percent."
    assert read(text)[1][-1].span.of(text) == "wages rose by 3 percent."


PARTS = [
    # (sentence, language, the stretches of its claims)
    (
        "Petrov said that exports grew by 5 percent, that imports fell by 2 percent and that debt rose by 9 percent.",
        "en",
        ["exports grew by 5 percent", "imports fell by 2 percent", "debt rose by 9 percent"],
    ),
    (
        "Wages rose by 12 percent; pensions fell by 3 percent; the budget lost 40 million euros.",
        "en",
        ["Wages rose by 12 percent", "pensions fell by 3 percent", "the budget lost 40 million euros"],
    ),
    (
        "The ministry bought 12 ambulances, 3 helicopters and 40 beds for hospitals.",
        "en",
        ["The ministry bought 12 ambulances, 3 helicopters and 40 beds for hospitals"],
    ),
    (
        "Министерката рече дека извозот пораснал за 5 проценти и дека увозот паднал за 2 проценти.",
        "mk",
        ["извозот пораснал за 5 проценти", "увозот паднал за 2 проценти"],
    ),
    (
        "Извоз је порастао за 5 одсто, а увоз је пао за 2 одсто.",
        "sr",
        ["Извоз је порастао за 5 одсто", "увоз је пао за 2 одсто"],
    ),
    (
        "Izvoz je porastao za 5 posto, dok je uvoz pao za 2 posto.",
        "hr",
        ["Izvoz je porastao za 5 posto", "je uvoz pao za 2 posto"],
    ),
    (
        "Eksporti u rrit me 5 për qind, ndërsa importi ra me 2 për qind.",
        "sq",
        ["Eksporti u rrit me 5 për qind", "importi ra me 2 për qind"],
    ),
    (
        "Износът нарасна с 5 процента, а вносът спадна с 2 процента.",
        "bg",
        ["Износът нарасна с 5 процента", "вносът спадна с 2 процента"],
    ),
    (
        "Экспорт вырос на 5 процентов, а импорт упал на 2 процента.",
        "ru",
        ["Экспорт вырос на 5 процентов", "импорт упал на 2 процента"],
    ),
    (
        "Експорт зріс на 5 відсотків, а імпорт впав на 2 відсотки.",
        "uk",
        ["Експорт зріс на 5 відсотків", "імпорт впав на 2 відсотки"],
    ),
    (  # a "that" said again opens a clause, its verb known or not; what is public is so in every part
        "Портпаролот рече дека болницата отпиша три возила, дека две се на сервис и дека третото ќе дојде во 2027 г.",
        "mk",
        ["болницата отпиша три возила", "две се на сервис", "третото ќе дојде во 2027 г"],
    ),
    (
        "Директор каже да је посао плаћен за 70 одсто, да су три моста готова и да ће воз проћи у јуну 2026. године.",
        "sr",
        ["је посао плаћен за 70 одсто", "су три моста готова", "ће воз проћи у јуну 2026. године"],
    ),
    (  # „да“ joins infinitives too
        "Министар каже да намерава да купи 3 возила и да сагради 2 гараже у Нишу.",
        "sr",
        ["намерава да купи 3 возила и да сагради 2 гараже у Нишу"],
    ),
    (
        "Kryetarja tha se bashkia ka ndërruar 38 kilometra tuba dhe se më 2026 asnjë lagje nuk do të ketë më pak ujë.",
        "sq",
        [
            "bashkia ka ndërruar 38 kilometra tuba",
            "më 2026 asnjë lagje nuk do të ketë më pak ujë",
        ],
    ),
    (
        "Стоимость моста выросла до 2,3 миллиарда рублей, а срок сдачи переносили четыре раза, следует из документов.",
        "ru",
        ["Стоимость моста выросла до 2,3 миллиарда рублей", "срок сдачи переносили четыре раза"],
    ),
    ("„Возот чинеше 30 милиони евра“, рече Петров.", "mk", ["„Возот чинеше 30 милиони евра“"]),
]

ASIDE = [
    # (language, of public weight, told aside): figures in both
    (
        "en",
        "The ministry paid 40 million euros for beds that never came.",
        "The striker scored 40 goals in two seasons.",
    ),
    (
        "mk",
        "Министерството плати 40 милиони евра за кревети што не стигнаа.",
        "Напаѓачот постигна 40 гола во две сезони.",
    ),
    (
        "sr",
        "Министарство је платило 40 милиона евра за кревете који нису стигли.",
        "Нападач је дао 40 голова у две сезоне.",
    ),
    ("sq", "Ministria pagoi 40 milionë euro për shtretër që nuk erdhën.", "Sulmuesi shënoi 40 gola në dy sezone."),
    (
        "ru",
        "Министерство заплатило 40 миллионов евро за койки, которых нет.",
        "Нападающий забил 40 мячей за два сезона.",
    ),
]


@pytest.mark.parametrize(("language", "weighty", "aside"), ASIDE)
def test_in_news_a_match_stands_behind_public_matters(language: str, weighty: str, aside: str) -> None:
    rows = [signs_of(Sentence(text, language, script_of(text))) for text in (weighty, aside)]
    vectors = shared().vectors([weighty, aside], language=language)
    high, low = worth(rows, vectors, ["news", "news"])
    assert high - low > 0.3


WISHES = [
    ("It would be good if the council published 12 reports a year.", "en"),
    ("Би било добро општината да објавува 12 извештаи годишно.", "mk"),
    ("Било би добро да општина објави 12 извештаја годишње.", "sr"),
    ("Bilo bi dobro da općina objavi 12 izvješća godišnje.", "hr"),
    ("Bilo bi dobro da općina objavi 12 izvještaja godišnje.", "bs"),
    ("Do të ishte mirë që bashkia të botonte 12 raporte në vit.", "sq"),
    ("Добре би било общината да публикува 12 доклада годишно.", "bg"),
    ("Хорошо было бы публиковать 12 отчётов мэрии в год.", "ru"),
    ("Було б добре публікувати 12 звітів міськради на рік.", "uk"),
]


@pytest.mark.parametrize(("text", "language"), WISHES)
def test_what_would_be_good_is_no_claim(text: str, language: str) -> None:
    assert read(text, language)[1] == ()


@pytest.mark.parametrize(("text", "language", "stretches"), PARTS)
def test_a_long_sentence_gives_one_span_for_each_claim(text: str, language: str, stretches: list[str]) -> None:
    assert [claim.span.of(text).rstrip(".") for claim in read(text, language)[1]] == stretches


REASONS = [
    # (sentence, how much it wants checking, keys of the reasons)
    ("Unemployment fell to 4 percent because of the war.", 0.8, ["figure", "change", "cause", "public"]),
    ("I think taxes are a disgrace.", 0.1, ["think", "public"]),
    ("I think taxes rose to 4 percent.", 0.8, ["figure", "change", "public", "think"]),
    ("We must go.", 0.1, ["ought"]),
    ("Why did taxes rise?", 0.1, ["question", "change", "public"]),
    ("The sea was calm.", 0.1, ["nothing"]),
    ("The sea was calm.", 0.9, ["alike"]),
]


@pytest.mark.parametrize(("text", "score", "keys"), REASONS)
def test_reasons_are_few_and_the_strongest_comes_first(text: str, score: float, keys: list[str]) -> None:
    whole = Span(0, len(text))
    part = signs(whole, words(text), quantities(text, (whole,), "en"), "en")
    assert [reason.key.removeprefix("claims.") for reason in reasons(part, text, score)] == keys


@pytest.mark.parametrize("profile", PROFILES)
def test_every_reason_can_be_said(profile: str) -> None:
    for key in (
        "figure",
        "compare",
        "change",
        "cause",
        "stand",
        "commit",
        "expect",
        "public",
        "think",
        "ought",
        "wish",
    ):
        assert "xyz" in say(Phrase(f"claims.{key}", {"words": "xyz"}), profile)
    for key in ("question", "alike", "nothing"):
        assert say(Phrase(f"claims.{key}"), profile)


def test_the_signs_of_a_sentence_are_as_many_as_their_names() -> None:
    assert features(signs(Span(0, 4), words("Why?"), (), "en")).shape == (len(FEATURES),)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("RT @someone: hospitals are full #covid", "post"),
        ("Look https://example.org/a", "post"),
        ("Hospitals are full 😀", "post"),
        ("Hospitals are full.", "speech"),
        ("Part no. 3 of the report.", "speech"),
    ],
)
def test_posts_are_told_by_their_marks(text: str, kind: str) -> None:
    assert text_kind(text) == kind


def test_a_figure_wants_more_checking_than_a_greeting() -> None:
    figure, greeting = judge(
        [Sentence("Unemployment fell to 4 percent last year.", "en", "Latn"), Sentence("Good evening.", "en", "Latn")],
        None,
    )
    assert figure.score > greeting.score
    assert figure.checkworthy
    assert not greeting.checkworthy


def test_nothing_asked_nothing_judged() -> None:
    assert judge([], None) == []


NEWS = (
    "Unemployment fell to 4 percent in March, the statistics office said. The government raised the tax on tobacco. "
    "The road will cost 140 million euros. Police arrested a man of 32 on Monday."
)


def scores(kind: ArticleKind) -> list[float]:
    reading, _ = understood(Article(NEWS, language="en", script="Latn", kind=kind), Means())
    return [claim.checkworthiness for claim in find(reading, None)]


def test_news_is_judged_more_carefully_than_speech_and_in_the_same_order() -> None:
    news, speech = scores("article"), scores("transcript")
    assert len(news) == len(speech) >= 3
    assert all(one < other for one, other in zip(news, speech, strict=True))
    assert sorted(range(len(news)), key=news.__getitem__) == sorted(range(len(speech)), key=speech.__getitem__)


def test_a_calibration_keeps_probabilities_probabilities() -> None:
    told = news_shift("").probabilities(np.array([0.0, 0.5, 1.0], np.float32))
    assert 0 < told[0] < told[1] < told[2] < 1
