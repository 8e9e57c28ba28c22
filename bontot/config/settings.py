"""Settings. Everything an office may change comes from the environment; the rest is the same everywhere."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.utils.csp import CSP
from environs import Env

from bontot.config.keys import keep_key

env = Env()

HOME = Path(env.str("BONTOT_HOME", "var")).resolve()
HOME.mkdir(parents=True, exist_ok=True)

SECRET_KEY = keep_key(HOME / "keys" / "sessions.key").hex()
SEALING_KEY = keep_key(HOME / "keys" / "sealing.key")
DEBUG = False
ALLOWED_HOSTS = env.list("BONTOT_HOSTS", ["127.0.0.1", "localhost", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("BONTOT_ORIGINS", [])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django_tasks_db",
    "django_htmx",
    "axes",
    "bontot.ui",
    "bontot.ledger",
    "bontot.organisations",
    "bontot.access",
    "bontot.frameworks",
    "bontot.members",
    "bontot.training",
    "bontot.evaluation",
    "bontot.restructuring",
    "bontot.meetings",
    "bontot.regulations",
    "bontot.strengthening",
    "bontot.statistics",
    "bontot.exchange",
    "bontot.directives",
    "bontot.reforms",
    "bontot.publishing",
    "bontot.decisions",
    "bontot.editing",
    "bontot.scorecards",
]

UNFINISHED = (
    "bontot.meetings.unfinished.unfinished",
    "bontot.regulations.unfinished.unfinished",
    "bontot.directives.unfinished.unfinished",
    "bontot.strengthening.unfinished.unfinished",
    "bontot.scorecards.unfinished.unfinished",
)
"""Who tells what an organisation leaves unfinished when it ends, in the order of the hand-over list."""

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "bontot.ui.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "bontot.ui.sending.Writable",
    "bontot.reforms.looking.AsIf",
]

ROOT_URLCONF = "bontot.config.urls"
WSGI_APPLICATION = "bontot.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bontot.ui.context.reading",
                "bontot.access.context.reader",
                "bontot.reforms.looking.looking",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django.templatetags.l10n",
                "bontot.ui.templatetags.ui",
            ],
        },
    }
]

_SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": HOME / "bontot.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 60,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=60000; "
        "PRAGMA cache_size=-65536;",
    },
}
_DATABASE: dict[str, Any] = env.dj_db_url("DATABASE_URL") if os.environ.get("DATABASE_URL") else _SQLITE
if "postgresql" in _DATABASE["ENGINE"]:
    # To compile a query costs more than the largest of ours gains by it.
    _DATABASE.setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DATABASES = {"default": _DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_CALLABLE = "bontot.access.views.locked_out"
AXES_CLIENT_IP_CALLABLE = "bontot.ui.address.of_reader"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
LOGIN_URL = "/dang-nhap/"
LOGIN_REDIRECT_URL = "/"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "ui" / "locale"]
FORMAT_MODULE_PATH = ["bontot.ui.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # served from the package; the folder is for an office that collects them
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = HOME / "files"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "bontot.ui.errors.forbidden"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
BONTOT_HTTPS = env.bool("BONTOT_HTTPS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BONTOT_HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if BONTOT_HTTPS else 0
# Only where a proxy of the office's own sets these headers anew may they be believed.
BONTOT_PROXY = env.bool("BONTOT_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BONTOT_PROXY else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2**20
FILE_UPLOAD_HANDLERS = [
    "bontot.ui.receiving.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
BONTOT_UPLOAD_LIMIT = env.int("BONTOT_UPLOAD_LIMIT", 256 * 2**20)
BONTOT_SEPARATE_DUTIES = env.bool("BONTOT_SEPARATE_DUTIES", True)
"""Whether a plan is submitted, reviewed and approved by three different accounts."""
BONTOT_SOURCE = env.str("BONTOT_SOURCE", "")
"""Where the office offers the source of what it runs, beside the archive that every installation offers."""
