"""What a file is, by what is in it."""

from __future__ import annotations

import io
import random
import tracemalloc
import zipfile
from contextlib import suppress

import pytest
from PIL import EpsImagePlugin, Image, ImageFile

from merilo_desk.intake import file_types
from merilo_desk.intake.file_types import NotTaken, type_of


def picture(kind: str) -> bytes:
    file = io.BytesIO()
    Image.effect_noise((64, 64), 40).save(file, kind)
    return file.getvalue()


def archive(*names: str, mimetype: str = "") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for name in names:
            made.writestr(name, "x")
    return file.getvalue()


ODT = "application/vnd.oasis.opendocument.text"
CASES = [
    # (what is in it, what it is)
    (picture("JPEG"), "jpg"),
    (picture("PNG"), "png"),
    (picture("GIF"), "gif"),
    (picture("WEBP"), "webp"),
    (picture("TIFF"), "tif"),
    (b"%PDF-1.7\n" + b"1 0 obj\n" * 20, "pdf"),
    (b"\x00\x00\x00\x18ftypheic" + b"\0" * 40, "heic"),
    (b"\x00\x00\x00\x18ftypisom" + b"\0" * 40, "mp4"),
    (b"\x00\x00\x00\x18ftypM4A " + b"\0" * 40, "m4a"),
    (b"OggS" + b"\0" * 24 + b"\x01OpusHead", "ogg"),
    (b"ID3\x03" + b"\0" * 50, "mp3"),
    (b"\xff\xfb\x90\x64" + b"\0" * 100, "mp3"),
    (b"RIFF\x24\0\0\0WAVEfmt " + b"\0" * 40, "wav"),
    (b"\x1a\x45\xdf\xa3" + b"\0" * 40, "webm"),
    (b"{\\rtf1 words}", "rtf"),
    ("Белешка од седницата".encode(), "txt"),
    ("Бележка".encode("cp1251"), "txt"),
    ("Shënim".encode("utf-16"), "txt"),
    (archive("[Content_Types].xml", "word/document.xml"), "docx"),
    (archive("content.xml", mimetype=ODT), "odt"),
    # And these are not taken, whatever they are called.
    (b"MZ" + b"\0" * 200, "program"),
    (b"\x7fELF\x02\x01\x01" + b"\0" * 100, "program"),
    (b"\xcf\xfa\xed\xfe" + b"\0" * 100, "program"),
    (b"#!/bin/sh\nrm -rf ~\n", "program"),
    (archive("META-INF/MANIFEST.MF", "Main.class"), "program"),
    (archive("word/document.xml", "word/vbaProject.bin"), "program"),
    (archive("notes.txt"), "unknown"),
    (archive("content.xml", mimetype="application/x-other"), "unknown"),
    (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "unknown"),
    (b"\xef\xbb\xbf  <!doctype html><script>x()</script>", "unknown"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "unknown"),
    (bytes(range(256)) * 8, "unknown"),
    (b"   \n ", "unknown"),
    (picture("JPEG")[:900], "broken"),
    (picture("PNG")[:900], "broken"),
    (archive("word/document.xml")[:40], "broken"),
]


@pytest.mark.parametrize(("content", "expected"), CASES, ids=[f"{n}-{row[1]}" for n, row in enumerate(CASES)])
def test_by_what_is_in_it(content: bytes, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint leaves it
    try:
        found = type_of(io.BytesIO(content)).ending
    except NotTaken as not_taken:
        found = not_taken.why
    assert found == expected


def test_a_picture_that_is_a_trap_is_not_opened() -> None:
    wide = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(wide, "PNG")
    with pytest.raises(NotTaken):
        type_of(io.BytesIO(wide.getvalue()))


def test_a_part_that_unpacks_to_more_than_the_memory_is_not_unpacked() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made, made.open("mimetype", "w") as part:
        for _ in range(64):
            part.write(b"\0" * 1024 * 1024)
    tracemalloc.start()
    with pytest.raises(NotTaken, match="unknown"):
        type_of(file)
    assert tracemalloc.get_traced_memory()[1] < 8 * 1024 * 1024
    tracemalloc.stop()


def test_a_broken_file_is_told_and_never_crashes() -> None:
    """Letters of real files turned at random: each is taken or refused."""
    chance = random.Random(7)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name in ("mimetype", "word/document.xml"):
            made.writestr(name, "words " * 50)
    for whole in [*(picture(kind) for kind in ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP")), packed.getvalue()]:
        for _ in range(150):
            broken = bytearray(whole)
            for _ in range(chance.randint(1, 9)):
                broken[chance.randrange(min(len(broken), chance.choice([60, 400, 9999])))] = chance.randrange(256)
            with suppress(NotTaken):
                assert type_of(io.BytesIO(bytes(broken))).ending


def test_no_reader_is_asked_that_starts_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library of pictures also opens PostScript, by handing it to an interpreter."""
    started: list[object] = []
    monkeypatch.setattr(EpsImagePlugin, "Ghostscript", lambda *args: started.append(args))
    monkeypatch.setattr(file_types, "_endings", lambda head: {"jpg"})
    program = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\nshowpage\n%%EOF\n"
    with pytest.raises(NotTaken, match="broken"):
        type_of(io.BytesIO(program))
    assert not started
