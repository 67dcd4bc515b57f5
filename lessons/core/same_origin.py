"""Posts from cached pages, which hold no token: a visitor without a session is guarded by what the browser says."""

from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.views.decorators.csrf import csrf_exempt, csrf_protect


def is_same_origin(request):
    """Return whether the browser says that this post comes from a page of ours.

    `Origin` and `Sec-Fetch-Site` can't be set by a script of another site. An old browser that sends neither still
    sends the address of the page (our Referrer-Policy lets it).
    """
    if "Sec-Fetch-Site" in request.headers:
        return request.headers["Sec-Fetch-Site"] == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer")
    if not origin:
        return False
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme == request.scheme and parts.netloc == request.get_host()


def has_session(request):
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def guarded_post(view):
    """Let `view` be posted to from a cached page: with a session the usual CSRF token, without one our own origin."""
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.method == "POST" and not has_session(request) and is_same_origin(request):
            return view(request, *args, **kwargs)
        # From elsewhere there is no token either: csrf_failure says so in the reader's language.
        return protected(request, *args, **kwargs)

    return guarded
