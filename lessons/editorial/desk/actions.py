"""Making a whole module at once."""

from uuid import uuid4

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from lessons.content.models import ModulePage, OrganisationPage
from lessons.content.panels import record_languages
from lessons.editorial.desk import template


@transaction.atomic
def make_module(*, section, user, token, slug, **fields):
    """Return the draft module of `section` that `token` stands for, with a first lesson and a quiz in it.

    Called again with the same token it returns what the first call made. `fields` are the module's own.
    """
    # Held until the end: a second press of the button waits here, and finds what the first has made.
    section = OrganisationPage.objects.select_for_update().get(pk=section.pk)
    made = ModulePage.objects.child_of(section).filter(translation_key=token).first()
    if made:
        return made
    if Page.objects.filter(translation_key=token).exists():
        token = uuid4()
    author = {code: getattr(section, f"heading_{code}") for code in record_languages}
    module = template.new_module(author=author, slug=slug, translation_key=token, **fields)
    _add_draft(section, module, user)
    _add_draft(module, template.new_lesson(f"{slug}-1"), user)
    _add_draft(module, template.new_quiz(f"{slug}-q"), user)
    return module


def _add_draft(parent, page, user):
    page.live, page.owner = False, user
    parent.add_child(instance=page)
    revision = page.save_revision(user=user)
    log(instance=page, action="wagtail.create", user=user, revision=revision, content_changed=True)
