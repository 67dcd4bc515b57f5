"""Addresses of the site itself: a page directly below the home page may not take one."""

from django.utils.translation import gettext_lazy as _

RESERVED_SLUG = _("This address is one of the site's own. Choose another.")
RESERVED = {
    *(
        "activities",
        "attempts",
        "certificates",
        "choose-pin",
        "classes",
        "editors",
        "join",
        "kept",
        "language",
        "leaving",
        "letters",
        "me",
        "offline",
        "password",
        "practice",
        "runs",
        "saving",
    ),
    *("sign-in", "sign-out", "teachers", "verify", "who"),
    *("api", "cms", "documents", "en", "healthz", "manifest.webmanifest", "media", "readyz", "static", "sw.js", "ur"),
}


def is_reserved(slug):
    return slug in RESERVED


def is_below_home(parent):
    """Return whether a child of `parent` has a first-level address: the home page is the root's child."""
    return parent.depth == 2
