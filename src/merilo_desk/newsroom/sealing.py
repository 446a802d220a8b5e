"""What the database holds sealed: it opens with the desk's secret alone, which stands outside the database.

So a copy of the database, or a hand in it, is not enough to sign in as somebody else.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode

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
        return _cipher().decrypt(kept[:NONCE], kept[NONCE:], owner.encode())
    except (ValueError, InvalidTag) as trouble:
        raise SecretChanged from trouble


def is_sealed(text: str) -> bool:
    """Say whether a value was sealed before."""
    return text.startswith(MARK)


def digest(value: str, owner: str) -> bytes:
    """Return a digest that nobody can make, or try values against, without the desk's secret."""
    return hmac.new(_key(b"digest"), f"{owner}\n{value}".encode(), hashlib.sha256).digest()


def _cipher() -> AESGCM:
    return AESGCM(_key(b"seal"))


def _key(purpose: bytes) -> bytes:
    """Return a key of its own for each purpose, so that none tells of another or of the secret."""
    return HKDF(SHA256(), 32, salt=None, info=b"merilo:" + purpose).derive(settings.SECRET_KEY.encode())
