"""The step of an organisation's workflow in which a moderator reads a page and approves its languages."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from lessons.editorial.checking.approval import CheckedApproval
from lessons.editorial.translation.approval import LanguageApproval


class LanguageReview(CheckedApproval, LanguageApproval, AbstractGroupApprovalTask):
    class Meta:
        verbose_name = _("review of the languages")
        verbose_name_plural = _("reviews of the languages")
