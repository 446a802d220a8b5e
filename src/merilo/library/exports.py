"""Export: a library as JSONL, CSV, Parquet or a ClaimReview DataFeed; the file is whole or not there."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import IO, Any, Literal, get_args

import msgspec

from merilo.claimreview import data_feed
from merilo.errors import MeriloError
from merilo.model import FactCheck

Format = Literal["jsonl", "csv", "parquet", "datafeed"]
FORMATS: tuple[Format, ...] = get_args(Format)
COLUMNS = (
    "id", "claim", "title", "summary", "rating", "worst", "value", "best", "claimant", "publisher", "url", "lang",
    "claim_date", "date", "original",
)  # fmt: skip


class NoParquet(MeriloError):
    """The library that writes Parquet is not installed."""

    code = "no-parquet"

    def __init__(self) -> None:
        super().__init__("Parquet needs the “parquet” extra: pip install 'merilo[parquet]'.")


def row_of(check: FactCheck) -> dict[str, Any]:
    """Return a check as a flat mapping in the names of the contract."""
    row = asdict(check)
    worst, value, best = row.pop("scale") or (None, None, None)
    said, reviewed = row.pop("claim_date"), row.pop("review_date")
    row |= {"worst": worst, "value": value, "best": best, "lang": row.pop("language")}
    row |= {"claim_date": said and said.isoformat(), "date": reviewed and reviewed.isoformat()}
    return {name: row[name] for name in COLUMNS}


def export(checks: Iterable[FactCheck], path: Path, format: Format) -> int:
    """Write the checks to a file beside its place, then put it there at once; return how many there were.

    Raises:
        NoParquet: Parquet was asked for without the extra that writes it.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    count = Counted(checks)
    try:
        if format == "parquet":
            _parquet(count, beside)
        else:
            with beside.open("wb") as out:
                write(count, out, format)
                out.flush()
                os.fsync(out.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return count.told


def write(checks: Iterable[FactCheck], out: IO[bytes], format: Format) -> None:
    """Write the checks to a stream, one after the other; Parquet needs a file (`export`).

    Raises:
        ValueError: the format cannot be streamed.
    """
    if format == "jsonl":
        for check in checks:
            row = {name: value for name, value in row_of(check).items() if value not in (None, "")}
            out.write(msgspec.json.encode(row) + b"\n")
    elif format == "csv":
        text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
        table = csv.DictWriter(text, COLUMNS)
        table.writeheader()
        for check in checks:
            table.writerow(row_of(check))
        text.detach()
    elif format == "datafeed":
        for piece in data_feed(checks):
            out.write(piece.encode())
    else:
        raise ValueError(f"{format} cannot be streamed")


class Counted:
    """An iterable that counts what has been taken from it."""

    def __init__(self, checks: Iterable[FactCheck]) -> None:
        self._checks, self.told = checks, 0

    def __iter__(self) -> Iterator[FactCheck]:
        for check in self._checks:
            self.told += 1
            yield check


def _parquet(checks: Iterable[FactCheck], path: Path) -> None:
    try:
        import pyarrow  # type: ignore[import-not-found,import-untyped,unused-ignore]
        import pyarrow.parquet as parquet  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        raise NoParquet from None
    kinds = {"worst": pyarrow.float64(), "value": pyarrow.float64(), "best": pyarrow.float64()}
    schema = pyarrow.schema([(name, kinds.get(name, pyarrow.string())) for name in COLUMNS])
    left = iter(checks)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while batch := [row_of(check) for check in islice(left, 5_000)]:
            writer.write_table(pyarrow.Table.from_pylist(batch, schema=schema))
