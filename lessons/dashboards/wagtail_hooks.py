from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from lessons.dashboards.cms_views import MarkAgainView, ReadersView


@hooks.register("register_admin_urls")
def cms_urls():
    return [
        path("reports/readers/", ReadersView.as_view(), name="readers"),
        path("reports/readers/<int:pk>/", ReadersView.as_view(), name="readers_of_module"),
        path("questions/<int:pk>/mark-again/", MarkAgainView.as_view(), name="mark_again"),
    ]


@hooks.register("register_reports_menu_item")
def readers_menu_item():
    return MenuItem(gettext_lazy("Readers"), reverse("readers"), icon_name="group", order=50)


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action("learning.mark_again", gettext_lazy("Mark again"), gettext_lazy("Answers marked again"))


@hooks.register("insert_global_admin_css")
def cms_styles():
    return format_html('<link rel="stylesheet" href="{}">', static("dashboards/cms.css"))
