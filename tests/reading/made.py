"""Small documents made on the spot: PDF in any script without a font file, locked and scanned ones, DOCX, ODT."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import docx
import pypdf
from PIL import Image, ImageDraw, ImageFont

Words = tuple[float, float, str]
"""Where on the page (points from left and bottom), and what."""

ENDING = '.,:;!?-–()[]"„“”%/' + "0123456789"
LETTERS = (
    " abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" + ENDING + "čćžšđČĆŽŠĐëçËÇ"
    "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѓќљњџјѕЃЌЉЊЏЈЅђћЂЋіїєґІЇЄҐ"
)
CODES = {letter: code for code, letter in enumerate(dict.fromkeys(LETTERS), 1)}
SIZE, EM = 10, 600


def pdf(*pages: Sequence[Words], size: float = SIZE, title: str = "") -> bytes:
    """Return a PDF with words at the given places, in a font whose letters are all as wide as 0.6 of its size."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        # Every letter is drawn as an n, so that all are as wide; what they stand for is said in the map.
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /FirstChar 1 /LastChar %d /Widths [%s] /ToUnicode 4 0 R "
        b"/Encoding << /Type /Encoding /Differences [1 /space %s] >> >>"
        % (len(CODES), b" ".join([b"%d" % EM] * len(CODES)), b" ".join([b"/n"] * (len(CODES) - 1))),
        _stream(_to_unicode()),
    ]
    kids = []
    for words in pages:
        drawn = "".join(f"BT /F {size} Tf {x} {y} Td <{_hex(text)}> Tj ET\n" for x, y, text in words)
        objects.append(_stream(drawn.encode("ascii")))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    objects.append(b"<< /Title (%s) >>" % title.encode("latin-1"))
    return _file(objects)


def set_lines(text: str, *, left: float = 72, top: float = 740, step: float = 13) -> list[Words]:
    """Return the lines of a text as words on a page, one under the other; an empty line leaves its room."""
    return [(left, top - at * step, line) for at, line in enumerate(text.split("\n")) if line]


def locked(document: bytes) -> bytes:
    """Return the PDF under a password."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(document))
    writer.encrypt("tajna", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def picture(text: str) -> Image.Image:
    """Return a page-sized grey picture of a few words."""
    image = Image.new("L", (1240, 1754), 255)
    ImageDraw.Draw(image).text((120, 160), text, fill=0, font=ImageFont.load_default(40))
    return image


def scan(text: str, pages: int = 1) -> bytes:
    """Return a PDF whose pages are pictures."""
    out = io.BytesIO()
    first, *others = [picture(text) for _ in range(pages)]
    first.save(out, "PDF", save_all=True, append_images=others, resolution=150)
    return out.getvalue()


def word(*paragraphs: str, title: str = "", author: str = "") -> bytes:
    """Return a DOCX."""
    document = docx.Document()
    for each in paragraphs:
        document.add_paragraph(each)
    document.core_properties.title, document.core_properties.author = title, author
    return saved(document)


def saved(document: object) -> bytes:
    """Return a python-docx document as bytes."""
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def odt(body: str, meta: str = "") -> bytes:
    """Return an ODT with the given XML inside its text and its metadata."""
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document {spaces}><office:body><office:text>{body}</office:text></office:body>"
            "</office:document>",
            "meta.xml": f"<office:document-meta {spaces}><office:meta>{meta}</office:meta></office:document-meta>",
        }
    )


def packed(files: dict[str, str | bytes]) -> bytes:
    """Return a ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _hex(text: str) -> str:
    return "".join(f"{CODES[letter]:02x}" for letter in text)


def _to_unicode() -> bytes:
    rows = [f"<{code:02x}> <{ord(letter):04x}>" for letter, code in CODES.items()]
    blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    maps = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapType 2 def\n"
        "1 begincodespacerange\n<00> <ff>\nendcodespacerange\n" + maps + "endcmap\nend\nend\n"
    ).encode("ascii")


def _stream(data: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def _file(objects: list[bytes]) -> bytes:
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, each in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, each))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(
        b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, len(objects), start)
    )
    return out.getvalue()
