"""The frame of this package's screens in the CMS."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

TITLE = gettext_lazy("Bring and take")


def draw(request, template, title, context=None, *, icon="download"):
    """Return a screen below "Bring and take"; `title` is its own, None for that page itself."""
    crumbs = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    crumbs.append({"url": reverse("exchange") if title else "", "label": TITLE})
    if title:
        crumbs.append({"url": "", "label": title})
    frame = {"breadcrumbs_items": crumbs, "header_title": title or TITLE, "header_icon": icon}
    return render(request, f"editorial/exchange/{template}.html", frame | (context or {}))
