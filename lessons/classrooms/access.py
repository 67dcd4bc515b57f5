from django.http import Http404
from django.shortcuts import get_object_or_404

from lessons.classrooms.models import Classroom, Enrolment


def get_taught_classroom(user, pk):
    """Return the class `pk` that `user` teaches.

    Raises Http404 for anyone else's class as for none at all, so that nobody can find out which classes exist.
    """
    if not user.is_authenticated or user.is_learner:
        raise Http404
    return get_object_or_404(Classroom.objects.taught_by(user), pk=pk)


def get_taught_enrolment(user, classroom_pk, pk):
    """Return the enrolment `pk` in the class that `user` teaches; raises Http404 like get_taught_classroom.

    `pk` is what a form sent: anything.
    """
    classroom = get_taught_classroom(user, classroom_pk)
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        raise Http404
    return get_object_or_404(Enrolment.objects.select_related("classroom", "learner"), classroom=classroom, pk=pk)
