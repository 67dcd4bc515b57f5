"""Founding an organisation: its groups and collection, its section of the tree, and the workflow of that section."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from wagtail.models import Workflow, WorkflowPage, WorkflowTask

from lessons.content.models import HomePage, OrganisationPage
from lessons.editorial.founding.policies import HAS_MORE, StillNeeded, reason_to_keep
from lessons.editorial.translation.review import LanguageReview
from lessons.organisations.actions import give_section, group_name, make_organisation
from lessons.organisations.models import Membership


@transaction.atomic
def found_organisation(*, name, slug, page=None, source_language=settings.LANGUAGE_CODE, **headings):
    """Return the organisation with this slug, with all that belongs to it; what is there already stays.

    `page` is its section when there is one; else an unpublished OrganisationPage with `headings` is made, which
    says the name in the source language when it is given none.
    """
    organisation = make_organisation(name=name, slug=slug, source_language=source_language)
    section = page or OrganisationPage.objects.filter(organisation=organisation).first()
    if section is None:
        headings = headings or {f"heading_{source_language}": name}
        section = OrganisationPage(slug=slug, organisation=organisation, live=False, **headings)
        HomePage.objects.get().add_child(instance=section)
        section.save_revision()  # what the CMS shows of a draft
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


@transaction.atomic
def rename_organisation(*, organisation, name):
    """Give an organisation another name, and with it its collection, its workflow and the step in that.

    Its groups go by its slug, and what readers see is the heading of its page.
    """
    organisation.name = name
    organisation.save(update_fields=["name"])
    if organisation.collection:
        organisation.collection.name = name
        organisation.collection.save()
    if organisation.workflow:
        organisation.workflow.name = name
        organisation.workflow.save()
        for task in organisation.workflow.tasks:
            task.name = name
            task.save()


@transaction.atomic
def dissolve_organisation(*, organisation):
    """Delete an organisation that has nothing yet, with all that founding it made.

    Raises StillNeeded, with the reason, for any other.
    """
    if reason := reason_to_keep(organisation):
        raise StillNeeded(reason)
    workflow, collection = organisation.workflow, organisation.collection
    groups = Group.objects.filter(name__in=[group_name(organisation, role) for role in Membership.Role.values])
    for section in OrganisationPage.objects.filter(organisation=organisation):
        section.delete()
    try:
        organisation.delete()
    except (ProtectedError, RestrictedError):
        raise StillNeeded(HAS_MORE % {"name": organisation.name}) from None
    groups.delete()
    if workflow:
        for task in list(workflow.tasks):
            task.delete()
        workflow.delete()
    if collection:
        collection.delete()
