"""What a person may work on from the desk."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail.models import Page
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy

from lessons.content.models import Fact, Helpline, OrganisationPage, Question
from lessons.content.owned import owned

RECORDS = {model._meta.model_name: model for model in (Question, Fact, Helpline)}


def sections_of(user):
    """Return the sections of organisations in which `user` may add a module."""
    addable = page_permission_policy.instances_user_has_any_permission_for(user, {"add"})
    return OrganisationPage.objects.filter(pk__in=addable.values("pk")).order_by("path")


def get_section(user, pk):
    """Return the section `pk` in which `user` may add a module, or None when no `pk` is given.

    Raises Http404 for any other section as for none at all.
    """
    if not pk:
        return None
    return _get(sections_of(user), pk)


def get_draft(user, kind, pk):
    """Return the latest draft of the page (`kind` is "page") or record `pk` that `user` may change.

    Raises Http404 for anything else.
    """
    if kind == "page":
        page = _get(Page.objects.all(), pk).specific
        if not page.permissions_for_user(user).can_edit():
            raise Http404
        return page.get_latest_revision_as_object()
    model = RECORDS.get(kind)
    if model is None or not ModelPermissionPolicy(model).user_has_permission(user, "change"):
        raise Http404
    return _get(owned(model, user), pk).get_latest_revision_as_object()


def _get(queryset, pk):
    try:
        return get_object_or_404(queryset, pk=pk)
    except (ValueError, ValidationError):
        raise Http404 from None
