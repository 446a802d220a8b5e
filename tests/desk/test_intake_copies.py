"""Copies of senders' files without what programs write into them; the original behind one more step."""

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from docx import Document
from PIL import Image, PngImagePlugin

from merilo_desk.intake import drawn_anew, without_traces
from merilo_desk.intake.models import Attachment, Submission

MARK = "Zumbulka Traceova"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
WORDS = "The bridge cost 12 million."


def photograph() -> bytes:
    """Return a JPEG with a camera, a place and a remark."""
    written, exif = io.BytesIO(), Image.Exif()
    exif[0x013B], exif[0x010F] = MARK, f"{MARK} camera"
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (40, 30), "teal").save(written, "JPEG", exif=exif, comment=MARK.encode())
    return written.getvalue()


def drawing() -> bytes:
    """Return a PNG with a remark."""
    written, remark = io.BytesIO(), PngImagePlugin.PngInfo()
    remark.add_text("Author", MARK)
    Image.new("RGB", (40, 30), "teal").save(written, "PNG", pnginfo=remark)
    return written.getvalue()


def document() -> bytes:
    """Return a DOCX with an author and words."""
    written, made = io.BytesIO(), Document()
    made.core_properties.author = made.core_properties.last_modified_by = MARK
    made.add_paragraph(WORDS)
    made.save(written)
    return written.getvalue()


def sheet() -> bytes:
    """Return an XLSX as small as one can be, with an author and a part that nobody knows."""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONSHIPS}">'
        '<Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/>'
        '<Relationship Id="b" Type="x/core-properties" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f"<a>{MARK}</a>",
        "xl/workbook.xml": "<workbook/>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONSHIPS}">'
        '<Relationship Id="c" Type="x/odd" Target="odd.bin"/></Relationships>',
        "xl/odd.bin": MARK,
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def paper() -> bytes:
    """Return a PDF with an author."""
    written, made = io.BytesIO(), pypdf.PdfWriter()
    made.add_blank_page(200, 200)
    made.add_metadata({"/Author": MARK, "/Title": MARK})
    made.write(written)
    return written.getvalue()


def everything_in(content: bytes, ending: str) -> bytes:
    """Return what a file holds, packed parts unpacked."""
    if ending in {"docx", "xlsx"}:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return b"".join(archive.read(name) for name in archive.namelist())
    if ending == "pdf":
        return repr(pypdf.PdfReader(io.BytesIO(content)).metadata).encode() + content
    return content


def modern(kind: str) -> Callable[[], bytes]:
    """Return what makes a picture of a newer kind that says who made it, and that it lies on its side."""

    def made() -> bytes:
        written, exif = io.BytesIO(), Image.Exif()
        exif[0x013B], exif[0x0112] = MARK, 6
        Image.new("RGB", (30, 40), "teal").save(written, kind, exif=exif, xmp=f"<x>{MARK}</x>".encode())
        return written.getvalue()

    return made


def bitmap() -> bytes:
    """Return a BMP with a remark behind its dots, where no program looks."""
    written = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(written, "BMP")
    return written.getvalue() + MARK.encode()


MAKERS = {
    "jpg": photograph,
    "png": drawing,
    "docx": document,
    "xlsx": sheet,
    "pdf": paper,
    "webp": modern("WEBP"),
    "avif": modern("AVIF"),
    "bmp": bitmap,
}


@pytest.fixture
def kept(desk: Any) -> Callable[[str, bytes], Attachment]:
    """Keep a file as if it had come with a request: kept("jpg", b"...")."""
    request = Submission.objects.create(kind="comment", language="en", message="x", received_on="2026-11-20")

    def made(ending: str, content: bytes) -> Attachment:
        one = Attachment(submission=request, name=f"{MARK}.{ending}", media_type="x/y", size=len(content), sha256="ab")
        one.file.save(f"0123456789abcdef.{ending}", ContentFile(content))
        return one

    return made


@pytest.fixture
def reader(signed_in: Callable[..., Client]) -> Client:
    """A reader of the inbox."""
    return signed_in("rea", "inbox")


