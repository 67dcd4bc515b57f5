"""Which records a person may look after."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from lessons.content.models import Fact, Helpline
from lessons.content.rights import owned

MODELS = {"fact": Fact, "helpline": Helpline}


def may_change(user, model):
    return user.has_perm(f"content.change_{model._meta.model_name}")


def get_record(user, kind, pk):
    """Return the fact or helpline `pk` that `user` may change.

    Raises Http404 for that of another organisation as for none at all.
    """
    model = MODELS.get(kind)
    if model is None or not may_change(user, model):
        raise Http404
    return get_object_or_404(owned(model, user), pk=pk)
