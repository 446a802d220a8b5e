"""What the database holds sealed: it opens with the desk's secret alone, which stands outside the database.

So a copy of the database, or a hand in it, is not enough to sign in as somebody else.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from contextlib import suppress

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

# Of the way in which a value was sealed; what bears no mark was written plain, by an older desk.
MARK = "1."
NONCE = 12


class SecretChanged(Exception):
    """What was sealed does not open: the desk's secret is another one than it was then, or the value was changed."""


def sealed(value: bytes, owner: str) -> str:
    """Return a value so that it opens with the desk's secret, and for the same owner, alone."""
    nonce = os.urandom(NONCE)
    return MARK + urlsafe_b64encode(nonce + _cipher().encrypt(nonce, value, owner.encode())).decode()


def opened(text: str, owner: str) -> bytes:
    """Return what was sealed.

    Raises:
        SecretChanged: it was sealed with another secret, for another owner, or is not sealed at all.
    """
    try:
        kept = urlsafe_b64decode(text.removeprefix(MARK).encode())
    except ValueError as trouble:
        raise SecretChanged from trouble
    for secret in every_secret():
        with suppress(ValueError, InvalidTag):
            return _cipher(secret).decrypt(kept[:NONCE], kept[NONCE:], owner.encode())
    raise SecretChanged


def is_sealed(text: str) -> bool:
    """Say whether a value was sealed before."""
    return text.startswith(MARK)


def every_secret() -> list[str]:
    """Return the desk's secret, then those that it had before and were not forgotten."""
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def digest(value: str, owner: str, secret: str = "") -> bytes:
    """Return a digest that nobody can make, or try values against, without the desk's secret (or one of before)."""
    return hmac.new(_key(b"digest", secret), f"{owner}\n{value}".encode(), hashlib.sha256).digest()


def _cipher(secret: str = "") -> AESGCM:
    return AESGCM(_key(b"seal", secret))


def _key(purpose: bytes, secret: str) -> bytes:
    """Return a key of its own for each purpose, so that none tells of another or of the secret."""
    return HKDF(SHA256(), 32, salt=None, info=b"merilo:" + purpose).derive((secret or settings.SECRET_KEY).encode())
