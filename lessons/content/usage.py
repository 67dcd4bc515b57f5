"""The CMS's page that says where a record of the bank is used."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.ui import tables
from wagtail.admin.views.generic import BaseListingView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.snippets.views.snippets import UsageView

from lessons.content.uses import references_to, uses_of


@dataclass(frozen=True)
class Row:
    """A page that uses the record, as this person may know it: `edit_url` is empty for somebody else's page."""

    label: str
    kind: str
    is_live: bool
    edit_url: str
    references: list

    @property
    def state(self):
        return _("live") if self.is_live else _("draft")


class UsesView(UsageView):
    """Lists the pages that use a record, what readers see first. Drafts of others are counted, not named."""

    results_template_name = "content/cms/uses_results.html"

    @cached_property
    def uses(self):
        (uses,) = uses_of([self.object]).values()
        return uses

    def get_queryset(self):
        rows = Page.objects.filter(pk__in=self.uses.live | self.uses.drafts).order_by("path")
        mine = page_permission_policy.instances_user_has_permission_for(self.request.user, "change")
        mine = set(mine.filter(pk__in=rows.values("pk")).values_list("pk", flat=True))
        named = [page for page in rows if page.pk in self.uses.live | mine]
        self.hidden = len(self.uses.live | self.uses.drafts) - len(named)
        return sorted((self._use_by(page, mine) for page in named), key=lambda row: not row.is_live)

    def _use_by(self, page, mine):
        url = reverse("wagtailadmin_pages:edit", args=[page.pk]) if page.pk in mine else ""
        kind = capfirst(page.cached_content_type.model_class()._meta.verbose_name)
        return Row(page.title, kind, page.pk in self.uses.live, url, self.references.get(page.pk, []))

    @cached_property
    def references(self):
        found = {}
        for reference in references_to([self.object]):
            found.setdefault(int(reference.object_id), []).append(reference)
        return found

    @cached_property
    def columns(self):
        return [
            tables.TitleColumn("label", label=_("Name"), get_url=lambda row: row.edit_url),
            tables.Column("kind", label=_("Type")),
            tables.StatusTagColumn("state", label=_("Status"), primary=lambda row: row.is_live),
            tables.ReferencesColumn(
                "references",
                label=_("Field"),
                get_url=lambda row: row.edit_url,
                describe_on_delete=self.describe_on_delete,
            ),
        ]

    def get_table(self, object_list, **kwargs):
        return BaseListingView.get_table(self, object_list, **kwargs)

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        return context | {"live": len(self.uses.live), "drafts": len(self.uses.drafts), "hidden": self.hidden}
