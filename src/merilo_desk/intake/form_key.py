"""The key that a form carries instead of a cookie: random, sealed by the desk, good for one sending."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, replace

from django.core import signing
from django.utils.translation import gettext as _

from merilo_desk.intake import receipts
from merilo_desk.newsroom.sealing import every_secret

SALT = "merilo_desk.intake.form"
# A form that was left open for longer is renewed, with everything that stands in it.
GOOD_FOR = 3 * 24 * 3600


@dataclass(frozen=True, slots=True)
class FormKey:
    """A form's key, when the form was given out (known to the form alone), and whether a person was found behind it."""

    random: bytes
    given_at: int
    passed: bool = False

    @property
    def sealed(self) -> str:
        """The key as it stands in the form."""
        return signing.dumps([self.random.hex(), self.given_at, int(self.passed)], salt=SALT)

    @property
    def digest(self) -> str:
        """What the desk keeps of it."""
        return receipts.key_digest(self.random)

    @property
    def digests(self) -> list[str]:
        """What the desk keeps of it, or kept when it had another secret."""
        return [receipts.key_digest(self.random, secret) for secret in every_secret()]

    @property
    def age(self) -> float:
        """Seconds since the form was given out."""
        return time.time() - self.given_at

    @property
    def is_old(self) -> bool:
        """Whether it has to be renewed."""
        return self.age > GOOD_FOR

    def as_passed(self) -> FormKey:
        """Return the key of somebody who has shown to be a person."""
        return replace(self, passed=True)


def new() -> FormKey:
    """Return a key for a form that is given out now."""
    return FormKey(secrets.token_bytes(16), int(time.time()))


def opened(sealed: str) -> FormKey | None:
    """Return the key that a form came back with; None where it is not ours."""
    try:
        random, given_at, passed = signing.loads(sealed, salt=SALT)
        return FormKey(bytes.fromhex(random), int(given_at), bool(passed))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def renewed(key: FormKey) -> FormKey:
    """Return the key of a form that was open for too long, as if it were given out now."""
    return FormKey(key.random, int(time.time()))


def said_renewed() -> str:
    """Tell a sender that their form was open for too long."""
    return _("This page had been open for long, so we renewed it. All that you wrote is here: send again.")
