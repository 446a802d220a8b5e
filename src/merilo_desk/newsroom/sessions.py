"""Sessions kept by a digest of their keys: a copy of the database lets nobody in whose cookie stands in it.

The desk is served by WSGI, so that Django's ways for asynchronous views are not asked.
"""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.utils import timezone

from merilo_desk.newsroom import sealing

# So many characters does Django's column hold: 160 bits of the digest.
CHARACTERS = 40


def kept_key(key: str, secret: str = "") -> str:
    """Return what the desk keeps of a session's key, or kept when it had another secret."""
    return sealing.digest(key, "session", secret).hex()[:CHARACTERS]


def _every_kept_key(key: str) -> list[str]:
    return [kept_key(key, secret) for secret in sealing.every_secret()]


class SessionStore(InDatabase):
    """Django's sessions in the database, found by what the cookie makes with the desk's secret."""

    def _get_session_from_db(self) -> Any:
        found = None
        if self.session_key:
            own, *before = _every_kept_key(self.session_key)
            rows = self.model.objects.filter(expire_date__gt=timezone.now())
            found = rows.filter(session_key__in=[own, *before]).first()
            if found is not None and found.session_key != own:
                # Begun under another secret: from now on it is kept under this one.
                self.model.objects.filter(pk=found.pk).update(session_key=own)
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        """Say whether there is a session with a key."""
        return super().exists(kept_key(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """Return the row that keeps a session."""
        row = super().create_model_instance(data)
        row.session_key = kept_key(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        """End a session: this one where none is named."""
        key = session_key or self.session_key
        if key:
            super().delete(kept_key(key))
