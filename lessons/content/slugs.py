"""Addresses of the site itself: a page directly below the home page may not take one."""

from django.utils.translation import gettext_lazy as _

RESERVED_SLUG = _("This address is one of the site's own. Choose another.")
RESERVED = {
    *(
        "activities",
        "attempts",
        "choose-pin",
        "classes",
        "editors",
        "join",
        "language",
        "leaving",
        "letters",
        "me",
        "password",
        "practice",
    ),
    *("sign-in", "sign-out", "teachers", "verify"),
    *("api", "cms", "documents", "en", "healthz", "media", "readyz", "static", "sw.js", "ur"),
}


def is_reserved(slug):
    return slug in RESERVED


def is_below_home(parent):
    """Return whether a child of `parent` has a first-level address: the home page is the root's child."""
    return parent.depth == 2
