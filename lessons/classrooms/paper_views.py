"""For classes without devices: a lesson, a quiz and its key on paper, and what came back as numbers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from lessons.accounts.forms import posted
from lessons.accounts.views import pages
from lessons.classrooms.access import get_taught_classroom, teachers_only
from lessons.classrooms.paper import paper_lesson, paper_quiz
from lessons.classrooms.paper_counts import delete_paper_count, enter_paper_count
from lessons.classrooms.paper_forms import PaperResultsForm
from lessons.classrooms.teaching import get_activity_to_teach
from lessons.content.models import LessonPage, QuizPage


@require_safe
@teachers_only
def lesson(request, pk, lesson_pk):
    """A lesson for paper, in the language of the class."""
    taught = get_taught_classroom(request.user, pk)
    page = get_activity_to_teach(taught, LessonPage, lesson_pk)
    context = {"page": page, "module": page.module, "blocks": paper_lesson(page, taught)}
    return sheet(request, "classrooms/paper_lesson.html", taught, context)


@require_safe
@teachers_only
def quiz(request, pk, quiz_pk):
    """The knowledge questions of a quiz with boxes to tick, in the language of the class."""
    return _quiz_sheet(request, "classrooms/paper_quiz.html", pk, quiz_pk)


@require_safe
@teachers_only
def key(request, pk, quiz_pk):
    """What is right on the sheet of the class, and what to say about it."""
    return _quiz_sheet(request, "classrooms/paper_key.html", pk, quiz_pk)


def _quiz_sheet(request, template, pk, quiz_pk):
    taught = get_taught_classroom(request.user, pk)
    page = get_activity_to_teach(taught, QuizPage, quiz_pk)
    context = {"page": page, "module": page.module, "items": paper_quiz(page, taught)}
    return sheet(request, template, taught, context)


def sheet(request, template, classroom, context):
    """Return a page for printing in the language of the class; the way back stays in the reader's."""
    ways = {"back": reverse("classrooms:teach", args=[classroom.pk])}
    with override(classroom.language):
        return render(request, template, {"classroom": classroom, **ways, **context})


@pages
@teachers_only
def results(request, pk, quiz_pk):
    """Enter how a class did on paper; what was entered before stands below."""
    taught = get_taught_classroom(request.user, pk)
    page = get_activity_to_teach(taught, QuizPage, quiz_pk)
    form = PaperResultsForm(posted(request), items=paper_quiz(page, taught))
    if form.items and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("taken_on", "learners")}
        enter_paper_count(classroom=taught, quiz=page, by=request.user, right=form.right, **data)
        messages.success(request, _("The paper results are saved."))
        return redirect("classrooms:paper_results", taught.pk, page.pk)
    entered = taught.paper_counts.filter(quiz=page).select_related("entered_by")
    context = {"classroom": taught, "tab": "teach", "page": page, "form": form, "entered": entered}
    return render(request, "classrooms/paper_results.html", context)


@pages
@teachers_only
def delete(request, pk, count_pk):
    """Ask once, then delete one entry of paper results."""
    taught = get_taught_classroom(request.user, pk)
    count = get_object_or_404(taught.paper_counts.select_related("quiz", "classroom"), pk=count_pk)
    if request.method != "POST":
        return render(request, "classrooms/paper_delete.html", {"classroom": taught, "tab": "teach", "count": count})
    delete_paper_count(count=count, by=request.user)
    messages.success(request, _("The entry is deleted."))
    return redirect("classrooms:paper_results", taught.pk, count.quiz_id)
