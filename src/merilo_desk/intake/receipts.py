"""Receipts: words by which a sender comes back. The desk keeps a slow keyed digest of them, and nothing else.

A receipt grows out of the random key of the form it was sent with, so that a page loaded again shows the same words,
and a form sent twice makes one submission. Of that key, too, only a digest is kept.
"""

from __future__ import annotations

import hashlib
import hmac
import itertools

from django.conf import settings

from merilo_desk.intake.models import Submission
from merilo_desk.intake.words import WordList, every_list, list_for, nearest, typed
from merilo_desk.newsroom.sealing import every_secret

# Each guess costs a tenth of a second and 32 MB.
SCRYPT = {"n": 2**15, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024, "dklen": 32}
# So many readings of what was typed are looked up; a receipt with one slip in it has one or two.
READINGS = 8


def made_of(key: bytes, language: str, form_key: str = "") -> str:
    """Return the receipt, in the list's own spelling, that belongs to a form's key.

    With what is kept of the key of a form that was sent: as it was made then, by the secret that the desk had.
    """
    before = (each for each in settings.SECRET_KEY_FALLBACKS if key_digest(key, each) == form_key)
    secret = next(before, settings.SECRET_KEY)
    words = list_for(language)
    room = len(words.words)
    # Numbers past the last whole round would favour the first words, so they are passed over.
    fair = 2**32 - 2**32 % room
    chosen: list[str] = []
    for at in itertools.count():
        number = int.from_bytes(_keyed(b"receipt", key + at.to_bytes(2, "big"), secret)[:4], "big")
        if number < fair:
            chosen.append(words.words[number % room])
        if len(chosen) == words.needed:
            return " ".join(chosen)
    raise AssertionError("unreachable")


def digest(receipt: str, list_name: str, secret: str = "") -> str:
    """Return what the desk keeps of a receipt, or kept when it had another secret."""
    words = _keyed(b"words", f"{list_name}:{receipt}".encode(), secret)
    return hashlib.scrypt(words, salt=_keyed(b"salt", b"", secret), **SCRYPT).hex()


def key_digest(key: bytes, secret: str = "") -> str:
    """Return what the desk keeps of a form's key, or kept when it had another secret."""
    return _keyed(b"form", key, secret).hex()


def found(text: str, language: str) -> Submission | None:
    """Return the submission whose receipt somebody typed, forgiving script, case, spaces and a slip in a word."""
    words = typed(text)
    looked_up: list[tuple[str, str]] = []
    first = list_for(language)
    for words_list in (first, *(each for each in every_list() if each is not first)):
        looked_up += [(each, words_list.name) for each in _readings(words, words_list)][: READINGS - len(looked_up)]
    for secret in every_secret():
        kept = [digest(words, name, secret) for words, name in looked_up]
        if kept and (submission := Submission.objects.filter(receipt__in=kept).first()):
            return submission
    return None


def numbered(number: int) -> Submission | None:
    """Return the submission of a page that its sender opened with the receipt before."""
    return Submission.objects.filter(pk=number).first()


def _readings(words: list[str], words_list: WordList) -> list[str]:
    if len(words) != words_list.needed:
        return []
    meant = [nearest(word, words_list) for word in words]
    return [" ".join(each) for each in itertools.islice(itertools.product(*meant), READINGS)]


def _keyed(purpose: bytes, value: bytes, secret: str = "") -> bytes:
    key = (secret or settings.SECRET_KEY).encode()
    return hmac.new(key, b"intake:" + purpose + b":" + value, hashlib.sha256).digest()
