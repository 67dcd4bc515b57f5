"""A lesson or a quiz on the wall, and the shows of hands that were counted there."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext, override
from django.views.decorators.http import require_safe

from lessons.accounts.forms import posted
from lessons.accounts.views import pages
from lessons.classrooms.access import get_taught_classroom, teachers_only
from lessons.classrooms.hand_forms import HandsForm
from lessons.classrooms.hands import NoHands, NotCountable, compared, count_hands, counts_of_day, delete_count
from lessons.classrooms.hands import kept_counts as with_words
from lessons.classrooms.models import HandCount
from lessons.classrooms.presenting import find_activity, slides_of

COUNTS_A_PAGE = 20


@require_safe
@teachers_only
def present(request, pk, activity_pk):
    """Begin with the first slide, in the language of the class."""
    taught = get_taught_classroom(request.user, pk)
    if find_activity(activity_pk) is None:
        raise Http404
    with override(taught.language):
        return redirect("classrooms:slide", taught.pk, activity_pk, 1)


@require_safe
@teachers_only
def slide(request, pk, activity_pk, number):
    taught = get_taught_classroom(request.user, pk)
    context = slide_page(taught, activity_pk, number)
    shown = context["slide"]
    if shown.kind == "question":
        context |= question_page(request, taught, shown.value)
    context["step"] = shown.step(get_language(), context.get("mode", ""))
    return render(request, "classrooms/present.html", context)


@pages
@teachers_only
def count(request, pk, activity_pk, number):
    """Count hands for the question on a slide."""
    taught = get_taught_classroom(request.user, pk)
    context = slide_page(taught, activity_pk, number)
    asked = context["slide"].value
    if context["slide"].kind != "question":
        raise Http404
    form = HandsForm(posted(request) if asked.is_countable else None, asked=asked)
    status, error = 200, ""
    try:
        if request.method == "POST" and (form.is_valid() or not asked.is_countable):
            hands = form.hands if asked.is_countable else {}
            count_hands(classroom=taught, asked=asked, hands=hands, by=request.user)
            return redirect(f"{reverse('classrooms:slide', args=[pk, activity_pk, number])}?counts=1")
    except NoHands:
        error = gettext("No hands yet: type a number beside at least one choice.")
    except NotCountable:
        status = 400
    context |= {"form": form, "asked": asked, "error": error, "mode": "count", "step": "count"}
    return render(request, "classrooms/present_count.html", context, status=status)


def slide_page(classroom, activity_pk, number):
    """Return what every page of a slide shows; raises Http404 when there is no such slide."""
    activity = find_activity(activity_pk)
    slides = slides_of(activity, classroom.band) if activity else []
    if not 1 <= number <= len(slides):
        raise Http404
    return {
        "classroom": classroom,
        "activity": activity,
        "slide": slides[number - 1],
        "number": number,
        "count": len(slides),
        "previous": number - 1,
        "next": number + 1 if number < len(slides) else 0,
    }


def question_page(request, classroom, asked):
    """What a slide with a question shows besides: the choices, the answer only when asked for, today's counts."""
    counts = counts_of_day(classroom, asked) if asked.is_countable else []
    mode = "answer" if request.GET.get("answer") == "1" and asked.has_answer else ""
    if not mode and counts and request.GET.get("counts") == "1":
        mode = "counts"
    return {
        "asked": asked,
        "mode": mode,
        "counts": counts,
        "choices": compared(counts if mode == "counts" else [], asked.item, asked.shown),
    }


@require_safe
@teachers_only
def hands(request, pk):
    """The shows of hands of a class, the latest first."""
    taught = get_taught_classroom(request.user, pk)
    page = Paginator(taught.hand_counts.all(), COUNTS_A_PAGE).get_page(request.GET.get("page"))
    context = {"classroom": taught, "tab": "teach", "page_of": page, "kept": with_words(list(page))}
    return render(request, "classrooms/hands.html", context)


@pages
@teachers_only
def delete_hands(request, pk, count_pk):
    """Ask once, then remove a count."""
    taught = get_taught_classroom(request.user, pk)
    found = get_object_or_404(HandCount, classroom=taught, pk=count_pk)
    found.classroom = taught
    if request.method == "POST":
        delete_count(count=found, by=request.user)
        return redirect("classrooms:hands", taught.pk)
    context = {"classroom": taught, "tab": "teach", "kept": with_words([found])[0]}
    return render(request, "classrooms/hands_delete.html", context)
