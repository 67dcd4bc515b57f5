"""What a person may work on from the desk."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail.permissions import page_permission_policy

from lessons.content.models import OrganisationPage


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


def _get(queryset, pk):
    try:
        return get_object_or_404(queryset, pk=pk)
    except (ValueError, ValidationError):
        raise Http404 from None
