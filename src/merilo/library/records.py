"""A record as it comes, from any source, and what a library keeps of it: the fact check, the repairs, the refusal."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal
from urllib.parse import urlsplit

import msgspec
import regex

from merilo.claimreview.mending import day_of, sound_text, text_of
from merilo.claimreview.scales import language_of, scale_trouble
from merilo.model import FactCheck, Phrase

Outcome = Literal["skipped", "repaired"]

LONGEST = 20_000
FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "vclaim_id", "identifier", "@id"),
    "claim": ("claim", "vclaim", "claimReviewed", "claim_reviewed", "statement"),
    "title": ("title", "headline", "name"),
    "summary": ("summary", "subtitle", "description", "disproof"),
    "rating": ("rating", "verdict", "textualRating", "alternateName"),
    "claimant": ("claimant", "speaker", "claim_author"),
    "publisher": ("publisher", "organization", "author"),
    "url": ("url", "link", "review_url"),
    "language": ("lang", "language", "inLanguage", "languageCode"),
    "claim_date": ("claim_date", "claimDate"),
    "review_date": ("date", "review_date", "reviewDate", "datePublished", "published"),
    "worst": ("worst", "worstRating", "worst_rating"),
    "value": ("value", "ratingValue", "rating_value"),
    "best": ("best", "bestRating", "best_rating"),
}


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the import report: where it was, which record, whether it was lost or mended, and why.

    `reason` is a code of the `import` phrases ("no-claim", "not-json", ...); `detail` is the words it was about.
    """

    line: int
    id: str
    outcome: Outcome
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One item of a source: a fact check, or None where it could not be one; `notes` say what had to be done to it."""

    line: int
    check: FactCheck | None
    notes: tuple[Note, ...] = ()


@dataclass(slots=True)
class Doctor:
    """Gathers what had to be mended in one record."""

    line: int
    id: str = ""
    notes: list[Note] = field(default_factory=list)

    def mend(self, reason: str, detail: str = "") -> None:
        """Write down a repair."""
        self.notes.append(Note(self.line, self.id, "repaired", reason, detail[:200]))

    def refuse(self, reason: str, detail: str = "") -> Record:
        """Give the record up, with the reason."""
        self.notes.append(Note(self.line, self.id, "skipped", reason, detail[:200]))
        return Record(self.line, None, tuple(self.notes))


def refused(line: int, reason: str, detail: str = "", id: str = "") -> Record:
    """Return a record that is only a refusal."""
    return Record(line, None, (Note(line, id, "skipped", reason, detail[:200]),))


def record_of(
    row: object, line: int, *, columns: Mapping[str, str] | None = None, original: str | None = None
) -> Record:
    """Read a flat mapping (a line of JSONL, a row of a table) as a fact check.

    `columns` maps our field names to theirs and wins over the names known anyway.
    """
    doctor = Doctor(line)
    if not isinstance(row, Mapping):
        return doctor.refuse("not-an-object", str(row))
    got = _fields(row, columns or {})
    doctor.id = text_of(got.get("id"))
    texts = {name: _cleaned(got.get(name), name, doctor) for name in ("claim", "title", "summary", "rating")}
    people = {name: _cleaned(got.get(name), name, doctor) for name in ("claimant", "publisher")}
    if not texts["claim"]:
        if not texts["title"]:
            return doctor.refuse("no-claim")
        doctor.mend("claim-from-title")
        texts["claim"] = texts["title"]
    url = address_of(got.get("url"), doctor)
    check = FactCheck(
        id=doctor.id,
        **texts,
        **people,
        url=url,
        scale=scale_of(got.get("worst"), got.get("value"), got.get("best"), doctor),
        language=language_of(got.get("language")),
        claim_date=dated(got.get("claim_date"), "claim_date", doctor),
        review_date=dated(got.get("review_date"), "review_date", doctor),
        original=msgspec.json.encode(row, enc_hook=str).decode() if original is None else original,
    )
    return Record(line, identified(check, doctor), tuple(doctor.notes))


def identified(check: FactCheck, doctor: Doctor) -> FactCheck:
    """Give a check without an id one made of its address or its words, the same each time it is read."""
    if check.id:
        if len(check.id) > 500:
            doctor.mend("long-id", check.id)
            return replace(check, id=check.id[:400] + "-" + digest(check.id)[:12])
        return check
    made = digest("\x1f".join((check.url, check.claim, check.publisher)))[:16]
    return replace(check, id=made)


def digest(text: str) -> str:
    """Return the SHA-256 of a text, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def dated(value: object, name: str, doctor: Doctor) -> date | None:
    """Return the day a field says, or None and a note where it says something else."""
    if value in (None, ""):
        return None
    day = day_of(value)
    if day is None:
        doctor.mend("unread-date", f"{name}: {text_of(value)}")
    return day


def scale_of(worst: object, value: object, best: object, doctor: Doctor) -> tuple[float, float, float] | None:
    """Return worst, value and best as numbers, or None and a note where they are no scale."""
    scale, trouble = scale_trouble(worst, value, best)
    if trouble:
        doctor.mend(trouble, " / ".join(text_of(each) or "–" for each in (worst, value, best)))
    return scale


def address_of(value: object, doctor: Doctor) -> str:
    """Return a web address, or nothing and a note where the field holds no address."""
    if isinstance(value, (list, tuple)):
        value = next((each for each in value if isinstance(each, str)), "")
    if isinstance(value, Mapping):
        value = value.get("@id") or value.get("url")
    url = text_of(value)
    if not url:
        return ""
    if url.startswith("//"):
        url = "https:" + url
    elif regex.match(r"[\w-]+(\.[\w-]+)+(/|$)", url):
        url = "https://" + url
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = None
    if parts is None or parts.scheme not in ("http", "https") or not parts.netloc:
        doctor.mend("bad-url", url)
        return ""
    return url


# The names of the contract for the fields that we call otherwise.
CONTRACT: Mapping[str, str] = {"lang": "language", "date": "review_date"}


def _fields(row: Mapping[str, object], columns: Mapping[str, str]) -> dict[str, object]:
    lower = {str(name).strip().lower(): value for name, value in row.items()}
    chosen = {CONTRACT.get(name, name): heading for name, heading in columns.items()}
    return {name: value for name, names in FIELDS.items() for value in _first(lower, chosen.get(name), names)}


def _first(lower: Mapping[str, object], chosen: str | None, names: tuple[str, ...]) -> Iterator[object]:
    if chosen is not None:
        yield lower.get(chosen.strip().lower())
        return
    for name in names:
        value = lower.get(name.lower())
        if value not in (None, "", [], {}):
            yield value
            return


def _cleaned(value: object, name: str, doctor: Doctor) -> str:
    text, mended = sound_text(value)
    if mended:
        doctor.mend("mojibake", text_of(value))
    if "\ufffd" in text:
        doctor.mend("lost-letters", f"{name}: {text}")
    if len(text) > LONGEST:
        doctor.mend("too-long", f"{name}: {len(text)}")
        text = text[:LONGEST]
    return text


def phrase_of(note: Note) -> Phrase:
    """Return a note as a phrase of the `phrases-library` lists."""
    return Phrase(f"library.{note.reason}")
