"""What the CMS may not delete: classes refer to it."""

from django.db.models import Q
from wagtail.models import Page

from lessons.classrooms.models import Assignment, PaperCount


def is_used_in_classes(thing):
    """Return whether `thing`, or a page below it, was ever assigned, or holds what a class did on paper."""
    if not isinstance(thing, Page):
        return False
    below = Page.objects.filter(path__startswith=thing.path).values("pk")
    assigned = Assignment.objects.filter(Q(module__in=below) | Q(activity__in=below))
    return assigned.exists() or PaperCount.objects.filter(quiz__in=below).exists()
