# ruff: noqa: E501 - tables of cases are read across
"""What is mended, and what is left to the editor because the text itself does not say which of the two is the slip."""

from __future__ import annotations

import pytest

from merilo.findings.find import find
from merilo.model import Article
from merilo.pipeline import Means, understood

SCRIPTS = {"mk": "Cyrl", "sr": "Cyrl", "bg": "Cyrl", "ru": "Cyrl", "uk": "Cyrl"}
# Three times one spelling of a surname beside the same given name, once the other.
SPELT = [
    # (language, text, the slip, the mend)
    ("en", "Boris Tarkovic spoke. Boris Tarkovic left. Later Boris Tarkovic came back. Boris Tarcovic slept.", "Tarcovic", "Tarkovic"),
    ("en", "Neil McNamee spoke. Neil McNamee left. Later Neil McNamee came back. Neil McNemee slept.", "McNemee", "McNamee"),
    ("mk", "Борис Тарковски зборуваше. Борис Тарковски замина. Подоцна Борис Тарковски се врати. Борис Тарковскиј не дојде.", None, None),
    ("mk", "Борис Тарковски зборуваше. Борис Тарковски замина. Подоцна Борис Тарковски се врати. Борис Тарзовски спиеше.", "Тарзовски", "Тарковски"),
    ("sr", "Говорио је Борис Тарковић. Отишао је Борис Тарковић. Вратио се Борис Тарковић. Спавао је Борис Тарзовић.", "Тарзовић", "Тарковић"),
    ("hr", "Govorio je Boris Tarković. Otišao je Boris Tarković. Vratio se Boris Tarković. Spavao je Boris Tarzović.", "Tarzović", "Tarković"),
    ("bs", "Govorio je Boris Tarković. Otišao je Boris Tarković. Vratio se Boris Tarković. Spavao je Boris Tarzović.", "Tarzović", "Tarković"),
    ("sq", "Foli Fatmir Lushnjari. Iku Fatmir Lushnjari. U kthye Fatmir Lushnjari. Fjeti Fatmir Lushmjari.", "Lushmjari", "Lushnjari"),
    ("bg", "Говори Борис Тарковски. Замина Борис Тарковски. Върна се Борис Тарковски. Спа Борис Тарзовски.", "Тарзовски", "Тарковски"),
    ("ru", "Выступил Борис Тарковский. Ушёл Борис Тарковский. Вернулся Борис Тарковский. Спал Борис Тарзовский.", "Тарзовский", "Тарковский"),
    ("uk", "Виступив Борис Тарківський. Пішов Борис Тарківський. Повернувся Борис Тарківський. Спав Борис Тарзівський.", "Тарзівський", "Тарківський"),
    # twice against once, and twice against twice: who knows
    ("en", "Boris Tarkovic spoke. Boris Tarkovic left. Boris Tarcovic slept.", None, None),
    ("en", "Boris Tarkovic spoke. Boris Tarkovic left. Boris Tarcovic slept. Boris Tarcovic woke.", None, None),
    # no finding at all: two men, and cases of one name
    ("sr", "Говорио је Борис Тарковић. Видели смо Бориса Тарковића. Рекли су Борису Тарковићу. Отишао је Борис Тарковић.", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "slip", "mend"), SPELT)
def test_a_spelling_is_mended_where_the_text_leaves_no_doubt(
    language: str, text: str, slip: str | None, mend: str | None
) -> None:
    article = Article(text, language=language, script=SCRIPTS.get(language, "Latn"))
    sure = [each for each in find(understood(article, Means())[0]) if each.fix and each.confidence >= 0.9]
    assert [(each.fix.span.of(text), each.fix.replacement) for each in sure if each.fix] == (
        [(slip, mend)] if slip else []
    )


HEADED = [
    # (title, text, mend)
    ("Council hears Lushmjari", "Fatmir Lushnjari spoke. Lushnjari was calm. The council thanked Lushnjari.", "Lushnjari"),
    ("Council hears Lushmjari", "Fatmir Lushnjari spoke. He was calm. The council thanked him.", None),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "mend"), HEADED)
def test_a_headline_is_mended_where_it_stands_in_the_text(title: str, text: str, mend: str | None) -> None:
    whole = f"{title}\n\n{text}"
    found = find(understood(Article(whole, title, "en", "Latn"), Means())[0])
    fixes = [each.fix for each in found if each.fix and each.confidence >= 0.9]
    assert {fix.replacement for fix in fixes} == ({mend} if mend else set())
    assert all(fix.span.of(whole) == "Lushmjari" for fix in fixes)
    apart = find(understood(Article(text, title, "en", "Latn"), Means())[0])
    assert not any(each.fix for each in apart), "a headline that is not in the text has no place to mend"
