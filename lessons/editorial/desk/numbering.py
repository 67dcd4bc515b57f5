"""The next free number of a module, and neutral addresses: a history list tells nothing by them."""

from wagtail.models import Page

from lessons.content.models import ModulePage
from lessons.content.slugs import is_reserved


def next_number(section):
    """Return the number after the highest of the section's modules, drafts among them."""
    numbers = ModulePage.objects.child_of(section).values_list("number", flat=True)
    return max(numbers, default=0) + 1


def free_slug(section, number):
    """Return "m" and the first number from `number` on that is no address below `section` yet."""
    taken = set(Page.objects.child_of(section).values_list("slug", flat=True))
    while f"m{number}" in taken:
        number += 1
    return f"m{number}"


def refusal_of(section, slug):
    """Return whether `slug` is "reserved" or "taken" below `section`, or ""."""
    if is_reserved(slug):
        return "reserved"
    return "taken" if Page.objects.child_of(section).filter(slug=slug).exists() else ""
