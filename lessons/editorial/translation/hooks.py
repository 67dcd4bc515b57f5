"""What the CMS shows of lessons.editorial.translation."""

from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from lessons.content.pages import LocalPage
from lessons.core.bilingual import LANGUAGES
from lessons.editorial.translation import urls
from lessons.editorial.translation.access import RECORDS
from lessons.editorial.translation.approval import edit_address, refusal
from lessons.editorial.translation.directions import language_name
from lessons.editorial.translation.going import sheet_url
from lessons.editorial.translation.noticing import keep_copied_checks, notice_save
from lessons.editorial.units import translated_fields


@hooks.register("register_admin_urls")
def translation_urls():
    return [path("", include(urls))]


@hooks.register("register_reports_menu_item")
def report_menu_item():
    return MenuItem(gettext_lazy("Translations"), reverse("translations:report"), icon_name="globe", order=40)


@hooks.register("insert_global_admin_css")
def cms_styles():
    return format_html('<link rel="stylesheet" href="{}">', static("editorial/translation.css"))


# --- the way to the translator's view --------------------------------------------------------------------------------
def _buttons(obj, priority):
    for language in LANGUAGES:
        label = _("Translate into %(language)s") % {"language": language_name(language)}
        yield Button(label, sheet_url(obj, language), icon_name="globe", priority=priority)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def page_buttons(page, user, next_url=None, view_name=None):
    is_translated = issubclass(page.specific_class or Page, LocalPage)
    if is_translated and page.permissions_for_user(user).can_edit():
        yield from _buttons(_as_specific(page), 25)


def _as_specific(page):
    """Return an unsaved page of the right type with the id of `page`: the address needs no more, and no query."""
    return page if isinstance(page, LocalPage) else page.specific_class(pk=page.pk)


@hooks.register("register_snippet_listing_buttons")
def snippet_buttons(snippet, user, next_url=None):
    if snippet._meta.model_name in RECORDS and user.has_perm(f"content.change_{snippet._meta.model_name}"):
        yield from _buttons(snippet, 25)


# --- what the ordinary editor saves ----------------------------------------------------------------------------------
@hooks.register("after_create_page")
@hooks.register("after_edit_page")
@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def notice_what_was_translated(request, obj):
    if translated_fields(type(obj)) and getattr(obj, "latest_revision_id", None):
        notice_save(obj=obj, user=request.user)


@hooks.register("after_edit_page", order=10)
@hooks.register("after_edit_snippet", order=10)
def say_what_was_not_approved(request, obj):
    """Wagtail's editor would say that it is approved, whatever became of it."""
    if sentence := refusal(obj, request.POST):
        messages.error(request, _("It is saved, but not approved. %(why)s") % {"why": sentence})
        return redirect(edit_address(obj))
    return None


@hooks.register("after_copy_page")
def keep_what_was_confirmed(request, page, new_page):
    keep_copied_checks(page=page, copy=new_page)
