"""Django's settings. Everything that differs between installations comes from the environment (environment.py)."""

from csp.constants import NONE, SELF

from spegla.config.environment import PACKAGE, data_folder, database, demo_clock, env, port, secret_key

DATA = data_folder()
DEMO = env.bool("SPEGLA_DEMO", default=False)
DEMO_CLOCK = demo_clock() if DEMO else None
DEBUG = env.bool("SPEGLA_DEBUG", default=False)
SECRET_KEY = secret_key(DATA)
ALLOWED_HOSTS = env.list("SPEGLA_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("SPEGLA_ORIGINS", default=[])
PORT = port()
BIND = env.str("SPEGLA_BIND", default="127.0.0.1")
WEB_WORKERS = env.int("SPEGLA_WORKERS", default=2)
SITE_ADDRESS = env.str("SPEGLA_ADDRESS", default=f"http://127.0.0.1:{PORT}")
SPEGLA_EDITIONS = env.str("SPEGLA_EDITIONS", default="")
CONTACT_NAME = env.str("SPEGLA_CONTACT_NAME", default="Programkontoret för jämställd utveckling" if DEMO else "")
CONTACT_EMAIL = env.str("SPEGLA_CONTACT_EMAIL", default="kontakt@programkontoret.example" if DEMO else "")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "template_partials",
    "django_htmx",
    "csp",
    "simple_history",
    "django_tasks",
    "django_tasks_db",
    "spegla.journal",
    "spegla.people",
    "spegla.rounds",
    "spegla.files",
    "spegla.steps",
    "spegla.presentations",
    "spegla.assessments",
    "spegla.library",
    "spegla.meetings",
    "spegla.conference",
    "spegla.minutes",
    "spegla.improvement",
    "spegla.reporting",
    "spegla.web",
    "django.forms",  # after web, whose form templates come first
    "spegla.jobs",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "spegla.web.middleware.language",
    "spegla.web.middleware.clock",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "spegla.web.middleware.headers",
    "spegla.web.unreadable.too_large",  # before anything reads what was sent
    "spegla.web.middleware.rehearsal",
    "spegla.web.unreadable.numbered",
    "spegla.web.unreadable.without_nul",
]

ROOT_URLCONF = "spegla.config.urls"
WSGI_APPLICATION = "spegla.config.wsgi.application"
FORM_RENDERER = "spegla.web.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "spegla.web.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n", "django.templatetags.static", "spegla.web.templatetags.wording",
                "spegla.web.templatetags.kinds", "spegla.web.templatetags.settled",  # replaces tags of Django's
            ],
        },
    }
]

DATABASES = {"default": database(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "people:sign-in"
LOGIN_REDIRECT_URL = "participant:now"
LOGOUT_REDIRECT_URL = "public:home"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60  # meetings are months apart: nobody is thrown out for being quiet
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_ADDRESS.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("SPEGLA_PROXY", default=False) else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SESSION_COOKIE_SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("SPEGLA_TIME_ZONE", default="Europe/Stockholm")

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Letters are rows first (journal.Letter); the worker sends them. Without SMTP they land in a folder.
vars().update(env.email_url("SPEGLA_EMAIL", default="filemail://"))
EMAIL_FILE_PATH = str(DATA / "mail")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("SPEGLA_FROM", default="Spegla <spegla@localhost>")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": False}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("SPEGLA_LOG_LEVEL", default="WARNING")},
}
