"""Tell what kind of source a file is, and open it as records."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Literal, cast, get_args

import regex

from merilo.errors import UnreadableImport
from merilo.library.records import Record
from merilo.library.sources import feeds, lines, reviews, table, wordpress

Kind = Literal["jsonl", "csv", "claimreview", "datafeed", "factchecktools", "wxr"]
KINDS: tuple[Kind, ...] = get_args(Kind)
PACKED: Mapping[bytes, Callable[..., object]] = {
    b"\x1f\x8b\x08": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ": lzma.open,
}
SAMPLE = 64 * 1024
WIDE = (b"\xff\xfe", b"\xfe\xff")
BINARY = (b"PAR1", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # Parquet, XLSX and other zips, old Office files


def kind_of(start: bytes, name: str = "") -> Kind:
    """Guess the kind from how a file begins and, where that leaves a choice, from its name.

    Raises:
        UnreadableImport: it begins like nothing we read.
    """
    bare = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not bare:
        raise UnreadableImport(name or "The input", because="it is empty", do="Look whether it is the right file.")
    if bare.startswith(BINARY) or (bare[:2000].count(0) > len(bare[:2000]) // 50 and not start.startswith(WIDE)):
        raise UnreadableImport(
            name or "The input", because="it is no text", do="Save it as JSONL, CSV or HTML and import that."
        )
    suffix = Path(name.lower().removesuffix(".gz").removesuffix(".bz2").removesuffix(".xz")).suffix
    if bare[:1] == b"<":
        return "wxr" if b"wordpress.org/export" in bare or b"<rss" in bare[:600].lower() else "claimreview"
    if bare[:1] in (b"{", b"["):
        return _json_kind(bare, suffix)
    if bare.startswith(WIDE) or regex.match(rb"[^\n]*[,;\t|]", bare):
        return "csv"
    if suffix in (".csv", ".tsv", ".txt", ".tab"):
        return "csv"
    if suffix in (".jsonl", ".ndjson"):
        return "jsonl"
    raise UnreadableImport(
        name or "The input", because="it is of no kind that a library reads", do=f"Name its kind: {', '.join(KINDS)}."
    )


def _json_kind(bare: bytes, suffix: str) -> Kind:
    if b'"dataFeedElement"' in bare or b'"DataFeed"' in bare[:2000]:
        return "datafeed"
    if b'"claims"' in bare[:2000] and (b'"claimReview"' in bare or b'"claimDate"' in bare):
        return "factchecktools"
    first = bare.split(b"\n", 1)[0].rstrip()
    if suffix in (".jsonl", ".ndjson") or (first.startswith(b"{") and first.endswith(b"}") and b"\n" in bare):
        return "jsonl"
    if b"ClaimReview" in bare and bare[:1] == b"{":
        return "claimreview"
    # A list of records streams best the way a feed does.
    return "datafeed" if bare[:1] == b"[" else "jsonl"


def opened(path: Path) -> IO[bytes]:
    """Open a file to read, unpacked where it is packed (gzip, bzip2, xz); it can be peeked into."""
    handle = path.open("rb", buffering=1024 * 1024)
    start = cast(io.BufferedReader, handle).peek(5)
    unpack = next((opener for magic, opener in PACKED.items() if start.startswith(magic)), None)
    if unpack is None:
        return handle
    handle.close()
    return io.BufferedReader(cast(io.RawIOBase, unpack(path, "rb")), 1024 * 1024)


def records(
    stream: IO[bytes], kind: Kind, *, name: str = "", columns: Mapping[str, str] | None = None
) -> Iterator[Record]:
    """Read a stream of a known kind."""
    if kind == "jsonl":
        return lines.records(stream)
    if kind == "csv":
        return table.records(stream, columns)
    if kind == "datafeed":
        return feeds.datafeed_records(stream)
    if kind == "factchecktools":
        return feeds.factchecktools_records(stream)
    if kind == "wxr":
        return wordpress.records(stream)
    return reviews.page_records(stream.read(reviews.LARGEST_PAGE), name if name.startswith("http") else "")
