"""What this app puts into the editors of content; each family's module registers its own."""

from django.urls import reverse
from django.utils.translation import gettext as _

from lessons.editorial.checking import panel as checking_panel
from lessons.editorial.checking.checklist_items import items_of
from lessons.editorial.desk import missing, own_needs, panel
from lessons.editorial.desk.access import sections_of
from lessons.editorial.desk.checklist import Item, provides_items
from lessons.editorial.desk.needs import SHOWN, Button, Need, provides_button, provides_needs
from lessons.editorial.scenarios import panel as scenario_panel
from lessons.editorial.translation.checklist_items import translation_items
from lessons.editorial.translation.needs import outdated_translations
from lessons.editorial.upkeep import panel as upkeep_panel

# What waits for a person and what can be begun come first on the first page: they are registered first.
__all__ = ["checking_panel", "missing", "own_needs", "panel", "scenario_panel", "upkeep_panel"]


@provides_items
def findings(obj, user):
    return [Item(*item) for item in items_of(obj)]


@provides_items
def languages(obj, user):
    return [Item(*item) for item in translation_items(obj, user)]


@provides_needs
def out_of_date(user):
    """Translations whose source has changed, the latest draft first."""
    items = [
        (str(one.name.text), one.url, f"{one.language} · {one.count}") for one in outdated_translations(user)[:SHOWN]
    ]
    return Need(_("Translations out of date"), items, reverse("translations:report"), _("All translations"))


@provides_button
def translations(user):
    return Button(_("Translations"), reverse("translations:report"), "globe") if sections_of(user).exists() else None
