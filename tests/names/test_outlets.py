"""Publications and bodies under their full and short names, in any case; common words that only look like them."""

import pytest

from merilo.names import mentions

from .gold import reading

CYRILLIC = ("mk", "sr", "bg", "ru", "uk")

NAMED = [
    # (language, text, kind and best name of each entity)
    ("en", "The portal Glasnik 24 wrote it. Glasnik 24 did not reply, said Radio Bistra.",
     "ORG Glasnik 24|ORG Radio Bistra"),
    ("en", "Later Glasnik 24 wrote it. The mayor called Glasnik 24.", "ORG Glasnik 24"),
    ("en", "The portal Glasnik opened on 24 May.", "ORG Glasnik"),
    ("mk", "Порталот „Гласник 24“ молчи. Радио Бистра го пренесе тоа. Потоа „Гласник 24“ зборуваше за Радио Бистра.",
     "ORG Гласник 24|ORG Радио Бистра"),
    ("mk", "Весникот „Утро“ молчи. Утро е.", "ORG Утро"),
    ("sr", "Портал „Гласник 24“ ћути. Људи слушају Радио Бистру. Радио Бистра је емитовао вест.",
     "ORG Гласник 24|ORG Радио Бистра"),
    ("sr", "Нико није чуо Агенцију за путеве. Они су питали Агенцију.", "ORG Агенција за путеве"),
    ("sr", "Дошла је Јелена Марковић. Потом је Марковићева отишла.", "PER Јелена Марковић"),
    ("sr", "Новинари су питали Агенцију шта је било.", ""),
    ("hr", "Portal „Glasnik 24“ šuti. Ljudi slušaju Radio Bistru. Radio Bistra emitira vijest.",
     "ORG Glasnik 24|ORG Radio Bistra"),
    ("hr", "Došla je Jelena Marković. Potom je Markovićeva otišla.", "PER Jelena Marković"),
    ("hr", "Novinari su pitali Agenciju što je bilo.", ""),
    ("bs", "Došla je Jelena Marković. Potom je vidio Markovićevu.", "PER Jelena Marković"),
    ("bg", "Порталът „Вестител 24“ мълчи. Слушат радио „Бистра“.", "ORG Вестител 24|ORG радио „Бистра“"),
    ("ru", "Портал «Вестник 24» молчит. Газета «Утро» молчит.", "ORG Вестник 24|ORG Утро"),
    ("ru", "Портал «Вестник» молчит. Вестник 24 мая не вышел.", "ORG Вестник"),
    ("uk", "Портал «Вісник 24» мовчить. Газета «Ранок» мовчить.", "ORG Вісник 24|ORG Ранок"),
    ("sq", "Portali “Gazeta 24” hesht.", "ORG Gazeta 24"),
    ("mk", "Фабриката „Металец“ стои. Неделникот „Зора“ молчи.", "ORG Металец|ORG Зора"),
    ("sr", "Из предузећа „Дунавградња“ ћуте.", "ORG Дунавградња"),
    ("mk", "Фабриката стои. Металец е човек што работи со метал.", ""),
    ("sq", "Ministri i Jashtëm Ditmir Bushati dhe ministrja e Shëndetësisë u nisën.", "PER Ditmir Bushati"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "names"), NAMED)
def test_publications_and_bodies(language: str, text: str, names: str) -> None:
    _, entities = mentions(reading(text, language, "Cyrl" if language in CYRILLIC else "Latn"))
    assert "|".join(f"{each.type} {each.name}" for each in entities) == names
