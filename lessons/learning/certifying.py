"""Who may have a certificate, making one, and what a learner has or can have."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from lessons.content.models import ModulePage, OrganisationPage
from lessons.core.bilingual import LANGUAGES
from lessons.learning.actions import lock_learners
from lessons.learning.certificates import Certificate
from lessons.learning.queries import DONE, module_progress


class NotCompleted(Exception):
    """Something in the module is still to be done."""


@dataclass(frozen=True)
class Completed:
    """A module that a learner has completed; `certificate` is None until they ask for it."""

    module: ModulePage
    certificate: Certificate | None


@transaction.atomic
def make_certificate(*, learner, module, band=None, now=None):
    """Return the learner's certificate of `module`, a new one when they have none.

    Raises NotCompleted when an activity of it for `band` (None: all) is not done. One that was made stays, whatever is
    added to the module later.
    """
    lock_learners(learner)
    found = Certificate.objects.filter(learner=learner, module=module, is_second=False).first()
    if found:
        return found
    if module_progress(learner, module, band).state != DONE:
        raise NotCompleted
    return Certificate.objects.create(
        learner=learner,
        module=module,
        heading=_words(module),
        publisher=_words(OrganisationPage.objects.parent_of(module).first()),
        made_in=timezone.localdate(now).replace(day=1),
    )


def _words(page):
    return {code: getattr(page, f"heading_{code}") or "" for code in LANGUAGES} if page else {}


def completed_modules(learner, progresses):
    """Return what `learner` has completed, with its certificates, in one query.

    `progresses` are all their ModuleProgress; certificates of modules that are withdrawn come last.
    """
    mine = Certificate.objects.filter(learner=learner, is_second=False).select_related("module").latest_first()
    made = {certificate.module_id: certificate for certificate in mine}
    found = [
        Completed(progress.module, made.pop(progress.module.pk, None))
        for progress in progresses
        if progress.state == DONE or progress.module.pk in made
    ]
    return found + [Completed(certificate.module, certificate) for certificate in made.values()]
