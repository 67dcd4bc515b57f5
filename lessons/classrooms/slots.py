"""What this app puts into the pages of others."""

from django.template.loader import render_to_string
from django.utils.html import conditional_escape

from lessons.accounts import phone_list
from lessons.classrooms.classless import of_no_class
from lessons.classrooms.models import Enrolment
from lessons.classrooms.my_assignments import was_done_before_it_was_set
from lessons.classrooms.practising import weeks_of
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


@slots.fill("practice.class")
def class_practises(request, _practice):
    """That the reader's class practises this week."""
    person = request.user if request is not None and hasattr(request, "user") else None
    if person is None or not person.is_authenticated or not person.is_learner or person.is_guest:
        return ""
    weeks = weeks_of(Enrolment.objects.filter(learner=person))
    return render_to_string("classrooms/includes/my_practise_weeks.html", {"weeks": weeks}) if weeks else ""


@slots.fill("learner.name")
def learner_name(request, learner):
    """The name by which a class knows the learner, that of the latest, else that on this phone; none for a guest."""
    named = Enrolment.objects.filter(learner=learner).order_by("-joined_at").first()
    named = named or phone_list.entry_of(request, learner)
    return conditional_escape(named.name) if named else ""


@slots.fill("sign_out.stays")
def sign_out_stays(request, person):
    """For whoever is on the list of this phone: that it leads back; for whoever nothing leads back, that."""
    is_listed = phone_list.entry_of(request, person) is not None
    if not is_listed and (not person.is_learner or Enrolment.objects.filter(learner=person).exists()):
        return ""
    return render_to_string("classrooms/includes/stays.html", {"is_listed": is_listed})


@slots.fill("phone.list")
def phone_list_goes(request, _obj):
    """Before the list of this phone goes: who is on it, and who of them can't come back."""
    entries = phone_list.entries_of(request)
    context = {"entries": entries, "lost": of_no_class(entries)}
    return render_to_string("classrooms/includes/phone_list_goes.html", context) if entries else ""
