"""Founding an organisation: its groups and collection, its section of the tree, and the workflow of that section."""

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Workflow, WorkflowPage, WorkflowTask

from lessons.content.models import HomePage, OrganisationPage
from lessons.editorial.translation.review import LanguageReview
from lessons.organisations.actions import give_section, group_name, make_organisation
from lessons.organisations.models import Membership


@transaction.atomic
def found_organisation(*, name, slug, page=None, **headings):
    """Return the organisation with this slug, with all that belongs to it; what is there already stays.

    `page` is its section when there is one; else an unpublished OrganisationPage with `headings` is made.
    """
    organisation = make_organisation(name=name, slug=slug)
    section = page or OrganisationPage.objects.filter(organisation=organisation).first()
    if section is None:
        section = OrganisationPage(slug=slug, organisation=organisation, live=False, **headings)
        HomePage.objects.get().add_child(instance=section)
    give_section(organisation=organisation, page=section)
    give_workflow(organisation=organisation, page=section)
    return organisation


@transaction.atomic
def give_workflow(*, organisation, page):
    """Let what is written below `page`, and the organisation's records, be approved by its moderators."""
    if organisation.workflow is None:
        moderators = Group.objects.get(name=group_name(organisation, Membership.Role.MODERATOR))
        task = LanguageReview.objects.create(name=organisation.name)
        task.groups.add(moderators)
        organisation.workflow = Workflow.objects.create(name=organisation.name)
        WorkflowTask.objects.create(workflow=organisation.workflow, task=task.task_ptr, sort_order=0)
        organisation.save(update_fields=["workflow"])
    WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": organisation.workflow})
