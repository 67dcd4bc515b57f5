from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.static import serve

from lessons.core.bilingual import LANGUAGES
from lessons.core.same_origin import is_same_origin
from lessons.core.saving import ALL, COOKIE, LITTLE

YEAR = 60 * 60 * 24 * 365
SECRET_FIELDS = {"csrfmiddlewaretoken", "pin", "pictures", "old_pin", "old_pictures", "pin_again", "pictures_again"}
SECRET_FIELDS |= {"password", "password1", "password2", "new_password1", "new_password2"}


def local_path(request, path):
    """Return `path` when it is an address of this site, else the reader's front page."""
    if path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        return path
    return f"/{get_language()}/"


@require_safe
def front_door(request):
    """Send to the language that the reader once chose, else to Urdu."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return redirect(f"/{chosen if chosen in LANGUAGES else settings.VISITOR_LANGUAGE}/")


@require_safe
def switch_language(request):
    """Remember the language of this address and go on at `next`, in that language."""
    language = get_language()
    first, _, rest = local_path(request, request.GET.get("next", "")).lstrip("/").partition("/")
    path = f"/{language}/{rest}" if first in LANGUAGES else f"/{language}/"
    response = HttpResponseRedirect(path)
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax", secure=settings.SECURE)
    return response


@require_safe
def choose_letters(request):
    """Remember whether Urdu is set in Nastaliq or Naskh, and go back."""
    letters = "naskh" if request.GET.get("to") == "naskh" else "nastaliq"
    response = HttpResponseRedirect(local_path(request, request.GET.get("next", "")))
    # site.js reads it, so that one cached page serves both.
    response.set_cookie("letters", letters, max_age=YEAR, samesite="Lax", secure=settings.SECURE)
    return response


@require_safe
def choose_data(request):
    """Remember whether pages come with pictures and our Urdu font, and go back."""
    wanted = LITTLE if request.GET.get("to") == LITTLE else ALL
    response = HttpResponseRedirect(local_path(request, request.GET.get("next", "")))
    response.set_cookie(COOKIE, wanted, max_age=YEAR, samesite="Lax", secure=settings.SECURE)
    return response


@require_safe
def leaving(request):
    return render(request, "core/leaving.html")


@require_safe
def media(request, path):
    try:
        return serve(request, path, document_root=settings.MEDIA_ROOT)
    except OSError:  # a name longer than any file's
        raise Http404 from None


@require_safe
def healthz(request):
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request):
    """Answer 200 when the database and the cache answer, else 503; the body says which."""
    checks = {"database": _database_answers(), "cache": _cache_answers()}
    ok = all(checks.values())
    return JsonResponse({"status": "ok" if ok else "unavailable", **checks}, status=200 if ok else 503)


def _database_answers():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _cache_answers():
    try:
        cache.set("readyz", "1", 10)
        return cache.get("readyz") == "1"
    except Exception:  # noqa: BLE001 - each cache has errors of its own
        return False


def csrf_failure(request, reason=""):
    """Answer a post whose token is missing or old.

    When the browser says that it came from our own page, the reader gets what was typed with a fresh token, to send
    with one more tap. Secrets are left out and asked for again by the form itself.
    """
    ours = is_same_origin(request)
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name not in SECRET_FIELDS]
    context = {
        "may_send_again": ours,
        "fields": fields if ours else [],
        "action": request.get_full_path() if ours else f"/{get_language()}/",
    }
    return render(request, "core/403_csrf.html", context, status=403)
