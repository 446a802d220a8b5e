"""Receipts: words by which a sender comes back. The desk keeps a slow keyed digest of them, and nothing else.

A receipt grows out of the random key of the form it was sent with, so that a page loaded again shows the same words,
and a form sent twice makes one submission. Of that key, too, only a digest is kept.
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
from functools import lru_cache

from django.conf import settings

from merilo_desk.intake.models import Submission
from merilo_desk.intake.words import WordList, every_list, list_for, nearest, typed

# Each guess costs a tenth of a second and 32 MB.
SCRYPT = {"n": 2**15, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024, "dklen": 32}
# So many readings of what was typed are looked up; a receipt with one slip in it has one or two.
READINGS = 8


def made_of(key: bytes, language: str) -> str:
    """Return the receipt, in the list's own spelling, that belongs to a form's key."""
    words = list_for(language)
    room = len(words.words)
    # Numbers past the last whole round would favour the first words, so they are passed over.
    fair = 2**32 - 2**32 % room
    chosen: list[str] = []
    for at in itertools.count():
        number = int.from_bytes(_keyed(b"receipt", key + at.to_bytes(2, "big"))[:4], "big")
        if number < fair:
            chosen.append(words.words[number % room])
        if len(chosen) == words.needed:
            return " ".join(chosen)
    raise AssertionError("unreachable")


def digest(receipt: str, list_name: str) -> str:
    """Return what the desk keeps of a receipt."""
    return hashlib.scrypt(_keyed(b"words", f"{list_name}:{receipt}".encode()), salt=_salt(), **SCRYPT).hex()


def key_digest(key: bytes) -> str:
    """Return what the desk keeps of a form's key."""
    return _keyed(b"form", key).hex()


def found(text: str, language: str) -> Submission | None:
    """Return the submission whose receipt somebody typed, forgiving script, case, spaces and a slip in a word."""
    words = typed(text)
    looked_up: list[str] = []
    first = list_for(language)
    for words_list in (first, *(each for each in every_list() if each is not first)):
        looked_up += [digest(each, words_list.name) for each in _readings(words, words_list)][
            : READINGS - len(looked_up)
        ]
    return Submission.objects.filter(receipt__in=looked_up).first() if looked_up else None


def numbered(number: int) -> Submission | None:
    """Return the submission of a page that its sender opened with the receipt before."""
    return Submission.objects.filter(pk=number).first()


def _readings(words: list[str], words_list: WordList) -> list[str]:
    if len(words) != words_list.needed:
        return []
    meant = [nearest(word, words_list) for word in words]
    return [" ".join(each) for each in itertools.islice(itertools.product(*meant), READINGS)]


def _keyed(purpose: bytes, value: bytes) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), b"intake:" + purpose + b":" + value, hashlib.sha256).digest()


@lru_cache(1)
def _salt() -> bytes:
    return _keyed(b"salt", b"")
