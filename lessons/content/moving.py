"""Moving pages: a module stays with the organisation whose questions, facts and files it shows."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lessons.content.models import ModulePage, OrganisationPage


def section_of(page):
    """Return the OrganisationPage that `page` stands in or is, or None."""
    return OrganisationPage.objects.ancestor_of(page, inclusive=True).first()


def refuse_move(request, pages, destination):
    """Send the editor back, with the reason, when one of `pages` would go to another organisation's section."""
    there = section_of(destination)
    for page in pages:
        here = section_of(page)
        if here and there and here != there and here.pk != page.pk:
            reason = _(
                "“%(page)s” can't move to the section of %(there)s: its questions, facts and files belong to %(here)s."
                " Save its module as a package file and bring that in there."
            )
            names = {"page": page.get_admin_display_title(), "here": here.organisation, "there": there.organisation}
            messages.error(request, reason % names)
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def after_the_move(request, pages):
    """Tell what becomes of learners' records and of addresses that are printed on paper."""
    if any(isinstance(page.specific, ModulePage) for page in pages):
        words = _("Its old addresses, and those of its lessons and quizzes, lead to the new ones.")
    else:
        words = _(
            "Its old address leads to the new one. What learners have done with it stays theirs, and counts in the"
            " module where it stands now."
        )
    messages.info(request, words)
