"""Pages and records as they stand in their latest drafts, one or many at once."""

from wagtail.models import Page, Revision


def draft_of(obj):
    """Return `obj`, a page or record, as its latest draft has it; as it is when it knows no drafts."""
    obj = obj.specific if isinstance(obj, Page) else obj
    return obj.get_latest_revision_as_object() if hasattr(obj, "latest_revision_id") else obj


def drafts_of(objs):
    """Return the latest drafts of `objs`, specific pages and records, in their order, to be read only.

    One query for all: what their foreign keys point to is not looked up.
    """
    revisions = Revision.objects.in_bulk({obj.latest_revision_id for obj in objs if _has_draft(obj)})
    return [as_at(obj, revisions[obj.latest_revision_id].content) if _has_draft(obj) else obj for obj in objs]


def as_at(obj, content):
    """Return `obj` as it was in a revision with this `content`, to be read only."""
    then = type(obj).from_serializable_data(dict(content), check_fks=False)
    then.pk, then.latest_revision_id = obj.pk, obj.latest_revision_id
    then.live, then.has_unpublished_changes = obj.live, obj.has_unpublished_changes
    if isinstance(obj, Page):
        then.path, then.depth, then.content_type_id = obj.path, obj.depth, obj.content_type_id
    return then


def _has_draft(obj):
    return getattr(obj, "latest_revision_id", None) is not None