@pytest.mark.parametrize("ending", MAKERS)
def test_the_copy_lacks_what_the_original_says_of_its_maker(
    kept: Callable[..., Attachment], reader: Client, ending: str
) -> None:
    original = MAKERS[ending]()
    assert MARK.encode() in everything_in(original, ending)
    one = kept(ending, original)
    answer = reader.get(f"/desk/inbox/files/{one.pk}/copy/")
    copy = b"".join(answer)
    assert answer.status_code == 200
    assert MARK.encode() not in everything_in(copy, ending)
    assert MARK not in str(answer.headers)
    assert answer["Content-Disposition"] == f'attachment; filename="file-{one.pk}.{ending}"'
    assert answer["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer["Content-Security-Policy"]
    if ending == "docx":
        assert WORDS in Document(io.BytesIO(copy)).paragraphs[0].text
    elif ending == "xlsx":
        everything = everything_in(copy, ending)
        assert [kept in everything for kept in (b"workbook.xml", b"odd.bin", b"core.xml")] == [
            True, False, False
        ]  # fmt: skip
    elif ending == "pdf":
        assert len(pypdf.PdfReader(io.BytesIO(copy)).pages) == 1
    else:
        assert Image.open(io.BytesIO(copy)).size == (40, 30)


def test_nothing_of_the_copy_is_left_on_the_disk(kept: Callable[..., Attachment], reader: Client) -> None:
    folder = Path(settings.PRIVATE_ROOT) / "copies"
    left = folder / "left-behind"
    left.mkdir(parents=True)
    (left / "file.jpg").write_bytes(photograph())
    os.utime(left, (time.time() - 7200,) * 2)
    b"".join(reader.get(f"/desk/inbox/files/{kept('png', drawing()).pk}/copy/"))
    assert list(folder.iterdir()) == []


def test_the_original_is_one_step_further(kept: Callable[..., Attachment], reader: Client) -> None:
    original = photograph()
    one = kept("jpg", original)
    request = reader.get(f"/desk/inbox/{one.submission_id}/").content.decode()
    assert f'href="/desk/inbox/files/{one.pk}/copy/"' in request
    page = reader.get(f"/desk/inbox/files/{one.pk}/")
    assert (page["Content-Type"].split(";")[0], MARK in page.content.decode()) == ("text/html", True)
    assert f'href="/desk/inbox/files/{one.pk}/copy/"' in page.content.decode()
    answer = reader.post(f"/desk/inbox/files/{one.pk}/")
    assert b"".join(answer) == original
    assert answer["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize(
    ("ending", "content", "told"),
    [("rtf", b"{\\rtf1 x}", "betray who sent it"), ("mov", b"film", "betray who sent it"),
     ("webp", b"RIFF no picture", "damaged"), ("avif", b"no picture", "damaged"),
     ("jpg", b"no picture at all", "damaged"),
     ("docx", b"PK no archive", "damaged"), ("pdf", b"%PDF-1.7 broken", "damaged")],
)  # fmt: skip
def test_where_no_copy_can_be_made_it_is_said(
    kept: Callable[..., Attachment], reader: Client, ending: str, content: bytes, told: str
) -> None:
    one = kept(ending, content)
    answer = reader.get(f"/desk/inbox/files/{one.pk}/copy/", follow=True)
    assert told in answer.content.decode()
    assert "Download the original" in answer.content.decode()


@pytest.mark.parametrize(("ending", "alone"), [("rtf", True), ("mov", True), ("webp", False), ("jpg", False)])
def test_beside_the_name_stands_that_there_is_the_original_alone(
    kept: Callable[..., Attachment], reader: Client, ending: str, alone: bool
) -> None:
    one = kept(ending, b"x")
    page = reader.get(f"/desk/inbox/{one.submission_id}/").content.decode()
    assert ("may carry traces" in page) is alone
    assert (f'href="/desk/inbox/files/{one.pk}/copy/"' in page) is not alone


def test_a_moving_picture_keeps_moving(kept: Callable[..., Attachment], reader: Client) -> None:
    written = io.BytesIO()
    red, blue = (Image.new("RGB", (20, 20), colour) for colour in ("red", "blue"))
    red.save(written, "WEBP", save_all=True, append_images=[blue], duration=[300, 700])
    one = kept("webp", written.getvalue())
    with Image.open(io.BytesIO(b"".join(reader.get(f"/desk/inbox/files/{one.pk}/copy/")))) as copy:
        assert copy.n_frames == 2
        copy.seek(1)
        copy.load()
        assert copy.info["duration"] == 700
        assert copy.convert("RGB").getpixel((5, 5))[2] > 240


def test_what_is_seen_through_stays_so(kept: Callable[..., Attachment], reader: Client) -> None:
    written = io.BytesIO()
    Image.new("RGBA", (20, 20), (255, 0, 0, 0)).save(written, "WEBP", lossless=True)
    answer = reader.get(f"/desk/inbox/files/{kept('webp', written.getvalue()).pk}/copy/")
    assert Image.open(io.BytesIO(b"".join(answer))).convert("RGBA").getpixel((5, 5))[3] == 0


def test_a_picture_too_large_to_draw_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawn_anew, "DOTS", 100)
    (tmp_path / "a.webp").write_bytes(modern("WEBP")())
    with pytest.raises(ValueError, match="too large"):
        drawn_anew.draw(tmp_path / "a.webp", tmp_path / "b.webp")
    assert not (tmp_path / "b.webp").exists()


def test_without_the_program_the_original_alone_is_offered(
    kept: Callable[..., Attachment], reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(without_traces, "PROGRAM", "no-such-program")
    one = kept("jpg", photograph())
    request = reader.get(f"/desk/inbox/{one.submission_id}/").content.decode()
    assert f"/desk/inbox/files/{one.pk}/copy/" not in request
    assert f'href="/desk/inbox/files/{one.pk}/"' in request
    assert "install mat2" in reader.get(f"/desk/inbox/files/{one.pk}/").content.decode()
    assert reader.get(f"/desk/inbox/files/{one.pk}/copy/")["Location"] == f"/desk/inbox/files/{one.pk}/"


def test_a_file_that_takes_too_long_is_let_go_of(
    kept: Callable[..., Attachment], reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(without_traces, "SECONDS", 0.01)
    without_traces._known.cache_clear()
    monkeypatch.setattr(without_traces, "_known", lambda: {"png"})
    answer = reader.get(f"/desk/inbox/files/{kept('png', drawing()).pk}/copy/", follow=True)
    assert "could be made of this file" in answer.content.decode()


def test_the_program_learns_nothing_of_the_desk(
    kept: Callable[..., Attachment], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The secret may stand in the environment; the name that the sender gave may say too much."""
    told = tmp_path / "told"
    program = tmp_path / "mat2"
    program.write_text(f'#!/bin/sh\nenv > {told}; echo "$@" >> {told}; touch file.cleaned.png\n')
    program.chmod(0o700)
    monkeypatch.setenv("MERILO_SECRET_KEY", "the desk's own")
    monkeypatch.setattr(without_traces, "_known", lambda: {"png"})
    monkeypatch.setattr(without_traces, "PROGRAM", str(program))
    without_traces.copy_of(kept("png", drawing())).close()
    said = told.read_text()
    assert "file.png" in said
    assert not [secret for secret in ("the desk's own", MARK, "MERILO") if secret in said]
