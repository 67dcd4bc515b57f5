"""A page that goes to its readers takes along what was written for it: records that nobody has seen before."""

from django.core.exceptions import ValidationError
from wagtail.log_actions import log
from wagtail.signals import page_published

from lessons.editorial.desk.used import is_new, organisation_id_of, records_of, sent_back, uses_in

TOGETHER = "editorial.publish_together"


def watch():
    """Publish new records with their page, however it is published: directly, by approval, or when its time comes."""
    page_published.connect(_publish_new_records, dispatch_uid="editorial-publish-together")


def _publish_new_records(instance, **_signal):
    # Wagtail also says "published" of a page whose time is still to come.
    if instance.live:
        publish_new_records(page=instance)


def publish_new_records(*, page):
    """Publish the drafts that `page` uses, of its own organisation and never published before; returns them.

    One that is not finished, or that a moderator has sent back, stays a draft.
    """
    return [record for record in new_records(page) if _publish(record, page)]


def new_records(page):
    """Return the records that go to the readers with `page`, if they are finished by then."""
    records = [record for record in records_of(uses_in(page)).values() if is_new(record)]
    if not records:
        return []
    organisation, back = organisation_id_of(page), sent_back(records)
    return [r for r in records if r.organisation_id == organisation and (type(r), r.pk) not in back]


def _publish(record, page):
    revision = record.latest_revision or record.save_revision()
    try:
        revision.as_object().full_clean()
    except ValidationError:
        return False
    revision.publish(log_action=False, skip_permission_checks=True)
    data = {"page": {"id": page.pk, "title": page.get_admin_display_title()}}
    log(instance=record, action=TOGETHER, revision=revision, data=data, content_changed=False)
    return True
