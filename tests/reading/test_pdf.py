"""PDF: pages, columns, running heads, hyphens, locked, broken and scanned ones."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import made
import pytest

from merilo.errors import DamagedSource, EmptySource, EncryptedSource, ScannedSource
from merilo.reading import ocr
from merilo.reading.read import article_from_bytes

LINES = """Мостот преку реката беше отворен во понеделник, по четири
години изградба. Градоначалникот рече дека трошо-
ците изнесувале 12 милиони евра.
   Вториот пасус почнува со вовлекување и продолжува до
крајот на редот. Има и уште еден ред."""
FIRST = (
    "Мостот преку реката беше отворен во понеделник, по четири години изградба. Градоначалникот рече дека трошоците "
    "изнесувале 12 милиони евра."
)
SECOND = "Вториот пасус почнува со вовлекување и продолжува до крајот на редот. Има и уште еден ред."


def test_lines_are_joined_into_paragraphs() -> None:
    indented = [(x + 18 * text.startswith(" "), y, text.strip()) for x, y, text in made.set_lines(LINES)]
    article = article_from_bytes(made.pdf(indented, title="Most"), "a.pdf")
    assert article.text == f"{FIRST}\n\n{SECOND}"
    assert (article.title, article.language, article.script) == ("Most", "mk", "Cyrl")
    assert [(mark.start, mark.page, mark.paragraph) for mark in article.landmarks] == [
        (0, 1, 1),
        (len(FIRST) + 2, 1, 2),
    ]


def test_running_heads_feet_and_page_numbers_are_left_out() -> None:
    pages = [
        [(72, 800, f"Весник, број 18, страница {number}"), *made.set_lines(LINES), (290, 30, str(number))]
        for number in (1, 2, 3)
    ]
    article = article_from_bytes(made.pdf(*pages), "a.pdf")
    assert "Весник" not in article.text
    assert not any(line.strip().isdigit() for line in article.text.splitlines())
    assert {mark.page for mark in article.landmarks} == {1, 2, 3}


def test_a_headline_in_the_margin_of_a_single_page_stays() -> None:
    article = article_from_bytes(made.pdf([(72, 800, "Мостот е отворен"), *made.set_lines(LINES)]), "a.pdf")
    assert article.text.startswith("Мостот е отворен\n\n")


LEFT = """Lijevi stupac ima svoju priču koja
teče niz stranicu i ne miješa se s
desnim stupcem. Ova rečenica je du-
ga pa se nastavlja u novom redu,
kao i sve druge rečenice ovdje."""
RIGHT = """Desni stupac govori o nečemu sasvim
drugom, o cijenama hrane i o tome
kako su porasle za 5 posto od ljeta
do zime, kako kaže ministarstvo.
Kraj desnog stupca."""


@pytest.mark.parametrize("interleaved", [False, True])
def test_columns_are_read_one_after_the_other(interleaved: bool) -> None:
    left, right = made.set_lines(LEFT, left=60, top=700), made.set_lines(RIGHT, left=310, top=700)
    head = [(60.0, 760.0, "Naslov koji se proteže preko oba stupca na stranici")]
    body = [each for pair in zip(left, right, strict=True) for each in pair] if interleaved else left + right
    text = article_from_bytes(made.pdf(head + body), "a.pdf").text
    assert (
        text.index("Naslov")
        < text.index("Lijevi")
        < text.index("duga pa se")
        < text.index("Desni")
        < text.index("Kraj")
    )
    assert "s desnim stupcem. Ova rečenica je duga" in text


def test_a_paragraph_over_two_pages_is_one_with_two_landmarks() -> None:
    first = made.set_lines("Градоначалникот рече дека мостот ќе биде отво-", top=100)
    second = made.set_lines("рен во понеделник, а дека трошоците се покриени.", top=740)
    article = article_from_bytes(made.pdf(first, second), "a.pdf")
    assert article.text == (
        "Градоначалникот рече дека мостот ќе биде отворен во понеделник, а дека трошоците се покриени."
    )
    turn = article.text.index("рен во")
    assert [(mark.start, mark.page, mark.paragraph) for mark in article.landmarks] == [(0, 1, 1), (turn, 2, 1)]


def test_a_hyphen_that_belongs_stays() -> None:
    lines = "Sporazum su potpisali predstavnici regije Emilia-\nRomagna i susjednih regija u zajedničkoj dvorani."
    assert "Emilia-Romagna" in article_from_bytes(made.pdf(made.set_lines(lines)), "a.pdf").text


def test_a_table_is_read_by_rows() -> None:
    rows = [(60.0, 700.0 - 14 * at, f"Godina {at}") for at in range(4)]
    rows += [(300.0, 700.0 - 14 * at, f"{at} eura") for at in range(4)]
    assert "Godina 2 2 eura" in " ".join(article_from_bytes(made.pdf(rows), "a.pdf").text.split())


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (made.locked(made.pdf(made.set_lines(LINES))), EncryptedSource),
        (made.pdf(made.set_lines(LINES))[:300], DamagedSource),
        (b"%PDF-1.7\n", DamagedSource),
        (made.pdf([]), EmptySource),
    ],
    ids=["locked", "truncated", "only a head", "an empty page"],
)
def test_what_cannot_be_read_says_why(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        article_from_bytes(data, "a.pdf")


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for tesseract that notes how it was called and reads the same words from every picture."""
    calls = tmp_path / "calls"
    program = tmp_path / "tesseract"
    program.write_text(
        f"""#!/bin/sh
echo "$@" >> {calls}
case "$*" in
  *--list-langs*) printf 'List:\\nmkd\\nsrp\\neng\\nosd\\n' ;;
  *--psm*) printf 'Script: Cyrillic\\n' ;;
  *) cat > /dev/null
     printf 'Градоначалникот рече дека мостот ќе биде отво-\\nрен во понеделник.\\n\\nТоа е сѐ.\\n\\f' ;;
esac
""",
        encoding="utf-8",
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")
    ocr.installed.cache_clear()
    yield calls
    ocr.installed.cache_clear()


def test_a_scan_is_read_by_machine_and_says_so(tesseract: Path) -> None:
    article = article_from_bytes(made.scan("a picture", pages=2), "a.pdf")
    words = "Градоначалникот рече дека мостот ќе биде отворен во понеделник."
    assert article.text == "\n\n".join([words, "Тоа е сѐ."] * 2)
    assert article.language == "mk"
    assert [(each.key, each.facts["count"]) for each in article.notices] == [("reading.read-by-ocr", 2)]
    assert [mark.page for mark in article.landmarks] == [1, 1, 2, 2]
    called = tesseract.read_text(encoding="utf-8")
    assert "-l mkd+srp" in called  # all Cyrillic ones that are there, to tell the language by
    assert "-l mkd " in called  # then that one alone


def test_the_language_given_is_the_one_read_with(tesseract: Path) -> None:
    article_from_bytes(made.scan("a picture"), "a.pdf", language="mk")
    assert "+" not in tesseract.read_text(encoding="utf-8")


def test_a_clipping_is_read_by_machine(tesseract: Path, tmp_path: Path) -> None:
    made.picture("a picture").save(tmp_path / "a.png")
    article = article_from_bytes((tmp_path / "a.png").read_bytes(), "a.png")
    assert [each.key for each in article.notices] == ["reading.read-by-ocr"]


def test_a_scan_without_a_reader_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(ScannedSource, match="Install tesseract"):
        article_from_bytes(made.scan("a picture"), "a.pdf")
