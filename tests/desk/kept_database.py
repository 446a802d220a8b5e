"""Where the migrated, empty database of the tests is kept between runs."""

from __future__ import annotations

import hashlib
import tempfile
from importlib.metadata import version
from pathlib import Path


def kept_database() -> Path:
    """Return where a migrated, empty database is kept between runs: one for each state of the migrations."""
    seen = hashlib.sha256()
    for path in sorted((Path(__file__).parents[2] / "src" / "merilo_desk").glob("*/migrations/*.py")):
        seen.update(path.read_bytes())
    for package in ("django", "wagtail", "django-tasks-db", "django-axes", "django-otp"):
        seen.update(version(package).encode())
    return Path(tempfile.gettempdir()) / "merilo-test-databases" / f"{seen.hexdigest()[:24]}.sqlite3"
