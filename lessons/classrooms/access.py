from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lessons.classrooms.models import Assignment, Classroom, Enrolment


def teachers_only(view):
    """Let whoever has a password see `view`, ask visitors to sign in, and tell learners nothing."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if not request.user.is_authenticated or request.user.is_guest:
            return redirect_to_login(request.get_full_path(), reverse("accounts:teacher_sign_in"))
        if request.user.is_learner:
            raise Http404
        return view(request, *args, **kwargs)

    return checked


def learners_only(view):
    """Let learners with a PIN or pictures see `view`, ask visitors and guests to sign in, and tell teachers nothing."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if not request.user.is_authenticated or request.user.is_guest:
            return redirect_to_login(request.get_full_path(), reverse("classrooms:sign_in"))
        if not request.user.is_learner:
            raise Http404
        return view(request, *args, **kwargs)

    return checked


def get_own_double(user, pk):
    """Return the place in a class of which a teacher says that it is `user`'s too; raises Http404 for any other."""
    doubles = Enrolment.objects.select_related("classroom", "learner", "merged_into")
    return get_object_or_404(doubles, pk=pk, merged_into__learner=user)


def get_taught_classroom(user, pk):
    """Return the class `pk` that `user` teaches.

    Raises Http404 for anyone else's class as for none at all, so that nobody can find out which classes exist.
    """
    if not user.is_authenticated or user.is_learner:
        raise Http404
    return get_object_or_404(Classroom.objects.taught_by(user), pk=pk)


def get_owned_classroom(user, pk):
    """Return the class `pk` whose teacher `user` is; raises Http404 for a co-teacher too."""
    classroom = get_taught_classroom(user, pk)
    return get_object_or_404(Classroom.objects.owned_by(user), pk=classroom.pk)


def get_taught_enrolment(user, classroom_pk, pk):
    """Return the enrolment `pk` in the class that `user` teaches; raises Http404 like get_taught_classroom.

    `pk` is what a form sent: anything.
    """
    classroom = get_taught_classroom(user, classroom_pk)
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        raise Http404
    return get_object_or_404(Enrolment.objects.select_related("classroom", "learner"), classroom=classroom, pk=pk)


def get_current_enrolment(user, classroom_pk, pk):
    """Return the enrolment `pk` of a learner who is in the class now; raises Http404 for whoever waits or was removed.

    Their results are nobody's any more.
    """
    enrolment = get_taught_enrolment(user, classroom_pk, str(pk))
    if not enrolment.is_current:
        raise Http404
    return enrolment


def get_taught_assignment(user, classroom_pk, pk):
    """Return the assignment `pk` of the class that `user` teaches; raises Http404 like get_taught_classroom."""
    classroom = get_taught_classroom(user, classroom_pk)
    found = Assignment.objects.select_related("classroom", "module", "activity")
    return get_object_or_404(found, classroom=classroom, pk=pk)
