"""Addresses as they are compared: in whatever letters, with or without "www.", of one page or of one site."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

SHORTENERS = frozenset(
    (
        "bit.ly",
        "t.co",
        "goo.gl",
        "tinyurl.com",
        "ow.ly",
        "buff.ly",
        "is.gd",
        "fb.me",
        "lnkd.in",
        "cutt.ly",
        "rebrand.ly",
    )
)


def host_of(url: str) -> str:
    """Return the host of an address without "www.", in the letters of its own language, or nothing."""
    try:
        host = urlsplit(url).netloc.lower().rpartition("@")[2].removeprefix("www.")
    except ValueError:
        return ""
    if "xn--" not in host:
        return host
    try:
        return host.encode("ascii").decode("idna")
    except (UnicodeError, ValueError):
        return host


def page_of(url: str) -> str:
    """Return what two addresses of one page share: site, path and question, whatever the scheme, letters and anchor."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    question = f"?{unquote(parts.query)}" if parts.query else ""
    return f"{host_of(url)}{unquote(parts.path).rstrip('/')}{question}"


def same_page(one: str, other: str) -> bool:
    """Say whether two addresses lead to one page."""
    return bool(one and other) and page_of(one) == page_of(other)


def same_site(url: str, page: str) -> bool:
    """Say whether an address lies on the site of a page, or below it."""
    host, ours = host_of(url), host_of(page)
    return host == ours or host.endswith("." + ours)
