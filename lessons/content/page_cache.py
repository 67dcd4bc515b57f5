"""Keeps rendered public pages: one short query for a reader who has no session."""

import hashlib
import re

import brotli
from django.core.cache import cache
from django.http import HttpResponse
from django.http.request import split_domain_port
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language_from_path

from lessons.content.kept import DAY, key_for
from lessons.core.same_origin import has_session
from lessons.core.saving import saves_data

PUBLIC = "public, max-age=0, must-revalidate"
PERSONAL = "private, no-store"
# Sound and films: fetched once, then asked for by their tag. They cost whoever listens twice nothing.
DOCUMENT = "private, no-cache"
# Before what begins a line of its own a line break is nothing to see; before other tags it is drawn as one space.
_LINES = (
    b"aside|details|div|figcaption|figure|footer|form|h[1-3]|head|header|li|link|main|meta|nav|ol|p|section|title|ul"
)
_BETWEEN_LINES = re.compile(rb"\s*\n\s*(?=</?(?:" + _LINES + rb")\b)")
_INDENT = re.compile(rb"\s*\n\s*(?=<)")


def _squeezed(html):
    return _INDENT.sub(b"\n", _BETWEEN_LINES.sub(b"", html))


def mark_public(response):
    """Say that `response` is the same for every reader without a session."""
    response.is_public_page = True
    return response


class PublicPageCacheMiddleware:
    """Answers reads of visitors from the cache and keeps everything else out of shared caches.

    A page is stored brotli-compressed, once. It holds no token and nothing of a person (BREACH has nothing to find).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not self._may_be_cached(request):
            return self._guarded(request, self.get_response(request))
        key = self._key(request)
        stored = cache.get(key)
        if stored is None:
            response = self.get_response(request)
            if not self._is_public(response):
                return self._guarded(request, response)
            stored = {
                "body": brotli.compress(_squeezed(response.content), quality=11),
                "type": response["Content-Type"],
                "etag": f'"{hashlib.sha256(response.content).hexdigest()[:20]}"',
            }
            cache.set(key, stored, DAY)
        return self._answer(request, stored)

    def _key(self, request):
        # Without the port, which whoever asks makes up: no page differs by it, and the cache would fill with copies.
        host, _port = split_domain_port(request.get_host())
        place = hashlib.sha256((host + request.path).encode()).hexdigest()
        letters = "naskh" if request.COOKIES.get("letters") == "naskh" else "nastaliq"
        return key_for(request, f"page:{letters}:{'little' if saves_data(request) else 'all'}:{place}")

    def _may_be_cached(self, request):
        return (
            request.method in {"GET", "HEAD"}
            and not getattr(request, "is_dummy", False)  # a preview, drawn by Wagtail through all middleware
            and not has_session(request)
            and not request.META.get("QUERY_STRING")
            and get_language_from_path(request.path) is not None
        )

    def _is_public(self, response):
        return response.status_code == 200 and getattr(response, "is_public_page", False) and not response.cookies

    def _guarded(self, request, response):
        if self._is_public(response) and not has_session(request):
            response["Cache-Control"] = PUBLIC
        elif "Cache-Control" not in response and not request.path.startswith(("/static/", "/media/")):
            is_document = response.streaming and request.path.startswith("/documents/")
            response["Cache-Control"] = DOCUMENT if is_document else PERSONAL
        return response

    def _answer(self, request, stored):
        accepted = [name.split(";")[0].strip() for name in request.headers.get("Accept-Encoding", "").split(",")]
        packed = "br" in accepted
        body = stored["body"] if packed else brotli.decompress(stored["body"])
        headers = {"Content-Length": str(len(body)), "ETag": stored["etag"], "Cache-Control": PUBLIC}
        if packed:
            headers["Content-Encoding"] = "br"
        response = HttpResponse(body, content_type=stored["type"], headers=headers)
        patch_vary_headers(response, ["Cookie", "Accept-Encoding", "Save-Data"])
        return get_conditional_response(request, etag=stored["etag"], response=response)
