"""What the CMS shows of texts that come and go as files."""

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from lessons.content.models import Fact, Helpline, ModulePage, Question
from lessons.content.pages import activity_models
from lessons.editorial.exchange import index_views, text_views
from lessons.editorial.exchange.admin_pages import TITLE

LABEL = _("Texts as a file")


@hooks.register("register_admin_urls")
def text_urls():
    return [
        path("exchange/", index_views.index, name="exchange"),
        path("exchange/texts/in/", text_views.texts_in, name="exchange_texts_in"),
        path("exchange/texts/in/<uuid:pk>/", text_views.texts_preview, name="exchange_texts_preview"),
        path("exchange/texts/out/<str:ref>/", text_views.texts_out, name="exchange_texts_out"),
    ]


@hooks.register("insert_global_admin_css")
def exchange_styles():
    return format_html('<link rel="stylesheet" href="{}">', static("editorial/exchange.css"))


class ExchangeMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("content.change_question")


@hooks.register("register_admin_menu_item")
def exchange_menu_item():
    return ExchangeMenuItem(TITLE, reverse("exchange"), name="exchange", icon_name="download", order=160)


def _button(ref):
    return Button(LABEL, reverse("exchange_texts_out", args=[ref]), icon_name="download", priority=55)


@hooks.register("register_page_listing_more_buttons")
def page_listing_button(page, user, next_url=None):
    yield from _page_button(page, user)


@hooks.register("register_page_header_buttons")
def page_header_button(page, user, view_name, next_url=None):
    yield from _page_button(page, user)


def _page_button(page, user):
    if page.specific_class in (ModulePage, *activity_models()) and page.permissions_for_user(user).can_edit():
        yield _button(f"page:{page.pk}")


@hooks.register("register_snippet_listing_buttons")
def record_listing_button(record, user, next_url=None):
    if isinstance(record, (Question, Fact, Helpline)):
        yield _button(f"{record._meta.model_name}:{record.key}")


@hooks.register("register_log_actions")
def text_log_actions(actions):
    actions.register_action("editorial.texts_in", _("Bring in texts"), _("Translated texts brought in from a file"))
