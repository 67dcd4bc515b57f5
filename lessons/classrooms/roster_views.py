"""Who is in a class: its first page, who waits, who was removed, and adding learners by a list."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from lessons.accounts.forms import posted
from lessons.accounts.views import pages
from lessons.classrooms.access import get_taught_classroom, get_taught_enrolment, teachers_only
from lessons.classrooms.learner_actions import NotPossible, let_in, refuse
from lessons.classrooms.names import name_key, tidy_name
from lessons.classrooms.roster import names_in_lines
from lessons.classrooms.roster_files import NotAList
from lessons.classrooms.roster_forms import ListForm
from lessons.classrooms.roster_plan import ListChanged, add_learners, plan_list

A_PAGE = 50
MOST_SEARCHED = 40


def page_of(enrolments, asked):
    """Return what a page of `enrolments` shows for the query string `asked`: those found, and what was searched."""
    sought = tidy_name(asked.get("q", ""))[:MOST_SEARCHED]
    found = enrolments.filter(name_key__contains=name_key(sought)) if sought else enrolments
    return {"learners": Paginator(found.by_name(), A_PAGE).get_page(asked.get("page")), "sought": sought}


def roster_of(classroom, asked):
    """Return what the first page of a class shows: a page of its learners, and who waits to be let in."""
    current = classroom.enrolments.current()
    shown = page_of(current, asked)
    waiting = classroom.enrolments.waiting()
    return shown | {
        "total": current.count() if shown["sought"] else shown["learners"].paginator.count,
        "waiting": waiting.latest_first()[:A_PAGE],
        "waiting_count": waiting.count(),
        "anyone_removed": classroom.enrolments.filter(removed_at__isnull=False).exists(),
    }


@require_POST
@teachers_only
def answer_waiting(request, pk):
    """Let in or refuse those who wait: one of them, or let in all."""
    taught = get_taught_classroom(request.user, pk)
    if "all" in request.POST:
        let_in(enrolments=taught.enrolments.all(), by=request.user)
        return redirect(taught)
    one = get_taught_enrolment(request.user, pk, request.POST.get("let_in") or request.POST.get("refuse", ""))
    if "let_in" in request.POST:
        let_in(enrolments=taught.enrolments.filter(pk=one.pk), by=request.user)
        return redirect(taught)
    try:
        refuse(enrolment=one, by=request.user)
    except NotPossible:
        raise Http404 from None
    return redirect(taught)


@require_safe
@teachers_only
def removed_learners(request, pk):
    taught = get_taught_classroom(request.user, pk)
    shown = page_of(taught.enrolments.filter(removed_at__isnull=False), request.GET)
    context = {"classroom": taught, "tab": "learners", **shown}
    return render(request, "classrooms/removed_learners.html", context)


@pages
@teachers_only
def add_by_list(request, pk):
    """A list of names: given, shown line by line with what would happen, then confirmed."""
    taught = get_taught_classroom(request.user, pk)
    step = request.POST.get("step")
    if step in {"check", "add"}:
        return _mended_list(request, taught, confirmed=step == "add")
    if step == "again":
        form = ListForm(initial={"text": request.POST.get("names", "")})
    else:
        form = ListForm(posted(request), request.FILES if request.method == "POST" else None)
    if form.is_valid():
        found = form.cleaned_data["found"]
        return _preview(request, taught, [name for part in found for name in part.names], found=found)
    return render(request, "classrooms/add_by_list.html", {"form": form, "classroom": taught, "tab": "learners"})


def _mended_list(request, classroom, *, confirmed):
    try:
        names = names_in_lines(mended_names(request.POST))
        if not confirmed:
            return _preview(request, classroom, names)
        plan = add_learners(classroom=classroom, names=names, seal=request.POST.get("seal", ""), by=request.user)
    except NotAList as reason:
        messages.error(request, str(reason))
        return redirect("classrooms:add_by_list", classroom.pk)
    except ListChanged:
        return _preview(request, classroom, names, has_changed=True)
    added = ngettext("%(n)s learner was added.", "%(n)s learners were added.", plan.changes) % {"n": plan.changes}
    messages.success(request, _("%(added)s Now print their cards.") % {"added": added} if plan.changes else added)
    return redirect(classroom)


def mended_names(data):
    """Return the names that the form of the preview carries, one a line, with the lines that were mended in it."""
    lines = data.get("names", "").splitlines()
    return "\n".join(data.get(f"line-{place}", line) for place, line in enumerate(lines))


def _preview(request, classroom, names, *, found=(), has_changed=False):
    plan = plan_list(classroom, names)
    context = {
        "classroom": classroom,
        "tab": "learners",
        "plan": plan,
        "names": "\n".join(names),
        "found": [part for part in found if part.columns],
        "has_changed": has_changed,
    }
    return render(request, "classrooms/list_preview.html", context)
