"""How far a page or record has come on its way to the readers, in words."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from lessons.content.pages import activity_models, in_order
from lessons.core.bilingual import local_field


@dataclass(frozen=True)
class Activity:
    """A lesson, scenario or quiz of a module: `heading` is a LocalText, `state` words."""

    heading: object
    kind: str
    state: str
    url: str


def state_of(obj):
    """Return the words for where `obj` stands: draft, in moderation, sent back, live."""
    workflow = obj.current_workflow_state
    if workflow is not None:
        return _("sent back") if workflow.status == workflow.STATUS_NEEDS_CHANGES else _("in moderation")
    if obj.live:
        return _("live, with changes that aren't published") if obj.has_unpublished_changes else _("live")
    return _("unpublished") if obj.first_published_at else _("draft")


def activities_of(module):
    """Return the Activities of `module` in order, drafts among them."""
    states = {page.pk: state_of(page) for page in Page.objects.child_of(module).prefetch_workflow_states()}
    return [
        Activity(
            local_field(page, "heading"),
            str(page._meta.verbose_name),
            states[page.pk],
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
        )
        for page in in_order(model.objects.child_of(module) for model in activity_models())
    ]
