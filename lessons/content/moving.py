"""Moving and copying pages: a module stays with the organisation whose questions, facts and files it shows."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from lessons.content.models import ModulePage, OrganisationPage

ONE_PAGE = gettext_lazy("“%(page)s” is the page of an organisation, which has only one: it can't be copied.")
GOES_WITH_IT = gettext_lazy(
    "“%(page)s” is the page of an organisation and goes only with it. An administrator can delete the organisation."
)


def section_of(page):
    """Return the OrganisationPage that `page` stands in or is, or None."""
    return OrganisationPage.objects.ancestor_of(page, inclusive=True).first()


def refuse_copy(request, page):
    """Send the editor back, with the reason, when `page` is an organisation's, or would go to another's section."""
    if refusal := _refuse_with_organisation(request, [page], ONE_PAGE):
        return refusal
    there = request.POST.get("new_parent_page", "")
    destination = Page.objects.filter(pk=there).first() if there.isdecimal() else None
    return refuse_move(request, [page], destination) if destination else None


def refuse_removal(request, pages):
    """Send the editor back, with the reason, when an organisation's page is among `pages` or below one of them."""
    return _refuse_with_organisation(request, pages, GOES_WITH_IT)


def _refuse_with_organisation(request, pages, reason):
    for page in pages:
        section = OrganisationPage.objects.descendant_of(page, inclusive=True).first()
        if section:
            messages.error(request, reason % {"page": section.get_admin_display_title()})
            parent = page.get_parent()
            return redirect("wagtailadmin_explore", parent.pk) if parent else redirect("wagtailadmin_explore_root")
    return None


def refuse_move(request, pages, destination):
    """Send the editor back, with the reason, when one of `pages` would go to another organisation's section."""
    there = section_of(destination)
    for page in pages:
        here = section_of(page)
        if here and there and here != there and here.pk != page.pk:
            reason = _(
                "“%(page)s” can't go to the section of %(there)s: its questions, facts and files belong to %(here)s."
                " Save its module as a package file and bring that in there."
            )
            names = {"page": page.get_admin_display_title(), "here": here.organisation, "there": there.organisation}
            messages.error(request, reason % names)
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def after_the_move(request, pages):
    """Tell what becomes of learners' records and of addresses that are printed on paper."""
    if any(isinstance(page.specific, ModulePage) for page in pages):
        words = _("Its old addresses, and those of its lessons, scenarios and quizzes, lead to the new ones.")
    else:
        words = _(
            "Its old address leads to the new one. What learners have done with it stays theirs, and counts in the"
            " module where it stands now."
        )
    messages.info(request, words)
