"""Making an organisation and giving people their place in it."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from lessons.organisations.models import Membership, Organisation

PAGE_RIGHTS = {"editor": ["add_page", "change_page"], "moderator": ["add_page", "change_page", "publish_page"]}
RECORD_RIGHTS = {"editor": ["add", "change"], "moderator": ["add", "change", "publish"]}
RECORDS = ["question", "fact", "helpline"]
FILE_RIGHTS = ["add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"]


def group_name(organisation, role):
    return f"{organisation.slug}: {role}s"


@transaction.atomic
def make_organisation(*, name, slug, **fields):
    """Return the organisation with this slug, with its groups and its collection for files.

    `name` and `fields` are for one that is new.
    """
    organisation, _ = Organisation.objects.get_or_create(slug=slug, defaults={"name": name} | fields)
    if organisation.collection is None:
        # Made by an older version, which found a collection by its name. One that has an owner is not ours.
        owned = Organisation.objects.exclude(collection=None).values("collection")
        earlier = Collection.objects.filter(name=name, depth=2).exclude(pk__in=owned).first()
        organisation.collection = earlier or Collection.get_first_root_node().add_child(name=name)
        organisation.save(update_fields=["collection"])
    for role in Membership.Role.values:
        group, _ = Group.objects.get_or_create(name=group_name(organisation, role))
        group.permissions.set(_cms_permissions(role))
        for permission in Permission.objects.filter(codename__in=FILE_RIGHTS):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=organisation.collection, permission=permission
            )
    return organisation


def _cms_permissions(role):
    names = [f"{right}_{model}" for model in RECORDS for right in RECORD_RIGHTS[role]]
    return Permission.objects.filter(
        Q(content_type__app_label="content", codename__in=names)
        | Q(content_type__app_label="wagtailadmin", codename="access_admin")
    )


@transaction.atomic
def give_section(*, organisation, page):
    """Let the organisation's people work on `page` and everything below it."""
    for role in Membership.Role.values:
        group = Group.objects.get(name=group_name(organisation, role))
        rights = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGE_RIGHTS[role])
        GroupPagePermission.objects.filter(group=group, page=page).exclude(permission__in=rights).delete()
        for permission in rights:
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


@transaction.atomic
def add_member(*, organisation, user, role):
    """Make `user` an editor or moderator of `organisation`; changing the role moves them between its groups."""
    membership, _ = Membership.objects.update_or_create(organisation=organisation, user=user, defaults={"role": role})
    for each in Membership.Role.values:
        group = Group.objects.get(name=group_name(organisation, each))
        (user.groups.add if each == role else user.groups.remove)(group)
    return membership
