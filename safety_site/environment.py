"""Reading the environment: each function returns a checked value or stops the start with one sentence."""

import os
import secrets
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


def stop(name, why):
    raise SystemExit(f"{name} {why}")


def flag(name):
    """Return whether `name` is set to a true value; False when unset."""
    value = os.environ.get(name, "").strip().lower()
    if value in {"", "0", "false", "no", "off"}:
        return False
    if value in {"1", "true", "yes", "on"}:
        return True
    stop(name, "must be 1 or 0.")


def number(name, default):
    """Return `name` as a whole number of zero or more."""
    value = os.environ.get(name, str(default)).strip()
    if not value.isdecimal():
        stop(name, "must be a whole number such as 0 or 1.")
    return int(value)


def address(name, default):
    """Return `name` as an http or https address without a slash at its end."""
    value = os.environ.get(name) or default
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        stop(name, "must be an address that begins with http:// or https://.")
    return value.rstrip("/")


def secret_key(debug, data_dir):
    """Return SECRET_KEY; while DEBUG is on, a key made once and kept in `data_dir`."""
    value = os.environ.get("SECRET_KEY", "")
    if value:
        if not debug and len(value) < 50:
            stop("SECRET_KEY", "must have 50 characters or more.")
        return value
    if not debug:
        stop("SECRET_KEY", "must be set when DEBUG is off: a long random text that nobody else knows.")
    path = data_dir / "secret-key"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(50))
        path.chmod(0o600)
    return path.read_text()


def database(default):
    """Return Django's settings for DATABASE_URL (sqlite:///… or postgres://…)."""
    url = os.environ.get("DATABASE_URL") or default
    if not url.startswith(("sqlite://", "postgres://", "postgresql://")):
        stop("DATABASE_URL", "must begin with sqlite:/// or postgres://.")
    try:
        config = env.db_url_config(url)
    except (ImproperlyConfigured, ValueError) as error:
        stop("DATABASE_URL", f"can't be read: {error}")
    config |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    if "sqlite3" in config["ENGINE"]:
        # FULL: load-shedding cuts power, and NORMAL may forget the last acknowledged answers.
        # IMMEDIATE: a deferred transaction that turns into a write fails when two learners answer at once.
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            " PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-16000; PRAGMA mmap_size=134217728;",
        }
    return config


def cache():
    """Return Django's settings for CACHE_URL (redis://…); a cache in the process when unset."""
    url = os.environ.get("CACHE_URL")
    if not url:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}}
    if not url.startswith(("redis://", "rediss://")):
        stop("CACHE_URL", "must begin with redis:// or rediss://.")
    # Without limits a Redis that is cut off would hold every page for minutes.
    patience = {"socket_timeout": 2, "socket_connect_timeout": 2}
    return {"BACKEND": "lessons.core.cache.PatientRedisCache", "LOCATION": url, "OPTIONS": patience}


def email():
    """Return Django's e-mail settings for EMAIL_URL; mail goes to the console when unset."""
    try:
        return env.email_url_config(os.environ.get("EMAIL_URL") or "consolemail://")
    except (ImproperlyConfigured, ValueError, KeyError):
        stop("EMAIL_URL", "must look like smtp+tls://user:password@host:587.")
