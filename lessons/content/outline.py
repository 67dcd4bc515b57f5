"""The order of things: which pages there are, and what comes before and after an activity in its module."""

from dataclasses import dataclass

from wagtail.models import Page

from lessons.content.kept import kept


@dataclass(frozen=True)
class Outline:
    """A module and its published activities in order."""

    module: object
    activities: list

    def for_band(self, band):
        return [a for a in self.activities if band is None or band in a.bands]

    def place(self, activity, band):
        """Return where `activity` stands among those for `band`, counted from 1, or None."""
        return next((n for n, a in enumerate(self.for_band(band), 1) if a.pk == activity.pk), None)

    def before(self, activity, band):
        return next((a for a in reversed(self.for_band(band)) if a.path < activity.path), None)

    def after(self, activity, band):
        return next((a for a in self.for_band(band) if a.path > activity.path), None)


def outline_of(request, activity):
    """Return the Outline of the module that `activity` stands in."""

    def make():
        module = activity.module
        return Outline(module, module.activities())

    return kept(request, f"outline:{activity.path[: -Page.steplen]}", make)


def find_page(request, home, path_components):
    """Return the published page below `home` at this address, or None. Wagtail asks twice a level on the way."""

    def make():
        pages = Page.objects.live().descendant_of(home)
        return dict(pages.values_list("url_path", "pk"))

    url_path = home.url_path + "".join(f"{part}/" for part in path_components)
    pk = kept(request, f"addresses:{home.pk}", make).get(url_path)
    return Page.objects.filter(pk=pk).specific().first() if pk else None
