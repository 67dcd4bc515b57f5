from django.contrib.auth import logout
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lessons.accounts import phone_list
from lessons.accounts.guests import learner_of
from lessons.classrooms.models import Enrolment
from lessons.classrooms.my_assignments import assignments_of
from lessons.classrooms.notices import notices_for
from lessons.classrooms.practising import weeks_of
from lessons.content.bands import reader_band
from lessons.core.clearing import clear_phone
from lessons.dashboards.actions import erase_person
from lessons.dashboards.exports import everything_about
from lessons.learning.certifying import completed_modules
from lessons.learning.practising import ready_count
from lessons.learning.queries import all_progress, record_of, resume_point


@require_safe
def me(request):
    """A learner's own page; for a visitor, how to begin."""
    learner = learner_of(request)
    if learner is None:
        return render(request, "dashboards/me_empty.html", {"people": phone_list.entries_of(request), "nav": "me"})
    record = record_of(learner)
    modules = all_progress(learner, reader_band(request), record=record)
    resume = resume_point(modules)
    enrolments = list(Enrolment.objects.filter(learner=learner).select_related("classroom").order_by("joined_at"))
    context = {
        "modules": [progress for progress in modules if progress.total],
        "enrolments": enrolments,
        "name_here": mine.name if (mine := phone_list.entry_of(request, learner)) else "",
        "notices": notices_for(learner, enrolments),
        "assignments": assignments_of(learner, enrolments, record.completions),
        "practise_weeks": weeks_of(enrolments) if enrolments else [],
        "ready": ready_count(learner, reader_band(request)),
        "completed": completed_modules(learner, modules),
        "is_empty": record.is_empty,
        "resume": resume,
        "resume_url": resume.url(request) if resume else "",
        "nav": "me",
    }
    return render(request, "dashboards/me.html", context)


@require_safe
def my_data(request):
    """What is kept about the reader, and the two things to do about it."""
    return render(request, "dashboards/my_data.html", {"learner": learner_of(request), "nav": "me"})


@require_POST
def take_my_data(request):
    """Everything that is kept about the reader, as a file with a name that tells nothing."""
    learner = learner_of(request)
    if learner is None:
        return redirect("dashboards:my_data")
    response = JsonResponse(everything_about(learner), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="record.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def erase_my_data(request):
    """Ask once, then erase the reader's record; a learner's account goes with it."""
    learner = learner_of(request)
    if learner is None:
        return redirect("dashboards:my_data")
    if request.method != "POST":
        listed = phone_list.entry_of(request, learner)
        return render(request, "dashboards/erase.html", {"learner": learner, "listed": listed, "nav": "me"})
    others = phone_list.without_learner(phone_list.entries_of(request), learner)
    erase_person(person=learner)
    if learner.is_learner:
        logout(request)
    # No redirect: a message would need a session, and there is none any more.
    response = clear_phone(render(request, "dashboards/erased.html", {"nav": "me"}))
    return phone_list.keep(request, response, others)
