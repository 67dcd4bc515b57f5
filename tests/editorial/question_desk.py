"""Addresses at which questions come in and go out in the CMS, and their drafts, for tests."""

from lessons.content.models import Question

IMPORT, CONFIRM, EXPORT = "/cms/questions/import/", "/cms/questions/import/confirm/", "/cms/questions/export/"


def draft_of(key):
    return Question.objects.get(key=key).get_latest_revision_as_object()
