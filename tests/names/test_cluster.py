"""Who is who: forms of one name are one entity, two people of one surname are two."""

import pytest

from merilo.model import Entity
from merilo.names import cluster_documents, mentions

from .gold import reading

CASES = [
    # (language, text, people with all their forms, in the order of their first mention)
    ("mk", "Билјана Ристова молчеше. Ристов зборуваше. Ристова се насмевна.", ["Билјана Ристова/Ристова", "Ристов"]),
    ("en", "Eduardo Soler Veliz spoke. It was Soler Veliz who left.", ["Eduardo Soler Veliz/Soler Veliz"]),
    ("bg", "Биляна Ристова мълча. Ристов говори. Ристова се усмихна.", ["Биляна Ристова/Ристова", "Ристов"]),
    ("en", "Donald Trump spoke. Melania Trump did not. Mr Trump left.", ["Donald Trump/Trump", "Melania Trump"]),
    ("en", "Ivan Petrov and Ana Petrova married. Petrova smiled. Petrov sang.",
     ["Ivan Petrov/Petrov", "Ana Petrova/Petrova"]),
    ("mk", "Ана Петрова и Иван Петров дојдоа. Петрова молчеше. Петров зборуваше.",
     ["Ана Петрова/Петрова", "Иван Петров/Петров"]),
    ("sr", "Александар Вучић је стигао. Вучића су дочекали. Са Вучићем је била Ана Брнабић.",
     ["Александар Вучић/Вучића/Вучићем", "Ана Брнабић"]),
    ("hr", "Marko Perković i njegov otac Ante Perković pjevali su. Marko je bio bolji.",
     ["Marko Perković/Marko", "Ante Perković"]),
    ("sq", "Albin Kurti u nis. Kurtin e priti Vjosa Osmani.", ["Albin Kurti/Kurtin", "Vjosa Osmani"]),
    ("ru", "Владимир Путин встретился с Владимиром Зеленским. Путину позвонили.",
     ["Владимир Путин/Путину", "Владимиром Зеленским"]),
    ("uk", "Олена Зеленська і Володимир Зеленський прибули.", ["Олена Зеленська", "Володимир Зеленський"]),
    ("bg", "Бойко Борисов и Румен Радев спориха. Борисов си тръгна.", ["Бойко Борисов/Борисов", "Румен Радев"]),
    ("en", "Goran Jovanovski signed. Goran Jovanoski was there.", ["Goran Jovanovski/Goran Jovanoski"]),  # a slip
    ("en", "Petar Ivanov signed. Pavel Ivanov was there.", ["Petar Ivanov", "Pavel Ivanov"]),
]  # fmt: skip

BODIES = [
    ("mk", "Државниот завод за статистика (ДЗС) објави. ДЗС не одговори.", ["Државниот завод за статистика/ДЗС"]),
    ("en", "The United Nations met. The UN agreed.", ["United Nations/UN"]),
    ("sr", "Европска унија чека. ЕУ нема рок.", ["Европска унија/ЕУ"]),
    ("bg", "ЕС и Европейският съюз са едно.", ["ЕС/Европейският съюз"]),
    ("en", "The European Union and the European Commission differ.", ["European Union", "European Commission"]),
]


def told(entities: tuple[Entity, ...], kind: str) -> list[str]:
    return ["/".join(each.variants) for each in entities if each.type == kind]


@pytest.mark.parametrize(("language", "text", "people"), CASES)
def test_who_is_who(language: str, text: str, people: list[str]) -> None:
    assert told(mentions(reading(text, language))[1], "PER") == people


@pytest.mark.parametrize(("language", "text", "bodies"), BODIES)
def test_which_body_is_which(language: str, text: str, bodies: list[str]) -> None:
    assert told(mentions(reading(text, language))[1], "ORG") == bodies


BEST = [
    ("ru", "Об этом доложили Владимиру Путину.", "Владимир Путин"),
    ("hr", "Razgovarali su s Andrejom Plenkovićem. Plenković je šutio.", "Andrej Plenković"),
    ("sr", "Састао се са Албином Куртијем. Курти је ћутао.", "Албин Курти"),
    ("sq", "E takoi Edi Ramën. Rama heshti.", "Edi Rama"),
    ("en", "Trump spoke. Donald Trump left.", "Donald Trump"),
    (
        "bs",
        "Otišla je vlada premijera Mirze Halilovića. Halilović je šutio. Mirza Halilović nije stigao.",
        "Mirza Halilović",
    ),
    ("bs", "Otišla je vlada premijera Mirze Halilovića. Halilović je šutio. Mirza nije stigao.", "Mirza Halilović"),
    ("hr", "Naslijedila je Zlatka Pintarića.", "Zlatko Pintarić"),
    ("hr", "Naslijedila je Ivana Lukića.", "Ivan Lukić"),
    ("hr", "Ivana Lukić je naslijedila dug.", "Ivana Lukić"),
    ("sr", "Наследила је Славицу Радојичић.", "Славица Радојичић"),
    ("sq", "Tavolina ishte e Amela Dishës. Amela heshti.", "Amela Disha"),
    ("mk", "Ја наследи Ана Петровска.", "Ана Петровска"),
    ("ru", "Анна Петрова пришла.", "Анна Петрова"),
    ("ru", "Об этом рассказала Ольга Самсонова. Самсонов добавил, что ждёт.", "Ольга Самсонова"),
    ("ru", "Здесь нет Александра Самсонова. Самсонов ушёл.", "Александр Самсонов"),
]


