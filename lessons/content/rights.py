"""What a person may see and choose in the CMS: one rule a kind of thing, asked by every view, chooser and form."""

from django.db.models import Q
from wagtail.models import CollectionMember, Page
from wagtail.permissions import page_permission_policy

from lessons.organisations.models import Organisation


def numbers_of_rows(texts):
    """Return those of `texts`, which anybody may have typed, that can be the number of a row.

    Databases refuse to look longer ones up in a list.
    """
    return [text for text in texts if text.isdecimal() and len(text) <= 18]


def owned(model, user):
    """Return the rows of the organisations that `user` publishes for."""
    return model._default_manager.filter(organisation__in=Organisation.objects.of_member(user))


def seen_pages(user):
    """Return the pages that `user` works on, and those above them."""
    return page_permission_policy.explorable_instances(user)


def choosable_pages(user):
    """Return the pages that `user` may link to: their own, and what any reader can open."""
    anybodys = Page.objects.live().public()
    return Page.objects.filter(Q(pk__in=seen_pages(user).values("pk")) | Q(pk__in=anybodys.values("pk")))


def choosable_records(model, user):
    """Return the rows of `model` that `user` may put into a page: their own, and published ones that serve all."""
    own = Q(organisation__in=Organisation.objects.of_member(user))
    return model._default_manager.filter(own | Q(live=True) if model.serves_all else own)


def files(model, user, action="choose"):
    """Return the images or documents in the collections where `user` may do `action`."""
    # Both modules ask for their model when they are imported, which forms are before models are there.
    from wagtail.documents.permissions import permission_policy as documents
    from wagtail.images.permissions import permission_policy as images

    policy = next(policy for policy in (images, documents) if issubclass(model, policy.model))
    return policy.instances_user_has_permission_for(user, action)


def choosable(model, user):
    """Return the rows of `model` that `user` may refer to, or None when everyone may refer to all of them."""
    if issubclass(model, Page):
        return choosable_pages(user)
    if issubclass(model, CollectionMember):
        return files(model, user)
    return choosable_records(model, user) if hasattr(model, "serves_all") else None
