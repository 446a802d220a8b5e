"""A database named by one address: SQLite in the desk's own folder, or PostgreSQL."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

# Readers never wait for the writer, and a writer waits for its turn from the first statement on. What is deleted or
# written over (a request taken back, a key that stood plain) is gone from the file too.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000; "
    "PRAGMA mmap_size=268435456; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;",
}


def database(address: str, folder: Path) -> dict[str, Any]:
    """Return Django's settings for a database.

    Args:
        address: "" for SQLite in the folder; "sqlite:///path"; "postgresql://user:password@host:port/name".
        folder: where the SQLite file stands if no address says otherwise.

    Raises:
        ValueError: the address names another kind of database, or the driver of PostgreSQL is not installed.
    """
    parts = urlsplit(address)
    if parts.scheme in {"", "sqlite"}:
        path = Path(unquote(address.removeprefix("sqlite://"))) if parts.scheme else folder / "desk.sqlite3"
        path.parent.mkdir(parents=True, exist_ok=True)
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": dict(SQLITE_OPTIONS)}
    if parts.scheme in {"postgres", "postgresql"}:
        if find_spec("psycopg") is None:
            raise ValueError(
                "MERILO_DATABASE names PostgreSQL, but its driver is not installed. "
                "Install it: pipx install --force 'merilo[desk,postgresql]'"
            )
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
        }
    raise ValueError(f"MERILO_DATABASE names a kind of database that Merilo does not know: {parts.scheme}")
