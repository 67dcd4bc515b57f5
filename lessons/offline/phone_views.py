"""What the phone itself asks for: how the site is installed, the worker, and the way back for answers."""

import json

from django.conf import settings
from django.http import HttpResponse, HttpResponseForbidden, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from lessons.accounts import throttling
from lessons.core.bilingual import LANGUAGES
from lessons.core.same_origin import is_same_origin
from lessons.offline.replaying import replay

AT_A_TIME = 100
LARGEST = 200_000  # bytes


@require_safe
def manifest(request):
    """How the site is installed: under its own name, which tells nothing of what it is about."""
    png = [
        {"src": static(f"offline/img/lamp-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    svg = {"src": static("core/img/mark.svg"), "sizes": "any", "type": "image/svg+xml"}
    name = f"{settings.SITE_NAMES['en']} · {settings.SITE_NAMES['ur']}"
    answer = {
        "id": "/",
        "name": name,
        "short_name": settings.SITE_NAMES["en"],
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#fbf7ef",
        "theme_color": "#fbf7ef",
        "icons": [*png, svg],
    }
    response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = "application/manifest+json"
    response["Cache-Control"] = "public, max-age=3600"
    return response


@require_safe
def worker(request):
    """The service worker: asked for anew each time, so that a mended one reaches every phone."""
    # Without the request: no page asks the database for it.
    response = HttpResponse(render_to_string("offline/sw.js", {"languages": LANGUAGES}), content_type="text/javascript")
    response["Service-Worker-Allowed"] = "/"
    response["Cache-Control"] = "no-cache"
    return response


@csrf_exempt
@require_POST
def replay_queue(request):
    """Keep answers that waited on a phone; each is told what became of it, under the `id` that it came with.

    Needs no session: it may have ended long ago, and every entry carries a signed token of its learner and try.
    """
    if not is_same_origin(request):
        return HttpResponseForbidden()
    throttling.refuse_flood(request, "replay")
    throttling.count_success(request, "replay")
    entries, language = _read(request)
    if entries is None:
        return JsonResponse({"results": []}, status=400)
    with override(language):
        results = [{"id": entry.get("id"), **vars(replay(entry))} for entry in entries]
    return JsonResponse({"results": results})


def _read(request):
    """Return the entries in the order in which they were made and the reader's language; (None, None) for rubbish."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return None, None
    try:
        data = json.loads(request.body)
        entries, language = data["entries"], data.get("language")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None, None
    if not isinstance(entries, list) or len(entries) > AT_A_TIME or not all(isinstance(e, dict) for e in entries):
        return None, None
    return entries, language if language in LANGUAGES else settings.VISITOR_LANGUAGE
