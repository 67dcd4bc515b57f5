"""A page that goes to its readers takes along what was written for it: records that nobody has seen before."""

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import PageLogEntry
from wagtail.signals import page_published

from lessons.editorial.desk.used import is_new, organisation_id_of, records_of, sent_back, uses_in

TOGETHER = "editorial.publish_together"


def watch():
    """Publish new records with their page, however it is published: directly, by approval, or when its time comes."""
    page_published.connect(_publish_new_records, dispatch_uid="editorial-publish-together")


def _publish_new_records(instance, revision=None, **_signal):
    # Wagtail also says "published" of a page whose time is still to come.
    if instance.live:
        publish_new_records(page=instance, until=_scheduled_at(revision))


def _scheduled_at(revision):
    """Return when somebody decided that this revision of a page goes to the readers later on, or None."""
    decided = PageLogEntry.objects.filter(action="wagtail.publish.schedule", revision=revision)
    return decided.aggregate(at=Max("timestamp"))["at"] if revision else None


def publish_new_records(*, page, until=None):
    """Publish the drafts that `page` uses, of its own organisation and never published before; returns them.

    What was written in them after `until` has been read by nobody, and stays a draft. So does one that is not
    finished, or that a moderator has sent back.
    """
    return [record for record in new_records(page) if _publish(record, page, until or timezone.now())]


def new_records(page):
    """Return the records that go to the readers with `page`, if they are finished by then."""
    records = [record for record in records_of(uses_in(page)).values() if is_new(record)]
    if not records:
        return []
    organisation, back = organisation_id_of(page), sent_back(records)
    return [r for r in records if r.organisation_id == organisation and (type(r), r.pk) not in back]


def _publish(record, page, until):
    if record.latest_revision is None:
        record.save_revision()
        until = timezone.now()
    revision = record.revisions.filter(created_at__lte=until).order_by("-created_at", "-pk").first()
    if revision is None:
        return False
    try:
        revision.as_object().full_clean()
    except ValidationError:
        return False
    revision.publish(log_action=False, skip_permission_checks=True)
    data = {"page": {"id": page.pk, "title": page.get_admin_display_title()}}
    log(instance=record, action=TOGETHER, revision=revision, data=data, content_changed=False)
    return True
