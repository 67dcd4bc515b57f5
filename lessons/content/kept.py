"""What is the same for every reader until something is published, kept in the cache under the content's edition."""

import functools
import hashlib
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from lessons.content.editions import current_edition

DAY = 60 * 60 * 24
CODE = Path(__file__).resolve().parents[1]
DRAWN_FROM = {".py", ".html", ".css", ".js", ".svg"}


def edition_of(request):
    """Return the edition that `request` is answered from; one query a request."""
    if not hasattr(request, "_content_edition"):
        request._content_edition = current_edition()
    return request._content_edition


@functools.cache
def release():
    """Return a mark of this version of the site: a shared cache outlives the process and still holds older ones."""
    files = [path for path in CODE.rglob("*") if path.suffix in DRAWN_FROM]
    files += [path for folder in settings.LOCALE_PATHS for path in Path(folder).rglob("*.mo")]
    mark = hashlib.sha256(repr((settings.BASE_URL, settings.EXIT_URL, settings.SITE_NAMES)).encode())
    for path in sorted(files):
        mark.update(path.read_bytes())
    return mark.hexdigest()[:12]


def key_for(request, name):
    """Return the cache key of `name`. The day is part of it, because "last checked …" becomes overdue by itself."""
    return f"{release()}:{edition_of(request)}:{timezone.localdate()}:{name}"


def kept(request, name, make):
    """Return what `make()` returns, made once an edition and day. A preview is always made anew."""
    if request is None or getattr(request, "is_dummy", False):
        return make()
    key = key_for(request, f"kept:{name}")
    value = cache.get(key)
    if value is None:
        value = make()
        cache.set(key, value, DAY)
    return value
