"""What the CMS shows of lessons.editorial.checking."""

from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter

from lessons.editorial.checking import gate, urls
from lessons.editorial.checking.actions import MENDED
from lessons.editorial.checking.passed import PASSED
from lessons.editorial.checking.word_viewset import WatchedWordViewSet

hooks.register("before_publish_page", gate.before_publishing)
hooks.register("before_publish", gate.before_publishing)
hooks.register("before_bulk_action", gate.before_bulk_publishing)
hooks.register("before_copy_page", gate.before_copying)
hooks.register("after_edit_page", gate.after_approving)
hooks.register("after_edit_snippet", gate.after_approving)


@hooks.register("register_admin_urls")
def check_urls():
    return [path("check/", include(urls))]


@hooks.register("register_admin_viewset")
def watched_words():
    return WatchedWordViewSet()


@hooks.register("insert_global_admin_css")
def check_styles():
    return format_html('<link rel="stylesheet" href="{}">', static("editorial/checking.css"))


@hooks.register("register_page_header_buttons")
def check_in_the_editor(page, user, view_name, next_url=None):
    page = page.specific
    if gate.is_checked(page) and page.permissions_for_user(user).can_edit():
        yield Button(_("Content check"), gate.check_address(page), icon_name="circle-check", priority=15)


@hooks.register("register_snippet_listing_buttons")
def check_in_the_list(snippet, user, next_url=None):
    if gate.is_checked(snippet):
        yield Button(_("Content check"), gate.check_address(snippet), icon_name="circle-check", priority=15)


@hooks.register("register_log_actions")
def log_actions(actions):
    @actions.register_action(PASSED)
    class PassedFormatter(LogFormatter):
        label = _("Pass the content check")

        def format_message(self, entry):
            found = " ".join(each["what"] for each in entry.data.get("findings", []))
            return _("Passed the content check with a reason. Found: %(found)s") % {"found": found}

        def format_comment(self, entry):
            return entry.data.get("reason", "")

    actions.register_action(MENDED, _("Mend the letters"), _("Mended the Urdu letters"))
