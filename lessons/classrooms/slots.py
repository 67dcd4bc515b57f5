"""What this app puts into the pages of others."""

from django.template.loader import render_to_string

from lessons.classrooms.my_assignments import was_done_before_it_was_set
from lessons.core import slots
from lessons.core.same_origin import has_session


@slots.fill("foot.links")
def foot_links(request, _obj):
    """Joining and signing in for a visitor, signing out for whoever is signed in."""
    person = request.user if request is not None and has_session(request) and hasattr(request, "user") else None
    return render_to_string("classrooms/includes/foot_links.html", {"person": person})


@slots.fill("lesson.assigned")
def lesson_assigned(request, lesson):
    """On a lesson that is done: that it was done before it was set, and the way to let it count."""
    person = request.user if request is not None and hasattr(request, "user") else None
    if person is None or not person.is_authenticated or not person.is_learner:
        return ""
    if not was_done_before_it_was_set(person, lesson):
        return ""
    return render_to_string("classrooms/includes/done_before.html", {"activity": lesson, "request": request})
