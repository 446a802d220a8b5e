"""Forms of one name are told from forms of two."""

import pytest

from merilo.model import Answer
from merilo.names.compare import Form, same_name

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN

CASES = [
    # (left, its profile, right, its profile, answer)
    ("Ђорђе Петровић", "sr", "Đorđe Petrović", "hr", YES),
    ("Ђорђе Петровић", "sr", "Djordje Petrovic", "en", YES),
    ("Никола Груевски", "mk", "Nikola Gruevski", "en", YES),
    ("Менде Џафери", "mk", "Mende Xhaferi", "sq", YES),
    ("Володимир Зеленський", "uk", "Volodymyr Zelenskyy", "en", YES),
    ("Владимир Зеленский", "ru", "Volodymyr Zelensky", "en", YES),
    ("Charles Michel", "en", "Чарлс Мишел", "mk", NO),  # Шарл, not Чарлс
    ("Albin Kurti", "sq", "Albin Kurtit", "sq", YES),
    ("Александра Вучића", "sr", "Александар Вучић", "sr", YES),
    ("Ana Petrova", "en", "Ivan Petrov", "en", NO),
    ("Ана Петрова", "mk", "Иван Петров", "mk", NO),
    ("Gjorge Ivanov", "en", "Jorge Ivanov", "en", NO),  # a loose key takes one for the other
    ("Zoran Zaev", "en", "Zoran Zaev", "en", YES),
    ("Donald Trump", "en", "Melania Trump", "en", NO),
    ("Ivan Horvat", "hr", "Ivana Horvat", "hr", NO),  # the man in the genitive would be Ivana Horvata
    ("Ivan Horvat", "hr", "Ivana Horvata", "hr", YES),
    ("Иван Петров", "mk", "Ивана Петрова", "mk", NO),  # no cases
    ("Иван Петров", "ru", "Ивана Петрова", "ru", YES),
    ("Robert Fico", "en", "Bob Fico", "en", YES),  # a listed short form
    ("Petar Babić", "hr", "Pavao Babić", "hr", NO),
    ("Vučić", "hr", "Vučićem", "hr", YES),
    ("Vučić", "hr", "Dačić", "hr", NO),
    ("Вучић", "sr", "Александар Вучић", "sr", UNKNOWN),  # a surname wants more than the name
]


@pytest.mark.parametrize(("left", "left_profile", "right", "right_profile", "answer"), CASES)
def test_is_it_one_name(left: str, left_profile: str, right: str, right_profile: str, answer: Answer) -> None:
    one = Form(tuple(left.lower().split()), "PER", left_profile)
    two = Form(tuple(right.lower().split()), "PER", right_profile)
    assert same_name(one, two) is answer
    assert same_name(two, one) is answer
