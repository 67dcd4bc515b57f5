"""What the CMS shows of modules that come and go as packages."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from lessons.content.models import ModulePage
from lessons.editorial.exchange import package_views


@hooks.register("register_admin_urls")
def package_urls():
    return [
        path("exchange/modules/in/", package_views.package_in, name="exchange_package_in"),
        path("exchange/modules/in/<uuid:pk>/", package_views.package_preview, name="exchange_package_preview"),
        path("exchange/modules/out/<int:pk>/", package_views.package_out, name="exchange_package_out"),
    ]


@hooks.register("register_page_listing_more_buttons")
def page_listing_button(page, user, next_url=None):
    yield from _button(page, user)


@hooks.register("register_page_header_buttons")
def page_header_button(page, user, view_name, next_url=None):
    yield from _button(page, user)


def _button(page, user):
    if page.specific_class is ModulePage and page.permissions_for_user(user).can_edit():
        address = reverse("exchange_package_out", args=[page.pk])
        yield Button(_("Module as a package"), address, icon_name="download", priority=56)


@hooks.register("register_log_actions")
def package_log_actions(actions):
    actions.register_action("editorial.package_out", _("Take a package"), _("Module taken out as a package"))
    actions.register_action("editorial.package_in", _("Bring in a package"), _("Module brought in from a package"))
