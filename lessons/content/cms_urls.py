"""Views that stand before Wagtail's own of the same address, because those show what belongs to others.

There is no hook for them; each is Wagtail's view with its rows limited.
"""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.utils.urlpatterns import decorate_urlpatterns

from lessons.content import own_bulk, own_files, own_links, own_reports

app_name = "wagtailadmin_own"
REPORTS = {
    "site-history": own_reports.SiteHistoryView,
    "workflow": own_reports.WorkflowView,
    "workflow_tasks": own_reports.WorkflowTasksView,
    "locked": own_reports.LockedPagesView,
    "page-types-usage": own_reports.PageTypesView,
}
reports = [
    pattern
    for name, view in REPORTS.items()
    for pattern in (
        path(f"reports/{name}/", view.as_view()),
        path(f"reports/{name}/results/", view.as_view(results_only=True)),
    )
]
own_views = [
    path("bulk/<str:app_label>/<str:model_name>/<str:action>/", own_bulk.bulk_action),
    path("choose-page/search/", own_links.LinkSearchView.as_view(), name="choose_page_search"),
    path("choose-page/chosen-multiple/", own_links.ChosenPagesView.as_view()),
    path("choose-external-link/", own_links.WebLinkView.as_view()),
    path("tag-autocomplete/", own_files.tag_autocomplete),
    path("tag-autocomplete/<slug:app_name>/<slug:model_name>/", own_files.tag_autocomplete),
    path("images/", own_files.ImagesView.as_view()),
    path("images/results/", own_files.ImagesView.as_view(results_only=True)),
    path("images/chooser/", own_files.image_chooser_viewset.choose_view),
    path("documents/", own_files.DocumentsView.as_view()),
    path("documents/results/", own_files.DocumentsView.as_view(results_only=True)),
    *reports,
]
urlpatterns = own_views
for decorator in (require_admin_access, display_custom_404, never_cache):  # as Wagtail does with its own
    urlpatterns = decorate_urlpatterns(urlpatterns, decorator)
