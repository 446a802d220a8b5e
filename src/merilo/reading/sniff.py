"""What kind of document some bytes are, by what stands in them; a name's ending only settles what that leaves open."""

from __future__ import annotations

import re
from typing import Literal

from merilo.errors import BinarySource, EncryptedSource, UnsupportedFormat

Kind = Literal["text", "html", "pdf", "docx", "odt", "captions", "picture"]

PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|article|main|div|p|h[1-6]|section|figure|table|ul|script|link)\b",
    re.IGNORECASE,
)
MARKUP = re.compile(rb"</?(?:p|div|br|h[1-6]|li|a|span|article|body|html)\b[^<>]{0,300}>", re.IGNORECASE)
SRT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\d{1,6}\s*\r?\n\s*\d{1,2}:\d\d:\d\d[,.]\d{1,3}\s*-->")
OLE, OLE_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
HEAD = 2048
# What other formats begin with, and what to call them.
OTHERS = (
    (b"{\\rtf", "it is an RTF document"),
    (b"Rar!", "it is a RAR archive"),
    (b"7z\xbc\xaf", "it is a 7-Zip archive"),
    (b"\x1f\x8b", "it is a packed (gzip) file"),
    (b"%!PS", "it is a PostScript file"),
)


def kind_of(data: bytes, name: str = "") -> Kind:
    """Return the kind.

    Raises:
        UnsupportedFormat: a document of a kind that is not read here (RTF, EPUB, old Word, spreadsheets).
        EncryptedSource: an Office document under a password.
        BinarySource: an archive or program.
    """
    head = data[:HEAD]
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if head.startswith(PICTURES):
        return "picture"
    if head.startswith(b"PK\x03\x04"):
        return _packed(data, name)
    if head.startswith(OLE):
        if OLE_LOCKED in data:
            raise EncryptedSource(name)
        raise UnsupportedFormat(name, because="it is a document of an old Office (.doc, .xls, .ppt)")
    for magic, because in OTHERS:
        if head.startswith(magic):
            raise UnsupportedFormat(name, because=because)
    return _written(head, name)


def _packed(data: bytes, name: str) -> Kind:
    if b"word/" in data or name.lower().endswith(".docx"):
        return "docx"
    if data[30:90].startswith(b"mimetypeapplication/vnd.oasis.opendocument.text") or name.lower().endswith(".odt"):
        return "odt"
    if b"application/epub+zip" in data[:100]:
        raise UnsupportedFormat(
            name, because="it is an e-book (EPUB)", do="Give the chapter you mean, as HTML or text."
        )
    if b"xl/" in data or b"ppt/" in data or b"opendocument" in data[:100]:
        raise UnsupportedFormat(
            name, because="it is a spreadsheet or a presentation", do="Save it as PDF and give that."
        )
    raise BinarySource(name, because="it is an archive", do="Unpack it and give the files in it one by one.")


def _written(head: bytes, name: str) -> Kind:
    """Tell web pages and subtitles from other text; wide character sets are looked at without their NULs."""
    plain = head.replace(b"\x00", b"").lstrip(b"\xff\xfe\xef\xbb\xbf \t\r\n")
    ending = name.lower().rpartition(".")[2]
    if plain.startswith(b"WEBVTT") or SRT.match(plain):
        return "captions"
    if plain.startswith((b"<!", b"<?xml", b"<")) and (HTML.search(plain) or ending in {"html", "htm", "xhtml"}):
        return "html"
    if ending in {"html", "htm", "xhtml"} and MARKUP.search(plain):
        return "html"
    return "text"
