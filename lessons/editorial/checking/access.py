"""Whose content check a person may see, and pass."""

from django.apps import apps
from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail.models import LockableMixin

from lessons.content.owned import OwnedPermissionPolicy, owned
from lessons.content.owned_records import OwnedRecord
from lessons.content.pages import LocalPage


def label_of(obj):
    """Return how an address names the kind of `obj`, such as "content.lessonpage"."""
    return type(obj)._meta.label_lower


def get_checkable(user, label, pk):
    """Return the page or record `pk` of the model `label` that `user` may change.

    Raises Http404 for anyone else's as for none at all.
    """
    model = _model(label)
    if issubclass(model, OwnedRecord):
        if not user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}"):
            raise Http404
        return get_object_or_404(owned(model, user), pk=pk)
    page = get_object_or_404(model, pk=pk)
    if not page.permissions_for_user(user).can_edit():
        raise Http404
    return page


def get_publishable(user, label, pk):
    """Return the page or record `pk` that `user` may publish. Raises Http404 as get_checkable does."""
    obj = get_checkable(user, label, pk)
    if not may_publish(user, obj):
        raise Http404
    return obj


def may_publish(user, obj):
    """Return whether `user`, who may change `obj`, may publish it, too."""
    if isinstance(obj, LocalPage):
        return obj.permissions_for_user(user).can_publish()
    return OwnedPermissionPolicy(type(obj)).user_has_permission_for_instance(user, "publish", obj)


def is_locked_for(user, obj):
    """Return whether somebody else has locked `obj`, or a workflow has, so that `user` can't change it now."""
    lock = obj.get_lock() if isinstance(obj, LockableMixin) else None
    return lock is not None and lock.for_user(user)


def _model(label):
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        raise Http404 from None
    if not issubclass(model, LocalPage | OwnedRecord):
        raise Http404
    return model
