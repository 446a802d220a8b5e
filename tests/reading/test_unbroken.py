"""Words broken by a printer are made whole on request; a text that is not broken comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merilo.reading.unbroken import broken_words, unbroken

CASES = [
    # (text, what it becomes, how many words were broken)
    (
        "Načelnica je juče naja-\nvila da će se radovi zavr-\nšiti do kraja idu-\ngodine.",
        "Načelnica je juče najavila da će se radovi završiti do kraja idugodine.",
        3,
    ),
    (
        "Во општина-\nта има педе-\nсет и два про-\nблеми.\n\nНов пасус.",
        "Во општината има педесет и два проблеми.\n\nНов пасус.",
        3,
    ),
    # A gap between two flattened columns; what follows the word stays with it.
    ("Bash-   kia vendo-\nsi sot, pra mot-\nin tjetër nis puna.", "Bashkia vendosi sot, pra motin tjetër nis puna.", 3),
    # The text writes the compound with its hyphen elsewhere.
    (
        "Рабочая груп-\nпа обсудила культурно-\nисторический и культурно-исторический мо-\nмент.",
        "Рабочая группа обсудила культурно-исторический и культурно-исторический момент.",
        3,
    ),
    # A list stays a list, a short last line ends its paragraph.
    (
        "Одлуки на сове-\nтот за поплаве-\nните улици во гра-\nдот:\n- нови одво-\nди;\n- насипи.",
        "Одлуки на советот за поплавените улици во градот:\n- нови одводи;\n- насипи.",
        4,
    ),
    ("Само една пре-\nкината реч.", "Само една пре-\nкината реч.", 0),
    ("Red.\nČlan 5 –\nstav 2.\nHrvatsko-\nSrpski spor.", "Red.\nČlan 5 –\nstav 2.\nHrvatsko-\nSrpski spor.", 0),
]


@pytest.mark.parametrize(("text", "whole", "count"), CASES)
def test_broken_words_are_made_whole(text: str, whole: str, count: int) -> None:
    assert unbroken(text) == (whole, count)
    assert broken_words(text) == count


@given(st.text(alphabet="ab-. \n\u00adж"))
def test_nothing_but_hyphens_and_space_is_lost(text: str) -> None:
    found, _count = unbroken(text)
    kept = str.maketrans("", "", "- \n\u00ad")
    assert found.translate(kept) == text.translate(kept)
