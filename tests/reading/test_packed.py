"""DOCX and ODT: paragraphs, tables, notes, tracked changes; bombs and broken ones."""

from __future__ import annotations

import io
import zipfile

import docx
import made
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from merilo.errors import BinarySource, DamagedSource, EmptySource, EncryptedSource, TooLarge, UnsupportedFormat
from merilo.reading.read import article_from_bytes


def test_paragraphs_and_properties() -> None:
    data = made.word(
        "Ndërtimi i urës zgjati katër vjet.", "", "Kostoja ishte 12 milionë euro.", title="Ura", author="Arta"
    )
    article = article_from_bytes(data, "a.docx")
    assert article.text == "Ndërtimi i urës zgjati katër vjet.\n\nKostoja ishte 12 milionë euro."
    assert (article.title, article.byline, article.language) == ("Ura", ("Arta",), "sq")
    assert [mark.paragraph for mark in article.landmarks] == [1, 2]


def test_headings_and_tables_stand_in_order() -> None:
    document = docx.Document()
    document.add_heading("Мост", 1)
    document.add_paragraph("Пред табелата.")
    table = document.add_table(2, 2)
    for row, words in zip(table.rows, [("Година", "Цена"), ("2020", "5")], strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    document.add_paragraph("По табелата.")
    article = article_from_bytes(made.saved(document), "a.docx")
    assert article.text.split("\n\n") == ["Мост", "Пред табелата.", "Година\tЦена", "2020\t5", "По табелата."]
    assert article.title == "Мост"


def test_tracked_changes_are_read_as_accepted() -> None:
    document = docx.Document()
    document.add_paragraph("x")._p.getparent().replace(
        document.paragraphs[0]._p,
        parse_xml(
            f"<w:p {nsdecls('w')}><w:r><w:t xml:space='preserve'>Most je </w:t></w:r><w:del w:id='1'><w:r>"
            "<w:delText>star</w:delText></w:r></w:del><w:ins w:id='2'><w:r><w:t>nov</w:t></w:r></w:ins>"
            "<w:moveFrom w:id='3'><w:r><w:t>"
            " gone</w:t></w:r></w:moveFrom><w:r><w:tab/><w:t>i dug.</w:t></w:r></w:p>"
        ),
    )
    article = article_from_bytes(made.saved(document), "a.docx")
    assert article.text == "Most je nov i dug."
    assert [each.key for each in article.notices] == ["reading.changes-tracked"]


def test_odt() -> None:
    body = (
        "<text:h>Мост</text:h><text:p>Први <text:span>део</text:span><text:s/>и други.</text:p><table:table>"
        "<table:table-row><table:table-cell><text:p>2020</text:p></table:table-cell><table:table-cell><text:p>5</text:p>"
        "</table:table-cell></table:table-row></table:table>"
        "<text:tracked-changes><text:p>обрисано</text:p></text:tracked-changes>"
    )
    article = article_from_bytes(made.odt(body, "<dc:title>Т</dc:title><dc:creator>Ана</dc:creator>"), "a.odt")
    assert article.text == "Мост\n\nПрви део и други.\n\n2020 5"
    assert (article.title, article.byline) == ("Т", ("Ана",))


def lying_bomb() -> bytes:
    """A DOCX whose directory says that its document is small."""
    data = bytearray(made.packed({"[Content_Types].xml": "x", "word/document.xml": b" " * 5_000_000}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(data)


def flagged() -> bytes:
    """A DOCX with the mark of a ZIP password on its first file."""
    data = bytearray(made.word("abc"))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


BAD = [
    (made.packed({"word/document.xml": b" " * 300_000_000, "[Content_Types].xml": "x"}), TooLarge),
    (lying_bomb(), DamagedSource),
    (made.packed({f"word/{at}": "" for at in range(6000)}), TooLarge),
    (made.word("Some words.")[:900], DamagedSource),
    (made.word("Some words.")[:-200], DamagedSource),
    (made.packed({"word/document.xml": "<not xml", "[Content_Types].xml": "<x/>"}), DamagedSource),
    (made.word(), EmptySource),
    (flagged(), EncryptedSource),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"), EncryptedSource),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), UnsupportedFormat),
    (b"{\\rtf1 Some words.}", UnsupportedFormat),
    (made.packed({"mimetype": "application/epub+zip"}), UnsupportedFormat),
    (made.packed({"xl/workbook.xml": "x"}), UnsupportedFormat),
    (made.packed({"a.txt": "Some words."}), BinarySource),
]


@pytest.mark.parametrize(("data", "error"), BAD, ids=range(len(BAD)))
def test_what_cannot_be_read_says_why(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        article_from_bytes(data, "a")


def test_deeply_nested_xml_is_refused() -> None:
    source = zipfile.ZipFile(io.BytesIO(made.word("abc")))
    files: dict[str, str | bytes] = {name: source.read(name) for name in source.namelist()}
    files["word/document.xml"] = "<a>" * 100_000
    with pytest.raises(DamagedSource):
        article_from_bytes(made.packed(files), "a.docx")
