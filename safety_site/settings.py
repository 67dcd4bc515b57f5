"""All settings; what differs from one installation to another comes from the environment (README)."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from safety_site import environment

BASE_DIR = Path(__file__).resolve().parent.parent
DEBUG = environment.flag("DEBUG")
DATA_DIR = Path(os.environ.get("DATA_DIR") or BASE_DIR / "var").resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)
SECRET_KEY = environment.secret_key(DEBUG, DATA_DIR)
BASE_URL = environment.address("BASE_URL", "http://127.0.0.1:8000" if DEBUG else "https://localhost")
ALLOWED_HOSTS = [h.strip() for h in os.environ.get("ALLOWED_HOSTS", "").split(",") if h.strip()] or (
    ["*"] if DEBUG else [urlsplit(BASE_URL).hostname, "localhost", "127.0.0.1"]
)
EXIT_URL = environment.address("EXIT_URL", "https://www.google.com/search?q=weather")
TRUSTED_PROXIES = environment.number("TRUSTED_PROXIES", 0)
TEACHERS_NEED_APPROVAL = environment.flag("TEACHERS_NEED_APPROVAL")
SITE_NAMES = {"en": os.environ.get("SITE_NAME_EN", "Chiragh"), "ur": os.environ.get("SITE_NAME_UR", "چراغ")}

INSTALLED_APPS = [
    "lessons.core",
    "lessons.accounts",
    "lessons.organisations",
    "lessons.content",
    "lessons.editorial",
    "lessons.learning",
    "lessons.classrooms",
    "lessons.dashboards",
    "lessons.offline",
    "lessons.curriculum",
    "lessons.demo",
    "modeltranslation",
    "wagtail.api.v2",
    "wagtail.embeds",
    "wagtail.sites",
    "safety_site.apps.CmsUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "lessons.core.headers.SecurityHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lessons.core.compression.PageGZipMiddleware",
    "lessons.content.page_cache.PublicPageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lessons.accounts.sessions.IdleSessionMiddleware",
    "lessons.core.locale.AddressLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "lessons.accounts.busy.BusyMiddleware",
    "lessons.content.own_things.OwnThingsMiddleware",
]

ROOT_URLCONF = "safety_site.urls"
WSGI_APPLICATION = "safety_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lessons.core.context.site",
                "lessons.content.context.links",
            ],
        },
    },
]

DATABASES = {"default": environment.database(f"sqlite:///{DATA_DIR / 'chiragh.sqlite3'}")}
CACHES = {"default": environment.cache()}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- languages ---------------------------------------------------------------------------------------------------
LANGUAGES = [("en", _("English")), ("ur", _("Urdu"))]
LANGUAGE_CODE = "en"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
VISITOR_LANGUAGE = "ur"  # for whoever has not chosen one
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ("en", "ur")}
MODELTRANSLATION_CUSTOM_FIELDS = ("StreamField",)
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "safety_site" / "locale_upstream"]
FORMAT_MODULE_PATH = "safety_site.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Karachi"

# --- people ------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["lessons.accounts.backends.NameOrEmailBackend"]
PASSWORD_HASHERS = ["lessons.accounts.hashers.SmallArgon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "lessons.accounts.passwords.LongForStaffValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "classrooms:sign_in"
LOGIN_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24
# A phone is shared: a session ends with the browser or after 30 idle minutes, unless its owner says it is their own.
SESSION_COOKIE_AGE = 60 * 30
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
OWN_PHONE_SECONDS = 60 * 60 * 24 * 90
GUEST_DAYS = 90
# A browser keeps its list of learners so long after it was last used, and we the record of whoever only it leads to.
PHONE_LIST_DAYS = 365

# --- files -------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "lessons.core.static_files.BundledStaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = False
WHITENOISE_USE_FINDERS = False
STATIC_ROOT.mkdir(exist_ok=True)

# --- e-mail ------------------------------------------------------------------------------------------------------
vars().update(environment.email())
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL") or "Chiragh <noreply@localhost>"

# --- safety of the page ------------------------------------------------------------------------------------------
SECURE = BASE_URL.startswith("https://")
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
# no-referrer would make browsers post "Origin: null", which the CSRF check refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
PHONE_LIST_COOKIE_NAME = "__Host-people" if SECURE else "people"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # Django keeps it for a year: a trace on a shared phone
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "lessons.core.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"  # Wagtail's previews, which the CMS frames, say SAMEORIGIN themselves
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's page editor
SECURE_CSP = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}
# Wagtail's date pickers and rich text editor make inline scripts and styles.
SECURE_CSP_CMS = SECURE_CSP | {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-ancestors": ["'self'"],
}

# --- the CMS -----------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = f"{SITE_NAMES['en']} · {SITE_NAMES['ur']}"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Saving by itself would make a draft of a page that somebody only opens to look at, and on a slow line it overtakes
# the button: a new page is then made twice, and the second is refused.
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("ur", "اردو")]
# A typed address becomes a link to a page only when it is that page's own; else Wagtail asks, by the draft's name.
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = "exact"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False  # ours, which is limited, serves editors too
WAGTAILADMIN_USER_LOGIN_FORM = "lessons.accounts.cms_users.CmsLoginForm"
WAGTAIL_FRONTEND_LOGIN_URL = "/"
WAGTAILDOCS_EXTENSIONS = ["pdf", "mp3", "m4a", "ogg", "mp4", "webm", "vtt"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 5 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 30_000_000
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "lessons.core.search"}}
WAGTAIL_USER_EDIT_FORM = "wagtail.users.forms.UserEditForm"
WAGTAILAPI_BASE_URL = BASE_URL
WAGTAILAPI_LIMIT_MAX = 50
WAGTAILIMAGES_IMAGE_MODEL = "wagtailimages.Image"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
    },
}
