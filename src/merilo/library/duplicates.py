"""Keys by which two records are seen to be one story: the same address, or the same words on the same day."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit

import regex

from merilo.library.folding import folded

# Marks that tell where a reader came from, not what they read.
TRACKING = regex.compile(r"utm_\w+|fbclid|gclid|ref|amp|mc_[ce]id|share|output", regex.IGNORECASE)
WORD = regex.compile(r"\w+")


def url_key(url: str) -> str | None:
    """Return an address without scheme, "www.", tracking and closing slash; None for no address or a bare home page."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    path = parts.path.rstrip("/").removesuffix("/amp")
    asked = urlencode(sorted(pair for pair in parse_qsl(parts.query) if not TRACKING.fullmatch(pair[0])))
    if not path and not asked:
        return None
    # A page may hold several reviews, each under its own anchor.
    return f"{host}{path}{'?' + asked if asked else ''}{'#' + parts.fragment if parts.fragment else ''}"


def claim_key(claim: str, publisher: str, said: date | None) -> str | None:
    """Return the words of a claim in one script without marks, with who checked it and the year it was made.

    None for very short claims: they are the same words too easily.
    """
    words = WORD.findall(folded(claim))
    if len(words) < 4:
        return None
    return f"{' '.join(words)[:400]}|{''.join(WORD.findall(folded(publisher)))}|{said.year if said else ''}"
