"""Names that the tagger cut short or in two, and words that are no name alone."""

import pytest

from merilo.bench.slavicner import within_quotes
from merilo.model import Span
from merilo.names.limits import LOC, ORG, PER, mended
from merilo.text.words import words

CASES = [
    # (profile, text, what the tagger marked as (part, kind), what it is in the end)
    ("ru", "Вчера С. Иванов уехал .", [("С", PER), ("Иванов", PER)], ["С. Иванов"]),
    ("ru", "Вчера Пётр . Иванов уехал .", [("Пётр", PER), ("Иванов", PER)], ["Пётр", "Иванов"]),
    ("uk", "рішення Стокгольмського арбітражу", [("Стокгольмського", LOC)], ["Стокгольмського арбітражу"]),
    ("hr", "članovi Fiskalnog vijeća odlaze", [("Fiskalnog", ORG)], ["Fiskalnog vijeća"]),
    # At the beginning of a sentence only a body that the tagger saw is one, and an adjective alone is nothing.
    ("hr", "Fiskalnog vijeća nema", [("Fiskalnog", ORG)], ["Fiskalnog vijeća"]),
    ("hr", "Beogradskom vijeću pišu", [("Beogradskom", LOC)], []),
    ("sr-Latn", "Sarajevski ulov je velik", [("Sarajevski", LOC)], []),
    ("hr", "Hrvatska čeka", [("Hrvatska", LOC)], ["Hrvatska"]),
    ("hr", "gospođa Petrovski čeka", [("Petrovski", PER)], ["Petrovski"]),
    ("ru", "акции ПАО «Рога»", [("ПАО", ORG), ("Рога", ORG)], ["Рога"]),
    ("hr", "duguje Holdingu i zove Holding", [("Holding", ORG)], ["Holdingu"]),
    ("ru", "труба Восток 2.", [("Восток 2.", ORG)], ["Восток 2"]),
    ("mk", "за „Дневник Плус“ рече", [("Дневник", LOC), ("Плус", ORG)], ["Дневник Плус"]),
    ("mk", "за „Дневник“ и Плус рече", [("Дневник", LOC), ("Плус", ORG)], ["Дневник", "Плус"]),
    ("hr", "u Bosni i Hercegovini", [("Bosni i Hercegovini", LOC)], ["Bosni i Hercegovini"]),
]


@pytest.mark.parametrize(("profile", "text", "marked", "names"), CASES)
def test_limits_are_mended(profile: str, text: str, marked: list[tuple[str, int]], names: list[str]) -> None:
    row = words(text)
    found = []
    for part, kind in marked:
        start = text.index(part)
        inside = [at for at, word in enumerate(row) if start <= word.start < start + len(part)]
        found.append((inside[0], inside[-1] + 1, kind))
    told = [Span(row[first].start, row[last - 1].end).of(text) for first, last, _ in mended(row, found, profile)]
    assert told == names


@pytest.mark.parametrize(
    ("form", "inside"),
    [
        ("«Рога»", "Рога"),
        ('"Рога "', "Рога"),
        ("Рога", "Рога"),
        ("ООО «Рога»", "ООО «Рога»"),
        ("«А» и «Б»", "«А» и «Б»"),
    ],
)
def test_quotation_marks_around_a_whole_gold_name_are_no_part_of_it(form: str, inside: str) -> None:
    first, last = within_quotes(form)
    assert form[first:last] == inside
