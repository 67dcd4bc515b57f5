"""What the CMS shows of lessons.editorial.upkeep."""

from datetime import date

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from lessons.editorial.upkeep import needs, urls  # noqa: F401 - registers what waits
from lessons.editorial.upkeep.access import MODELS, may_change
from lessons.editorial.upkeep.actions import CALLED, CHECKED


@hooks.register("register_admin_urls")
def upkeep_urls():
    return [path("upkeep/", include(urls))]


class ToCheckItem(MenuItem):
    def is_shown(self, request):
        return any(may_change(request.user, model) for model in MODELS.values())


@hooks.register("register_reports_menu_item")
def to_check_item():
    return ToCheckItem(_("Facts and helplines to check"), reverse("upkeep:report"), icon_name="date", order=40)


@hooks.register("insert_global_admin_css")
def upkeep_styles():
    return format_html('<link rel="stylesheet" href="{}">', static("editorial/upkeep.css"))


class LookFormatter(LogFormatter):
    def format_message(self, entry):
        day = date.fromisoformat(entry.data["review_after"])
        return _("%(what)s; to be looked at again after %(day)s") % {
            "what": self.label,
            "day": date_format(day, "DATE_FORMAT"),
        }


@hooks.register("register_log_actions")
def looks(actions):
    @actions.register_action(CALLED)
    class CalledFormatter(LookFormatter):
        label = _("Called the number")

    @actions.register_action(CHECKED)
    class CheckedFormatter(LookFormatter):
        label = _("Checked whether it is still so")


@hooks.register("insert_global_admin_js")
def upkeep_script():
    return format_html('<script type="module" src="{}"></script>', static("editorial/upkeep.js"))
