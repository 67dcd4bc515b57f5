"""What a person may translate."""

from functools import reduce
from operator import or_

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail.models import LockableMixin, Page

from lessons.content.models import Fact, Helpline, ModulePage, OrganisationPage, Question, Topic
from lessons.content.owned import owned
from lessons.content.pages import LocalPage
from lessons.core.bilingual import LANGUAGES
from lessons.organisations.models import Organisation

RECORDS = {model._meta.model_name: model for model in (Question, Fact, Helpline, Topic)}


def get_translatable(user, kind, pk, language):
    """Return the page or record `pk` that `user` may edit; `kind` is the name of its model.

    Raises Http404 for anyone else's as for none at all, and for a language that the site does not have.
    """
    if language not in LANGUAGES:
        raise Http404
    return _get_record(user, RECORDS[kind], pk) if kind in RECORDS else _get_page(user, kind, pk)


def _get_record(user, model, pk):
    if not user.has_perm(f"content.change_{model._meta.model_name}"):
        raise Http404
    return get_object_or_404(model.objects.all() if model is Topic else owned(model, user), pk=pk)


def _get_page(user, kind, pk):
    page = get_object_or_404(Page, pk=pk).specific
    is_right_kind = isinstance(page, LocalPage) and page._meta.model_name == kind
    if not (is_right_kind and page.permissions_for_user(user).can_edit()):
        raise Http404
    return page


def lock_message(obj, user):
    """Return why `user` can't write in `obj` now, such as that it is in moderation, or an empty string."""
    lock = obj.get_lock() if isinstance(obj, LockableMixin) else None
    return lock.get_message(user) if lock and lock.for_user(user) else ""


def shared_pages(user):
    """Return the pages that belong to no organisation, such as the help page, to whoever keeps them: an admin."""
    if not user.is_superuser:
        return Page.objects.none()
    pages = Page.objects.filter(depth__gt=1)
    for section in OrganisationPage.objects.all():
        pages = pages.not_descendant_of(section, inclusive=True)
    return pages


def shared_topics(user):
    """Return the topics, which serve all organisations, to whoever may change them."""
    return Topic.objects.all() if user.has_perm("content.change_topic") else Topic.objects.none()


def sections_of(user):
    """Return the sections of the organisations that `user` publishes for."""
    return OrganisationPage.objects.filter(organisation__in=Organisation.objects.of_member(user)).order_by("path")


def modules_of(user):
    """Return the modules of the organisations that `user` publishes for, drafts too."""
    paths = [Q(path__startswith=path) for path in sections_of(user).values_list("path", flat=True)]
    return ModulePage.objects.filter(reduce(or_, paths)).order_by("path") if paths else ModulePage.objects.none()
