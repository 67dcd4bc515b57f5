"""Pages as a visitor sees them, drawn for a phone that wants to keep them: without a cookie, so of nobody."""

from functools import cache
from io import BytesIO

from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.utils.translation import get_language, override

COPIED = ("SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "HTTP_HOST", "wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO")


@cache
def _handler():
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def draw_for_visitor(request, path, *, packed=False):
    """Return the response to a visitor's GET of `path` on the site of `request`; `packed`: as it is sent, in brotli.

    It goes through all middleware, so that it is the cached page itself.
    """
    environ = {name: request.META[name] for name in COPIED if name in request.META}
    environ |= {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "wsgi.input": BytesIO()}
    environ.setdefault("wsgi.url_scheme", request.scheme)
    if packed:
        environ["HTTP_ACCEPT_ENCODING"] = "br"
    # The answer leaves its own language on.
    with override(get_language()):
        return _handler().get_response(WSGIRequest(environ))
