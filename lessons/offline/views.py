from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from lessons.accounts import phone_list
from lessons.accounts.guests import ensure_learner, learner_of
from lessons.content.page_cache import mark_public
from lessons.core.clearing import clear_phone
from lessons.core.same_origin import guarded_post, has_session
from lessons.offline.access import get_open_module
from lessons.offline.parcels import as_json
from lessons.offline.tokens import handle_of
from lessons.offline.tries import tries_of


@require_safe
def module(request, pk):
    """What keeping a module means: addresses and bytes, the same for everybody."""
    return mark_public(JsonResponse(as_json(request, get_open_module(pk))))


@guarded_post
@require_POST
def tries(request, pk):
    """Begin what can be done of a module offline, for whoever asks; a reader without an account becomes a guest.

    A module that is read in private makes nobody a guest.
    """
    opened = get_open_module(pk)
    learner = learner_of(request) if opened.private_reading else ensure_learner(request)
    return JsonResponse(tries_of(request, learner, opened))


@require_safe
def on_this_phone(request):
    """What is kept on this phone and what waits to be sent; the phone itself fills it in."""
    learner = learner_of(request) if has_session(request) else None
    context = {"who": handle_of(learner) if learner else "", "nav": "kept"}
    return mark_public(render(request, "offline/kept.html", context))


@require_safe
def play(request):
    """The page in which a kept quiz, story or round of practice is played."""
    return mark_public(render(request, "offline/play.html", {"nav": "learn"}))


@require_safe
def missing(request):
    """What a phone without a network shows for a page that it hasn't kept."""
    return mark_public(render(request, "offline/missing.html"))


@require_safe
def neutral(request):
    """Where the exit leads without a network: an everyday page that looks like none of ours."""
    return mark_public(render(request, "offline/neutral.html"))


@guarded_post
@require_POST
def clear(request):
    """Remove all that this phone has kept of the site; whoever is signed in stays so.

    The list of who learns on it goes last, after its names were shown: it can be somebody's only way to their record.
    """
    if phone_list.entries_of(request) and "list" not in request.POST:
        return clear_phone(render(request, "offline/clear_list.html"))
    return phone_list.keep(request, clear_phone(render(request, "offline/cleared.html")), [])
