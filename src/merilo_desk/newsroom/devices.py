"""Members' devices and spare codes, as django-otp keeps them, but sealed: the database alone tells no code."""

from __future__ import annotations

from base64 import b32encode
from os import urandom

from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from merilo_desk.newsroom import sealing

KEY_BYTES = 20
# So many characters does django-otp's column of a spare code hold: 80 bits of the digest.
DIGEST_CHARACTERS = 16


def owner(user: int) -> str:
    """Return whose a sealed key is: laid into another member's row it opens nothing."""
    return f"second step of {user}"


def new_key(user: int) -> str:
    """Return a new random key, sealed."""
    return sealing.sealed(urandom(KEY_BYTES), owner(user))


def kept_code(code: str, user: int, secret: str = "") -> str:
    """Return what the desk keeps of a spare code, or kept when it had another secret."""
    return b32encode(sealing.digest(code, owner(user), secret)).decode().lower()[:DIGEST_CHARACTERS]


class CodeDevice(TOTPDevice):
    """A device that shows codes by the clock."""

    class Meta:
        proxy = True

    @property
    def bin_key(self) -> bytes:
        """The key that the device and the desk count with.

        Raises:
            SecretChanged: the desk has another secret than when the device was brought in.
        """
        return sealing.opened(self.key, owner(self.user_id))


class SpareCodes(StaticDevice):
    """The codes on paper, of which digests alone are kept."""

    class Meta:
        proxy = True

    def verify_token(self, token: str) -> bool:
        """Take a code that was not used before."""
        known = [kept_code(token, self.user_id, secret) for secret in sealing.every_secret()]
        kept = self.token_set.filter(token__in=known).values_list("token", flat=True).first()
        return bool(super().verify_token(kept or known[0]))
