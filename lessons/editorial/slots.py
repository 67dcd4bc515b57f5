"""What this app puts into the editors of content; each family's module registers its own."""

from lessons.editorial.checking import panel as checking_panel
from lessons.editorial.checking.checklist_items import items_of
from lessons.editorial.desk import missing, panel
from lessons.editorial.desk.checklist import Item, provides_items
from lessons.editorial.upkeep import panel as upkeep_panel

__all__ = ["checking_panel", "missing", "panel", "upkeep_panel"]


@provides_items
def findings(obj, user):
    return [Item(*item) for item in items_of(obj)]
