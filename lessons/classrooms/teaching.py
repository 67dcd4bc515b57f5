"""What a teacher finds to teach with: the modules that fit a class, their guides, and the numbers to call."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from lessons.content.models import Helpline, HelpPage, ModulePage
from lessons.core.bilingual import falls_back
from lessons.learning.queries import activities_below

KINDS = ["ten_minutes", "forty_minutes", "discussion", "may_come_up"]


@dataclass(frozen=True)
class TaughtModule:
    """A module with its published activities for the age of a class."""

    module: ModulePage
    activities: list
    is_assigned: bool


@dataclass(frozen=True)
class GuideParts:
    """A module's guide, its blocks grouped by kind; `partly` when some of it is in another language only."""

    ten_minutes: list
    forty_minutes: list
    discussion: list
    may_come_up: list
    partly: bool

    @property
    def is_empty(self):
        return not (self.ten_minutes or self.forty_minutes or self.discussion or self.may_come_up)


def modules_to_teach(classroom):
    """Return the TaughtModules that have something for the age of the class, the assigned ones first."""
    modules = ModulePage.objects.live().public().defer("guide", "objectives").order_by("number", "path")
    below = activities_below(list(modules), classroom.band)
    given = set(classroom.assignments.standing().values_list("module_id", flat=True))
    found = [TaughtModule(module, below[module.path], module.pk in given) for module in modules if below[module.path]]
    return sorted(found, key=lambda taught: not taught.is_assigned)


def get_module_to_teach(classroom, pk):
    """Return the TaughtModule of the published module `pk`; raises Http404 when it has nothing for this class."""
    # By `id`: the pk of a page is a link to another row, and a number too large for that is an error of ours.
    module = get_object_or_404(ModulePage.objects.live().public(), id=pk)
    activities = activities_below([module], classroom.band)[module.path]
    if not activities:
        raise Http404
    return TaughtModule(module, activities, is_assigned=False)


def get_activity_to_teach(classroom, model, pk):
    """Return the published page `pk` of `model`, a lesson or a quiz, written for the age of the class, or Http404."""
    activity = get_object_or_404(model.objects.live().public().for_band(classroom.band), id=pk)
    if not activity.module.live:
        raise Http404
    return activity


def guide_parts(module):
    """Return the GuideParts of `module` for this reader."""
    grouped = {kind: [block.value for block in module.guide if block.block_type == kind] for kind in KINDS}
    language = get_language() or settings.LANGUAGE_CODE
    partly = any(falls_back(raw, language) for raw in (module.guide.raw_data, module.objectives.raw_data))
    return GuideParts(**grouped, partly=partly)


def numbers_to_call():
    """Return (the number for danger, the others): Helplines in the order in which the help page shows them first.

    Without a help page, all of them in the editors' order.
    """
    page = HelpPage.objects.live().public().select_related("emergency").first()
    lists = [block.value for block in page.body if block.block_type == "helplines"] if page else []
    shown = [one for one in lists[0] if one and one.live] if lists else list(Helpline.objects.filter(live=True))
    danger = page.emergency if page and page.emergency and page.emergency.live else None
    return danger, [helpline for helpline in shown if helpline != danger]
