"""The settings, read once from the environment; docs/reference/settings.md lists every name.

Nothing has to be set: without any, the desk keeps everything in one folder (MERILO_HOME) on SQLite.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import platformdirs

from merilo_desk.databases import database
from merilo_desk.languages import LANGUAGES as OURS

BASE_DIR = Path(__file__).resolve().parent


def _flag(name: str, default: str = "0") -> bool:
    return os.environ.get(name, default).lower() in {"1", "true", "yes", "on"}


def _list(name: str) -> list[str]:
    return [each.strip() for each in os.environ.get(name, "").split(",") if each.strip()]


def _secret(folder: Path) -> str:
    """Return the desk's own secret, made on the first start and readable by its owner only."""
    kept = folder / "secret.key"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(kept, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    return kept.read_text().strip()


def _old_secrets(folder: Path) -> list[str]:
    """Return the secrets that the desk had before, the last first: what was made with them still opens."""
    kept = folder / "secret.old"
    return _list("MERILO_OLD_SECRETS") or (kept.read_text().split("\n")[:-1] if kept.exists() else [])


HOME = Path(os.environ.get("MERILO_HOME") or platformdirs.user_data_dir("merilo", appauthor=False))
DESK_HOME = HOME / "desk"
DEBUG = _flag("MERILO_DEBUG")
SECRET_KEY = os.environ.get("MERILO_SECRET_KEY") or _secret(DESK_HOME)
SECRET_KEY_FALLBACKS = _old_secrets(DESK_HOME)
SITE_URL = os.environ.get("MERILO_SITE_URL", "http://localhost:8000").rstrip("/")
SECURE = SITE_URL.startswith("https://")
# A desk may also be reached under an onion address, which is told here beside its ordinary name.
ALLOWED_HOSTS = [
    "localhost",
    "127.0.0.1",
    "[::1]",
    SITE_URL.split("://")[-1].split("/")[0].rsplit(":", 1)[0],
    *_list("MERILO_HOSTS"),
]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "merilo_desk.newsroom",
    "merilo_desk.ledger",
    "merilo_desk.people",
    "merilo_desk.scales",
    "merilo_desk.intake",
    "merilo_desk.readingroom",
    "merilo_desk.casework",
    "merilo_desk.publishing",
    "merilo_desk.following",
    "merilo_desk.promises",
    "merilo_desk.corrections",
    "merilo_desk.dossier",
    "wagtail.contrib.redirects",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.locales",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
]
AUTH_USER_MODEL = "newsroom.User"

MIDDLEWARE = [
    "merilo_desk.newsroom.bodies.TakenToTheEnd",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "merilo_desk.newsroom.middleware.NoAddress",
    "merilo_desk.newsroom.middleware.Guarded",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "merilo_desk.newsroom.middleware.SiteLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "merilo_desk.newsroom.middleware.SecondStep",
    "merilo_desk.newsroom.middleware.OwnLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
ROOT_URLCONF = "merilo_desk.urls"
WSGI_APPLICATION = "merilo_desk.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "merilo_desk.newsroom.context.desk",
            ],
            "builtins": ["merilo_desk.newsroom.templatetags.merilo"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": database(os.environ.get("MERILO_DATABASE", ""), DESK_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # What takes long to count, counted by one process for all of them.
    "counted": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DESK_HOME / "counted",
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"merilo_desk.newsroom.passwords.{name}"} for name in ("NotTheirName", "LongEnough", "NotCommon")
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}
LOGIN_URL = "newsroom:login"
LOGIN_REDIRECT_URL = "newsroom:today"
LOGOUT_REDIRECT_URL = "newsroom:login"
# Behind an onion service everybody has one address, and we keep none: an account is locked, not an address.
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.5
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "merilo_desk.newsroom.middleware.nowhere"
# What a member's device calls the codes of this desk.
OTP_TOTP_ISSUER = f"Merilo {SITE_URL.split('://')[-1].split('/')[0]}"

LANGUAGE_CODE = "en"
LANGUAGES = [(language.code, language.name) for language in OURS]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("MERILO_TIME_ZONE", "Europe/Skopje")

STATIC_URL = "/static/"
STATIC_ROOT = DESK_HOME / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DESK_HOME / "media"
# Files that the public sends are never under an address of their own: a view hands them to members only.
PRIVATE_ROOT = DESK_HOME / "private"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_FAILURE_VIEW = "merilo_desk.publishing.refusals.stale"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "merilo_desk.newsroom.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 3600
# Other sites learn nothing of where a link was followed. (With "no-referrer" browsers send "Origin: null" with our own
# forms, and every one of them would be refused.)
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
X_FRAME_OPTIONS = "DENY"
if _flag("MERILO_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    },
}

WAGTAIL_SITE_NAME = "Merilo"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = True
# It would ask somebody else's server.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# There is one door, under /desk/; members, their roles and their passwords are the desk's own matter.
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "/desk/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
if os.environ.get("MERILO_SMTP"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, _, _port = os.environ["MERILO_SMTP"].partition(":")
    EMAIL_PORT = int(_port or 25)
    EMAIL_HOST_USER = os.environ.get("MERILO_SMTP_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("MERILO_SMTP_PASSWORD", "")
    EMAIL_USE_TLS = _flag("MERILO_SMTP_TLS", "1")
DEFAULT_FROM_EMAIL = os.environ.get("MERILO_FROM", "desk@localhost")

# The library of earlier fact checks that the desk looks claims up in; it keeps its own checks in "desk".
LIBRARIES = ["desk", *_list("MERILO_LIBRARIES")]
# The largest file that the public may send, and the largest sum of the files of one submission, in bytes.
UPLOAD_LIMIT = int(os.environ.get("MERILO_UPLOAD_MB", "25")) * 1024 * 1024
UPLOAD_WHOLE = 4 * UPLOAD_LIMIT
# So many submissions in an hour are taken from everybody together.
SEND_PER_HOUR = int(os.environ.get("MERILO_SEND_PER_HOUR", "60"))
# So many sums at most a browser does before it may send; an old phone does about 10,000 in a second.
SEND_EFFORT = int(os.environ.get("MERILO_SEND_EFFORT", "50000"))

# Open the links of published checks' sources once a week; tell the newsroom which are dead or lack what was quoted.
WATCH_LINKS = _flag("MERILO_WATCH_LINKS")

# Feeds are followed on the open web alone; only tests, whose servers run on this machine, say otherwise.
FOLLOW_PRIVATE = False

# Lines of the log say what happened, never who asked from where.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "axes": {"level": "CRITICAL"},
        # Else each form that came back to its sender would leave a line, and its minute.
        "django.request": {"level": "ERROR"},
        "merilo_desk": {"level": "INFO"},
    },
}
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
