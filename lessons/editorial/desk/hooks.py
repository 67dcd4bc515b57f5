"""What the CMS shows of lessons.editorial.desk."""

from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views import home
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter

from lessons.content.models import ModulePage, OrganisationPage
from lessons.editorial.desk import urls
from lessons.editorial.desk.access import sections_of
from lessons.editorial.desk.home import WhatNeedsYou
from lessons.editorial.desk.publishing import TOGETHER


@hooks.register("register_admin_urls")
def desk_urls():
    return [path("desk/", include(urls))]


@hooks.register("insert_global_admin_css")
def desk_styles():
    return format_html('<link rel="stylesheet" href="{}">', static("editorial/desk.css"))


@hooks.register("insert_global_admin_js")
def desk_script():
    return format_html('<script type="module" src="{}"></script>', static("editorial/checklist.js"))


class NewModuleItem(MenuItem):
    def is_shown(self, request):
        return sections_of(request.user).exists()


@hooks.register("register_admin_menu_item")
def new_module_item():
    return NewModuleItem(_("New module"), reverse("desk:new_module"), name="new-module", icon_name="plus", order=90)


def _new_module_in(section):
    return f"{reverse('desk:new_module')}?{urlencode({'section': section.pk})}"


@hooks.register("register_page_header_buttons")
def new_module_in_the_explorer(page, user, view_name, next_url=None):
    if isinstance(page, OrganisationPage) and page.permissions_for_user(user).can_add_subpage():
        yield Button(_("New module"), _new_module_in(page), icon_name="plus", priority=1)


@hooks.register("before_create_page")
def new_module_in_place_of_an_empty_page(request, parent_page, page_class):
    """Whoever adds a page to a section wants a module: with its lesson, its quiz and the list of what is missing."""
    if page_class is ModulePage and request.method == "GET":
        return redirect(_new_module_in(parent_page))
    return None


WAGTAILS_PANELS = (
    home.LockedPagesPanel,
    home.RecentEditsPanel,
    home.UserObjectsInWorkflowModerationPanel,
    home.WorkflowObjectsToModeratePanel,
)


@hooks.register("construct_homepage_panels")
def what_needs_you(request, panels):
    panels[:] = [panel for panel in panels if not isinstance(panel, WAGTAILS_PANELS)]
    panels.append(WhatNeedsYou())


@hooks.register("construct_homepage_summary_items", order=1000)
def no_counts_of_everything(request, items):
    items.clear()


@hooks.register("register_log_actions")
def publishing_together(actions):
    @actions.register_action(TOGETHER)
    class TogetherFormatter(LogFormatter):
        label = _("Publish with a page")

        def format_message(self, entry):
            title = (entry.data.get("page") or {}).get("title", "")
            return _("Published with the page “%(title)s”") % {"title": title}
