"""What a file is, by what is in it. A program named photo.jpg is a program."""

from __future__ import annotations

import struct
import warnings
import zipfile
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

import puremagic
import yaml
from PIL import Image, ImageFile, UnidentifiedImageError

TABLE = Path(__file__).resolve().parent / "resources" / "file-types.yaml"
# How programs begin, whatever they are called: Windows, Linux, Mac (four ways), Java, shell scripts, shortcuts.
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"#!",
    b"L\x00\x00\x00\x01\x14\x02\x00",
    b"\x00asm",
    b"dex\n",
)
# Parts of an archive that make it a program or give it one to run.
RUNS = ("META-INF/MANIFEST.MF", "AndroidManifest.xml", "vbaProject.bin")
# Containers that say further on what they hold.
RIFF = {b"WEBP": "webp", b"WAVE": "wav", b"AVI ": "avi"}
# A picture larger than this is only looked at from outside: to open it would take too much memory.
PIXELS = 40_000_000
# Only these are opened, whatever else the library could: some of its readers start other programs.
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP")
HEAD = 64 * 1024
TEXT_MEDIA = "text/plain"


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file that is taken."""

    ending: str
    media: str
    also: tuple[str, ...] = ()
    kind: str = ""
    holds: str = ""


class NotTaken(Exception):
    """A file that is not taken; `why` is "program", "broken" or "unknown"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@cache
def taken() -> tuple[FileType, ...]:
    """Return the kinds of files that are taken."""
    rows = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return tuple(FileType(**{**row, "also": tuple(row.get("also", ()))}) for row in rows)


def type_of(file: IO[bytes]) -> FileType:
    """Return what a file is.

    Raises:
        NotTaken: it is a program, it is broken, or nobody knows what it is.
    """
    file.seek(0)
    head = file.read(HEAD)
    if head.startswith(PROGRAMS) and not head.startswith(b"#!AMR"):
        raise NotTaken("program")
    if head.startswith(b"PK\x03\x04"):
        return _of_archive(file)
    endings = _endings(head)
    for each in taken():
        if each.kind != "office" and endings & {each.ending, *each.also}:
            if each.kind == "picture":
                _look_at(file)
            return each
    if _is_text(head):
        return FileType("txt", TEXT_MEDIA)
    raise NotTaken("unknown")


def _endings(head: bytes) -> set[str]:
    if head.startswith(b"RIFF"):
        return {RIFF.get(head[8:12], "")}
    if head[:2] in {b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2"}:
        return {"mp3"}
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return set()
    best = max((each.confidence for each in found), default=0)
    return {each.extension.lstrip(".").lower() for each in found if each.confidence >= min(best, 0.4)}


def _of_archive(file: IO[bytes]) -> FileType:
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            media = _first_bytes(archive, "mimetype") if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, zlib.error) as broken:
        raise NotTaken("broken") from broken
    if any(name.endswith(RUNS) for name in names):
        raise NotTaken("program")
    for each in taken():
        if each.kind == "office" and each.holds in names and (each.holds != "content.xml" or each.media == media):
            return each
    raise NotTaken("unknown")


def _first_bytes(archive: zipfile.ZipFile, name: str) -> str:
    """Return how a file of an archive begins; the whole may unpack to more than there is memory for."""
    with archive.open(name) as part:
        return part.read(100).decode("ascii", "replace").strip()


def _look_at(file: IO[bytes]) -> None:
    """Refuse a picture that cannot be opened, or whose size is a trap."""
    file.seek(0)
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False  # WeasyPrint lets halves pass
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=FORMATS) as picture:
                if picture.width * picture.height <= PIXELS:
                    picture.load()
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning) as broken:
        raise NotTaken("broken") from broken
    except (OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, OverflowError, struct.error) as broken:
        raise NotTaken("broken") from broken
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
        file.seek(0)


def _is_text(head: bytes) -> bool:
    """Say whether these are words, in any encoding, and no markup that a browser would run."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    if not head.strip() or any(byte < 32 and byte not in b"\t\n\f\r" for byte in head):
        return False
    return not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
