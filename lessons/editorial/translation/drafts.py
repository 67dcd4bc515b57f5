"""Pages and records as they stand in their latest drafts, many at once."""

from wagtail.models import Page


def draft_of(obj):
    """Return `obj`, a page or record, as its latest draft has it; as it is when it knows no drafts."""
    obj = obj.specific if isinstance(obj, Page) else obj
    return obj.get_latest_revision_as_object() if hasattr(obj, "latest_revision_id") else obj
