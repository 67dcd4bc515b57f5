"""What the CMS may not delete: classes refer to it."""

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.models import Page

from lessons.classrooms.models import Assignment, Classroom, PaperCount


def is_used_in_classes(thing):
    """Return whether `thing`, or a page below it, was ever assigned, or holds what a class did on paper."""
    if not isinstance(thing, Page):
        return False
    below = Page.objects.filter(path__startswith=thing.path).values("pk")
    assigned = Assignment.objects.filter(Q(module__in=below) | Q(activity__in=below))
    return assigned.exists() or PaperCount.objects.filter(quiz__in=below).exists()


def leads_a_class(thing):
    """Return whether a class would be left without its teacher if the user `thing` were deleted."""
    return isinstance(thing, get_user_model()) and Classroom.objects.owned_by(thing).exists()
