"""Articles of our own that the taggers learn from: are their marks read as they are meant?"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

TRAIN = Path(__file__).parents[2] / "train" / "taggers"
ARTICLE = """# courts
[S Адвокатката [P Ана Рид]] од [O Комората [L Охрид]] [C не потврди], [T дека [S сведокот] [C рекол] [T дека дошол]].
[T „Ќе видиме.“]
[T „Утре“], [C додаде] [S таа].
Судот молчи.

# weather
Врне во [L Охрид].
"""


@pytest.fixture(scope="module")
def own() -> Iterator[ModuleType]:
    """The reader of marks, as the scripts beside it import it."""
    sys.path.insert(0, str(TRAIN))
    yield import_module("own")
    sys.path.remove(str(TRAIN))
    for name in ("own", "corpora"):
        del sys.modules[name]


def labelled(document, number: int, labels) -> list[str]:
    """Return what stands in a sentence under labels, stretches in the order of the text; .. where one goes on."""
    found: list[str] = []
    for word, label in zip(document.words[number], labels, strict=True):
        if label % 2:
            found.append(word.text)
        elif label:
            found = [*found[:-1], f"{found[-1]} {word.text}"] if found else [f".. {word.text}"]
    return found


def test_marks_become_labels(own: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "a.mk.txt").write_text(ARTICLE, encoding="utf-8")
    court, weather = own.own(tmp_path)
    assert (court.language, len(court.words), court.whole) == ("mk", 4, True)
    assert labelled(court, 0, court.names[0]) == ["Ана Рид", "Комората Охрид"]
    source, cue, content = court.roles[0].T
    assert labelled(court, 0, source) == ["Адвокатката Ана Рид", "сведокот"]
    assert labelled(court, 0, cue) == ["не потврди", "рекол"]
    assert labelled(court, 0, content) == ["дека сведокот рекол", "дека дошол"]
    assert labelled(court, 1, court.roles[1][:, 2]) == [".. „ Ќе видиме . “"]
    assert labelled(court, 2, court.roles[2][:, 2]) == ["„ Утре “"]
    assert not court.roles[3].any()
    assert not court.names[3].any()
    assert labelled(weather, 0, weather.names[0]) == ["Охрид"]


@pytest.mark.parametrize("line", ["[S Таа [C рече].", "Таа] рече.", "[X Таа] рече.", "[SТаа] рече."])
def test_marks_that_do_not_balance_are_refused(own: ModuleType, line: str) -> None:
    with pytest.raises(ValueError, match=r"bracket|mark"):
        own.unmarked(line)


def test_serbian_comes_in_both_scripts(own: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "a.sr.txt").write_text("# sport\n[P Љубиша Џајић] је стигао.\n", encoding="utf-8")
    assert [each.text for each in own.own(tmp_path)] == ["Љубиша Џајић је стигао.\n", "Ljubiša Džajić je stigao.\n"]


def test_every_article_can_be_read_and_some_are_kept_out(own: ModuleType) -> None:
    parts = [each.part for each in own.own()]
    assert {f"own-{language}" for language in ["en", "mk", "sr", "hr", "bs", "sq", "bg", "ru", "uk"]} <= set(parts)
    assert 0.05 < sum(part != "train" for part in parts) / len(parts) < 0.2
