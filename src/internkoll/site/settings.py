"""All settings, in one file. docs/install.md lists what the environment can say; nothing needs to be said."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from internkoll.site import env

PACKAGE = Path(__file__).resolve().parent.parent
DATA = env.data_folder()

# Where people reach the product, such as https://internkontroll.ekstad.se. Decides hosts, cookies and HTTPS.
PUBLIC_URL = env.text("INTERNKOLL_URL")
_PUBLIC = env.address("INTERNKOLL_URL")
BEHIND_HTTPS = _PUBLIC.scheme == "https"

DEBUG = env.flag("INTERNKOLL_DEBUG")
SECRET_KEY = env.secret_key(DATA)
ALLOWED_HOSTS = [_PUBLIC.hostname] if _PUBLIC.hostname else ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS += env.listed("INTERNKOLL_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"{_PUBLIC.scheme}://{_PUBLIC.netloc}"] if _PUBLIC.hostname else []

INSTALLED_APPS = [
    "internkoll.apps.InternkollConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "treebeard",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Its widgets' templates, which our renderer finds among the others.
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Above the one that answers with static files, so that those too say what they may do.
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "internkoll.base.ended_sessions.SignInFirst",
    "internkoll.base.pages.kept_by_nobody",
    "django.contrib.messages.middleware.MessageMiddleware",
    "internkoll.base.pages.no_page",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "internkoll.urls"
WSGI_APPLICATION = "internkoll.site.wsgi.application"
ASGI_APPLICATION = "internkoll.site.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "internkoll.base.pages.look",
                "internkoll.base.pages.menu",
            ],
        },
    },
]

FORM_RENDERER = "internkoll.base.looks.Renderer"

DATABASES = {"default": env.database(DATA / "internkoll.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # IMMEDIATE: a writer waits its turn when it begins, instead of failing halfway through.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        # The limits on how often one may try to sign in are counted here: every process must count together.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "internkoll_cache",
        # Where it is full, counts are thrown away: many more than the limits for one address let in.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

AUTH_USER_MODEL = "internkoll.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "internkoll.base.accounts.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
# Only invited people get in, so their address is known already.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Internkoll: "
# Nobody is told by e-mail that they have no account: there is nothing that they could do about it here.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {
    "login": "internkoll.base.forms.SignInForm",
    "reset_password": "internkoll.base.forms.ForgottenPasswordForm",
    "reset_password_from_key": "internkoll.base.forms.NewPasswordForm",
    "change_password": "internkoll.base.forms.ChangePasswordForm",
    "set_password": "internkoll.base.forms.FirstPasswordForm",
    "request_login_code": "internkoll.base.forms.AskForCodeForm",
    "confirm_login_code": "internkoll.base.forms.CodeForm",
    "reauthenticate": "internkoll.base.forms.OwnPasswordForm",
}
# A code by e-mail, for those who come three times a year. Mail may be slow, and three guesses end it.
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# From asking for a code to having given the second factor too.
ACCOUNT_LOGIN_TIMEOUT = 20 * 60
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "internkoll.base.two_steps.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Internkoll"
# The clock of a phone may be half a minute wrong, and a code takes its time to type.
MFA_TOTP_TOLERANCE = 1
# The address was given by the one who invited: it is nobody's to claim.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "internkoll.base.forms.SecondStepForm",
    "reauthenticate": "internkoll.base.forms.SecondStepAgainForm",
    "activate_totp": "internkoll.base.forms.NewAppForm",
    "add_webauthn": "internkoll.base.forms.NewPasskeyForm",
    "edit_webauthn": "internkoll.base.forms.PasskeyNameForm",
}
# Whose tries are counted: behind a proxy, the one that the proxy says; else nobody is believed but the connection.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.flag("INTERNKOLL_BEHIND_PROXY") else 0

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Svenska")), ("en", _("Engelska"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

# Evidence is kept beside the database, and reaches nobody but through a page that asks who it is.
MEDIA_ROOT = DATA / "underlag"
# What a page may send: the largest form is a plan's, and a file of evidence is written to disk as it comes.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3_000
# More than a report takes: one who sends too many is told so by the form, and not by a bare refusal.
DATA_UPLOAD_MAX_NUMBER_FILES = 100

# What fails is told with its trace where the server is run, whoever runs it: a page can only say that it failed.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # A page that is not there is nobody's fault.
    "loggers": {"django.request": {"level": "ERROR"}},
}

STATIC_URL = "static/"
STATICFILES_DIRS = [PACKAGE / "static"]
# whitenoise reads the package's own files: nothing is collected, nothing more is written.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 3600

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# Where a mail server is asked, nobody waits for it: how long a page takes must not tell who has an account.
MAIL_IS_SENT_APART = bool(env.text("INTERNKOLL_SMTP_HOST"))
if env.text("INTERNKOLL_SMTP_HOST"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = env.text("INTERNKOLL_SMTP_HOST")
    EMAIL_PORT = env.number("INTERNKOLL_SMTP_PORT", 587)
    EMAIL_HOST_USER = env.text("INTERNKOLL_SMTP_USER")
    EMAIL_HOST_PASSWORD = env.text("INTERNKOLL_SMTP_PASSWORD")
    EMAIL_USE_TLS = True
    # A mail server that does not answer must not hold up the pages.
    EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("INTERNKOLL_FROM", "internkoll@localhost")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_SSL_REDIRECT = BEHIND_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("INTERNKOLL_BEHIND_PROXY") else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}
