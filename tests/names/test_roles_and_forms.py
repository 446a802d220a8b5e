"""Offices in between words, how they are held, and forms of one name that only grammar or the text joins."""

from __future__ import annotations

import pytest

from merilo.model import Answer, Article, Reading
from merilo.names import mentions
from merilo.names.compare import Form, same_name
from merilo.resources import profile
from merilo.text.script import script_of
from merilo.text.sentences import sentences

ROLES = [
    (
        "mk",
        "Директорката на Центарот, д-р Мирјана Јаковлеска, дојде.",
        "Мирјана Јаковлеска",
        "Директорката на Центарот",
        "now",
    ),
    ("mk", "Вршителот на должност директор Горан Лазов замина.", "Горан Лазов", "директор", "acting"),
    ("mk", "Советничката од опозицијата Елена Вранеш дојде.", "Елена Вранеш", "Советничката од опозицијата", "now"),
    (
        "sr",
        "Председник општине Владан Стојковић каже да не зна.",
        "Владан Стојковић",
        "Председник општине",
        "now",
    ),
    ("sr", "Рударски инжењер Милан Ћировић је дошао.", "Милан Ћировић", "инжењер", "now"),
    ("hr", "Oporbeni vijećnik Marin Staničić došao je.", "Marin Staničić", "vijećnik", "now"),
    (
        "bs",
        "Predsjednik nadzornog odbora Vedran Kožul je otišao.",
        "Vedran Kožul",
        "Predsjednik nadzornog odbora",
        "now",
    ),
    ("sq", "Drejtori i kompanisë, Arben Shkreli, erdhi.", "Arben Shkreli", "Drejtori i kompanisë", "now"),
    ("sq", "Kryetarja e atëhershme Ana Duka erdhi.", "Ana Duka", "Kryetarja e atëhershme", "former"),
    ("sq", "Ushtruesi i detyrës së drejtorit, Goran Lazi, erdhi.", "Goran Lazi", "drejtorit", "acting"),
    ("bg", "Бившият пазач на язовира Стоян Гергов дойде.", "Стоян Гергов", "пазач на язовира", "former"),
    (
        "ru",
        "Министр транспорта области Аркадий Шуляков приехал.",
        "Аркадий Шуляков",
        "Министр транспорта области",
        "now",
    ),
    (
        "ru",
        "Бывший главный инженер проекта Леонид Пашинин ушёл.",
        "Леонид Пашинин",
        "главный инженер проекта",
        "former",
    ),
    ("uk", "Тогочасний міністр Петро Симонів поїхав.", "Петро Симонів", "міністр", "former"),
]

NONE = [
    ("sq", "Zonja Arjeta Bregu, kryetari i bashkisë tha dje se humbjet u ulën.", "Arjeta Bregu"),
    ("ru", "Алла Сергеевна, министр науки сказал, что решение приняли вы.", "Алла Сергеевна"),
    ("mk", "Инспекторатот на Скопје молчи, а Ана Петрова замина.", "Ана Петрова"),
]

FORMS = [
    ("sr", "LOC", "Горња Река", "Горњој Реци", Answer.YES),
    ("sr", "LOC", "Горња Река", "Доњој Реци", Answer.NO),
    ("sq", "ORG", "Dritarja", "Dritaren", Answer.YES),
    ("ru", "ORG", "Спецмост-Юг", "Спецмоста-Юг", Answer.YES),
    ("ru", "ORG", "Спецмост-Юг", "Спецмост-Север", Answer.NO),
    ("ru", "PER", "Алла Мещерская", "Алла Сергеевна", Answer.UNKNOWN),
    ("ru", "PER", "Алла Мещерская", "Анна Сергеевна", Answer.NO),
    ("ru", "PER", "Алла Мещерская", "Алла Левина", Answer.NO),
]


def roles(text: str, language: str) -> dict[str, list[tuple[str, str]]]:
    script = script_of(text)
    reading = Reading(
        Article(text=text, language=language, script=script), sentences=sentences(text, profile(language, script))
    )
    return {each.name: [(role.title, role.held) for role in each.roles] for each in mentions(reading)[1]}


@pytest.mark.parametrize(("language", "text", "name", "title", "held"), ROLES)
def test_an_office_is_read_whole_and_as_it_is_held(language: str, text: str, name: str, title: str, held: str) -> None:
    assert roles(text, language)[name] == [(title, held)]


@pytest.mark.parametrize(("language", "text", "name"), NONE)
def test_what_others_hold_is_no_role(language: str, text: str, name: str) -> None:
    assert roles(text, language)[name] == []


@pytest.mark.parametrize(("language", "kind", "left", "right", "answer"), FORMS)
def test_forms_of_one_name(language: str, kind: str, left: str, right: str, answer: Answer) -> None:
    forms = (Form(tuple(each.lower().split()), kind, language) for each in (left, right))  # type: ignore[arg-type]
    assert same_name(*forms) is answer
