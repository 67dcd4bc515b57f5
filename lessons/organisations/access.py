"""Which organisation a person may look after."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from lessons.organisations.models import Organisation


def get_run_organisation(user, pk):
    """Return the organisation `pk` whose people `user` looks after: any for a superuser, their own for a moderator.

    Raises Http404 for anybody else's as for none at all.
    """
    if not user.is_authenticated or user.is_learner:
        raise Http404
    return get_object_or_404(Organisation.objects.run_by(user), pk=pk)