@pytest.mark.parametrize(("language", "text", "name"), BEST)
def test_best_name_is_full_and_in_the_nominative(language: str, text: str, name: str) -> None:
    assert mentions(reading(text, language))[1][0].name == name


ROLES = [
    # (language, text, roles of the first person as title:held, gender)
    ("en", "Former Prime Minister Theresa May spoke.", ["Prime Minister:former"], "f"),
    ("en", "Then-mayor Petre Shilegov signed.", ["Then-mayor:former"], "m"),
    ("en", "Ana Petrova, the former minister of justice, spoke.", ["minister of justice:former"], "f"),
    ("en", "Mrs Petrovska spoke.", [], "f"),
    ("mk", "Поранешниот министер за финансии Фатмир Бесими рече.", ["министер за финансии:former"], "m"),
    ("mk", "Министерката за одбрана Славјанка Петровска рече.", ["Министерката за одбрана:now"], "f"),
    ("sr", "Председник Србије Александар Вучић је рекао.", ["Председник Србије:now"], "m"),
    ("sr", "Вршилац дужности директора Петар Марковић је рекао.", ["директора:acting"], "m"),
    ("hr", "Bivša ministrica Nataša Tramišak je otišla.", ["ministrica:former"], "f"),
    ("bs", "Novoizabrani načelnik Mersudin Nanić je stigao.", ["načelnik:future"], None),
    ("sq", "Ish-presidenti Ilir Meta foli.", ["Ish-presidenti:former"], "m"),
    ("sq", "Kryeministri i Kosovës Albin Kurti foli.", ["Kryeministri i Kosovës:now"], "m"),
    ("bg", "Бившият премиер Бойко Борисов мълча.", ["премиер:former"], "m"),
    ("ru", "Экс-глава МИД Украины Павел Климкин заявил.", ["Экс-глава МИД Украины:former"], "m"),
    ("uk", "Колишня прем’єрка Юлія Тимошенко сказала.", ["прем’єрка:former"], "f"),
    ("en", "Police questioned Ana Petrova.", [], "f"),
    # An office before a comma, and the next one's office after it.
    (
        "sq",
        "Kryebashkiakja e Vlorës, Mimoza Gjergji, dhe kandidati i opozitës, Ardian Leka, folën.",
        ["Kryebashkiakja e Vlorës:now"],
        "f",
    ),
    ("ru", "Вице-мэр Самары Олег Туманов заявил.", ["Вице-мэр Самары:now"], "m"),
    ("en", "After talks with the president, Ana Petrova, Ivan Kostov and others left.", [], "f"),
]


@pytest.mark.parametrize(("language", "text", "roles", "gender"), ROLES)
def test_what_office_and_how_it_is_held(language: str, text: str, roles: list[str], gender: str | None) -> None:
    person = next(each for each in mentions(reading(text, language))[1] if each.type == "PER")
    assert [f"{role.title}:{role.held}" for role in person.roles] == roles
    assert all(role.span.of(text) == role.title for role in person.roles)
    assert person.gender == gender


def test_over_languages_one_is_one() -> None:
    texts = [
        ("mk", "Ѓорге Иванов и Менде Џафери беа во Скопје. САД и ООН молчат."),
        ("sr", "Ђорге Иванов је у Скопљу. УН ћуте."),
        ("sq", "Mende Xhaferi ishte në Shkup. SHBA-ja dhe OKB-ja heshtin."),
        ("en", "Jorge Ivanov was in Skopje. The US and the United Nations are silent."),
    ]
    drawn = [(language, mentions(reading(text, language))[1]) for language, text in texts]
    names = {(number, each.id): each.name for number, (_, told) in enumerate(drawn) for each in told}
    groups = [{names[member] for member in group} for group in cluster_documents(drawn)]
    assert {"Менде Џафери", "Mende Xhaferi"} in groups
    assert any("Ѓорге Иванов" in group and "Jorge Ivanov" not in group for group in groups)
    assert any({"ООН", "УН", "OKB", "United Nations"} <= group for group in groups)


@pytest.mark.parametrize(
    ("language", "text", "forms"),
    [
        ("ru", "Решение принял ЕС. Позже EC его отменил.", 2),  # the second in Latin letters
        ("ru", "Растёт число больных COVID-19. Вакцина от \u0421ovid-19 есть.", 2),  # one Cyrillic letter
    ],
)
def test_a_letter_from_the_other_keyboard_makes_nobody_new(language: str, text: str, forms: int) -> None:
    _, told = mentions(reading(text, language))
    assert [len(each.variants) for each in told] == [forms]


def test_the_union_is_one_in_two_languages() -> None:
    russian = mentions(reading("Евросоюзом управляет комиссия.", "ru"))[1]
    ukrainian = mentions(reading("Рішення ухвалив Євросоюз.", "uk"))[1]
    groups = cluster_documents([("ru", russian), ("uk", ukrainian)])
    assert any(len(group) == 2 for group in groups)
