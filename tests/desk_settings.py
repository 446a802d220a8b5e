"""The desk's settings for tests: a folder of their own, quick passwords, jobs done at once."""

import os
import tempfile
from pathlib import Path

_home = Path(tempfile.mkdtemp(prefix="merilo-tests-"))
os.environ["MERILO_HOME"] = str(_home)
# On SQLite, or on the PostgreSQL server that MERILO_TEST_DATABASE names, whose role may make databases.
os.environ["MERILO_DATABASE"] = os.environ.get("MERILO_TEST_DATABASE", "")
os.environ["MERILO_SECRET_KEY"] = "only-for-tests-and-never-for-a-desk-that-anybody-uses"

from merilo_desk.settings import *  # noqa: E402, F403
from merilo_desk.settings import DATABASES, STORAGES  # noqa: E402

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": _home / "test.sqlite3"}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# The tests of the engine's own rooms go on to use a home of their own.
del os.environ["MERILO_HOME"]
