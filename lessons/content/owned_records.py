"""What an organisation keeps outside its pages: it is drafted, checked and published like a page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin

from lessons.content.panels import LocalModelForm
from lessons.organisations.models import Organisation


class OwnedForm(LocalModelForm):
    """Lets a person write for the organisations that they publish for, and for no other."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.for_user and "organisation" in self.fields:
            self.fields["organisation"].queryset = Organisation.objects.of_member(self.for_user)


class OwnedRecord(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """A record of the bank that belongs to an organisation and goes through that organisation's workflow.

    While it is in moderation only moderators can change it: what they read is what is published.
    """

    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )

    # Whether the pages of every organisation may use it once it is published.
    serves_all = False

    base_form_class = OwnedForm

    class Meta:
        abstract = True

    def get_workflow(self):
        workflow = self.organisation.workflow if self.organisation_id else None
        return workflow if workflow and workflow.active else None
