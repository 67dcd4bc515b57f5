"""Making an organisation and giving people their place in it."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from lessons.organisations.models import Membership, Organisation

# Editors publish too until each organisation has a moderation workflow of its own.
PAGE_RIGHTS = ["add_page", "change_page", "publish_page"]
RECORD_RIGHTS = ["add", "change", "publish"]
FILE_RIGHTS = ["add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"]
# A fact or helpline has no draft and serves every organisation: a wrong number would stand at once.
RECORD_MODELS = {Membership.Role.EDITOR: ["question"], Membership.Role.MODERATOR: ["question", "fact", "helpline"]}


def group_name(organisation, role):
    return f"{organisation.slug}: {role}s"


@transaction.atomic
def make_organisation(*, name, slug):
    """Return the organisation with this slug, with its groups and its collection for files."""
    organisation, _ = Organisation.objects.get_or_create(slug=slug, defaults={"name": name})
    collection = Collection.objects.filter(name=name).first()
    if collection is None:
        collection = Collection.get_first_root_node().add_child(name=name)
    for role in Membership.Role.values:
        group, _ = Group.objects.get_or_create(name=group_name(organisation, role))
        group.permissions.set(_cms_permissions(role))
        for permission in Permission.objects.filter(codename__in=FILE_RIGHTS):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
    return organisation


def _cms_permissions(role):
    names = [f"{right}_{model}" for model in RECORD_MODELS[role] for right in RECORD_RIGHTS]
    return Permission.objects.filter(
        Q(content_type__app_label="content", codename__in=names)
        | Q(content_type__app_label="wagtailadmin", codename="access_admin")
    )


@transaction.atomic
def give_section(*, organisation, page):
    """Let the organisation's people work on `page` and everything below it."""
    for role in Membership.Role.values:
        group = Group.objects.get(name=group_name(organisation, role))
        for permission in Permission.objects.filter(codename__in=PAGE_RIGHTS):
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


@transaction.atomic
def add_member(*, organisation, user, role):
    """Make `user` an editor or moderator of `organisation`; changing the role moves them between its groups."""
    membership, _ = Membership.objects.update_or_create(organisation=organisation, user=user, defaults={"role": role})
    for each in Membership.Role.values:
        group = Group.objects.get(name=group_name(organisation, each))
        (user.groups.add if each == role else user.groups.remove)(group)
    return membership
