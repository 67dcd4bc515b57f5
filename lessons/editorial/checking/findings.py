"""What the content check finds in a page or record, and in what would go live with it."""

from dataclasses import dataclass

from django.utils.text import Truncator
from wagtail.models import Page

from lessons.content.models import ModulePage, Question
from lessons.editorial.checking.finding import Finding, edit_address
from lessons.editorial.checking.gathering import drafts_below, drafts_with, gather
from lessons.editorial.checking.rules import RULES

__all__ = ["Checked", "Finding", "check_of", "check_whole", "findings_in", "findings_of", "name_of"]


@dataclass(frozen=True)
class Checked:
    """A page or record with its Findings, in the order in which an editor should look at them."""

    obj: object
    findings: list

    @property
    def stops(self):
        return [finding for finding in self.findings if finding.is_stop]

    @property
    def is_final(self):
        """Whether something was found that no reason passes."""
        return any(finding.is_final for finding in self.findings)

    @property
    def name(self):
        """What editors call it."""
        return name_of(self.obj)

    @property
    def edit_url(self):
        return edit_address(self.obj)

    @property
    def advice(self):
        return [finding for finding in self.findings if not finding.is_stop]


def name_of(obj):
    """Return what editors call `obj`, shortly: of a question the beginning of its prompt."""
    if isinstance(obj, Page):
        return obj.get_admin_display_title()
    return Truncator(obj.prompt or obj.key).chars(70) if isinstance(obj, Question) else str(obj)


def findings_of(obj):
    """Return the Findings in the latest draft of `obj`, a page or a record, and of nothing else."""
    return check_of(obj)[0].findings


def check_of(obj):
    """Return a Checked of the latest draft of `obj`, then of each new record that would go live with it."""
    return _check(drafts_with(obj))


def check_whole(obj):
    """Return what check_of returns; of a module also a Checked of each activity below it and each question in them."""
    return _check(drafts_below(obj) if isinstance(obj, ModulePage) else drafts_with(obj))


def _check(drafts):
    return [Checked(subject.obj, findings_in(subject)) for subject in gather(drafts)]


def findings_in(subject):
    """Return the Findings of every rule for a Subject: what stops comes first, each kind in the order of the text."""
    found = [finding for rule in RULES for finding in rule(subject)]
    places = {unit.path: place for place, unit in enumerate(subject.units)}
    return sorted(found, key=lambda each: (not each.is_stop, _place(each.path, places)))


def _place(path, places):
    for end in range(len(path), 0, -1):
        near = [place for known, place in places.items() if known[:end] == path[:end]]
        if near:
            return min(near)
    return -1
