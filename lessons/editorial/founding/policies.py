"""Which organisations can't be deleted, with the reason."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from lessons.content.models import Fact, Helpline, OrganisationPage, Question

HAS_MORE = gettext_lazy("“%(name)s” has things of its own here. Delete or move them first.")


class StillNeeded(Exception):
    """What was to be deleted has to stay; the words are for whoever wanted it."""


def reason_to_keep(organisation):
    """Return why `organisation` can't be deleted, as a sentence, or None for one that has nothing yet."""
    name = {"name": organisation.name}
    for section in OrganisationPage.objects.filter(organisation=organisation):
        if section.live or section.first_published_at:
            return _("The page of “%(name)s” has been published. Unpublish what readers should not see.") % name
        if section.get_descendant_count():
            return _("“%(name)s” has modules. Delete or move them first.") % name
    if any(model.objects.filter(organisation=organisation).exists() for model in (Question, Fact, Helpline)):
        return _("“%(name)s” has questions, facts or helplines. Delete them first, or keep it.") % name
    files = (get_image_model(), get_document_model())
    if any(model.objects.filter(collection=organisation.collection_id).exists() for model in files):
        return _("“%(name)s” has images or documents. Delete them first, or keep it.") % name
    return None
