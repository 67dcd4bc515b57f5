"""Wagtail's reports on one's own things. They ask about a model, or about nothing."""

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Cast
from wagtail.admin.views.pages.listing import GenericPageFilterSet
from wagtail.admin.views.reports import audit_logging, locked_pages, page_types_usage, workflows
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import ModelLogEntry, Page, Task, Workflow
from wagtail.snippets.models import get_snippet_models

from lessons.content.rights import owned, seen_pages
from lessons.organisations.models import Organisation


def own_rows(rows, user, to_thing=""):
    """Leave in `rows`, which point to things by type and id, no record of another organisation."""
    for model in get_snippet_models():
        if hasattr(model, "serves_all") and not user.is_superuser:
            of_model = Q(**{f"{to_thing}content_type": ContentType.objects.get_for_model(model)})
            own = owned(model, user).annotate(pk_as_text=Cast("pk", CharField())).values("pk_as_text")
            rows = rows.filter(~of_model | Q(**{f"{to_thing}object_id__in": own}))
    return rows


def colleagues(user):
    """Return the people of the organisations that `user` publishes for; everybody for a superuser."""
    people = get_user_model().objects.order_by("username")
    if user.is_superuser:
        return people
    return people.filter(memberships__organisation__in=Organisation.objects.of_member(user)).distinct()


# What Wagtail's filters call those who wrote, edited, locked or sent something.
PEOPLE = ["user", "owner", "edited_by", "locked_by", "requested_by"]


class OwnChoicesMixin:
    """A filter that offers one's own organisations' people, workflows and tasks."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        user = self.request.user
        if user.is_superuser:
            return
        workflows = Workflow.objects.filter(pk__in=Organisation.objects.of_member(user).values("workflow"))
        tasks = Task.objects.filter(workflow_tasks__workflow__in=workflows)
        offered = {"workflow": workflows, "task": tasks}
        offered |= dict.fromkeys(PEOPLE, colleagues(user))
        for name, queryset in offered.items():
            if name in self.filters:
                self.filters[name].queryset = queryset


class SiteHistoryFilterSet(OwnChoicesMixin, audit_logging.SiteHistoryReportFilterSet):
    pass


class SiteHistoryView(audit_logging.LogEntriesView):
    filterset_class = SiteHistoryFilterSet

    def filter_queryset(self, queryset):
        if issubclass(queryset.model, ModelLogEntry):  # entries about pages know their page, and who may see it
            queryset = own_rows(queryset, self.request.user)
        return super().filter_queryset(queryset)


class WorkflowFilterSet(OwnChoicesMixin, workflows.WorkflowReportFilterSet):
    pass


class WorkflowView(workflows.WorkflowView):
    filterset_class = WorkflowFilterSet

    def get_queryset(self):
        return own_rows(super().get_queryset(), self.request.user)


class WorkflowTasksFilterSet(OwnChoicesMixin, workflows.WorkflowTasksReportFilterSet):
    pass


class WorkflowTasksView(workflows.WorkflowTasksView):
    filterset_class = WorkflowTasksFilterSet

    def get_queryset(self):
        return own_rows(super().get_queryset(), self.request.user, "workflow_state__")


class LockedPagesFilterSet(OwnChoicesMixin, locked_pages.LockedPagesReportFilterSet):
    pass


class LockedPagesView(locked_pages.LockedPagesView):
    filterset_class = LockedPagesFilterSet


class PageTypesView(page_types_usage.PageTypesUsageReportView):
    def get_queryset(self):
        pages = seen_pages(self.request.user)
        latest = pages.filter(content_type=OuterRef("pk")).order_by(
            F("latest_revision_created_at").desc(nulls_last=True)
        )
        return (
            super()
            .get_queryset()
            .annotate(
                count=Count("pages", filter=Q(pages__in=pages)),
                last_edited_page_id=Subquery(latest.values("pk")[:1]),
            )
        )


class PageFilterSet(OwnChoicesMixin, GenericPageFilterSet):
    pass


class OwnPageViewSet(PageViewSet):
    """The explorer and the lists of pages of one type, for every type without a viewset of its own."""

    model = Page
    filterset_class = PageFilterSet
