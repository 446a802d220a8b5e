"""What kind of document some bytes are, by what stands in them; a name's ending only settles what that leaves open."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
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
LOCAL_NAME = re.compile(rb"PK\x03\x04[\x00-\xff]{26}([A-Za-z][A-Za-z0-9_/.-]{1,60})")
HEAD = 2048
# What other formats begin with, and what to call them.
OTHERS = (
    (b"{\\rtf", "RTF", "it is an RTF document"),
    (b"Rar!", "RAR", "it is a RAR archive"),
    (b"7z\xbc\xaf", "7-Zip", "it is a 7-Zip archive"),
    (b"\x1f\x8b", "gzip", "it is a packed (gzip) file"),
    (b"%!PS", "PostScript", "it is a PostScript file"),
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
        raise UnsupportedFormat(
            name, because="it is a document of an old Office (.doc, .xls, .ppt)", why="kind", kind="DOC, XLS, PPT"
        )
    for magic, called, because in OTHERS:
        if head.startswith(magic):
            raise UnsupportedFormat(name, because=because, why="kind", kind=called)
    return _written(head, name)


def _packed(data: bytes, name: str) -> Kind:
    """Tell packed documents by the names of the files in them; a broken-off one by what of it is there."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            calls_itself = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError):
        calls_itself = data[38:100]
        names = [found.decode("ascii") for found in LOCAL_NAME.findall(data)]
    folders = {each.partition("/")[0] for each in names}
    ending = name.lower().rpartition(".")[2]
    if "word" in folders or ending == "docx":
        return "docx"
    if b"epub" in calls_itself or ending == "epub":
        raise UnsupportedFormat(
            name, because="it is an e-book (EPUB)", do="Give the chapter as HTML or text.", why="kind", kind="EPUB"
        )
    if folders & {"xl", "ppt"} or b"spreadsheet" in calls_itself or b"presentation" in calls_itself:
        raise UnsupportedFormat(
            name, because="it is a table or a set of slides", do="Save it as PDF and give that.", why="table-or-slides"
        )
    if "content.xml" in names or ending == "odt":
        return "odt"
    if b"[Content_Types].xml" in data[:200] and not folders & {"xl", "ppt"}:
        return "docx"  # broken off before anything that would say so
    raise BinarySource(
        name, because="it is an archive", do="Unpack it and give the files in it one by one.", why="archive"
    )


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
