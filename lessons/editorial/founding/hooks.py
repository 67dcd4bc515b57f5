"""What the CMS shows of lessons.editorial.founding."""

from functools import partial

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from lessons.editorial.founding import menus, people_views
from lessons.editorial.founding.viewsets import OrganisationViewSet
from lessons.organisations.models import Organisation

urlpatterns = (
    [
        path("", people_views.my_people, name="my_people"),
        path("<int:pk>/", people_views.people, name="people"),
        path("<int:pk>/members/<int:number>/role/", people_views.change_role, name="change_role"),
        path("<int:pk>/members/<int:number>/remove/", people_views.remove_member, name="remove_member"),
        path("<int:pk>/invitations/<int:number>/withdraw/", people_views.withdraw, name="withdraw_invitation"),
        path("<int:pk>/invitations/<int:number>/again/", people_views.invite_again, name="invite_again"),
    ],
    "founding",
)


class PeopleMenuItem(MenuItem):
    """For moderators; a superuser goes by the list of organisations."""

    def is_shown(self, request):
        return not request.user.is_superuser and Organisation.objects.run_by(request.user).exists()


@hooks.register("register_admin_viewset")
def organisations():
    return OrganisationViewSet()


@hooks.register("register_admin_urls")
def people_urls():
    return [path("people/", include(urlpatterns))]


@hooks.register("register_admin_menu_item")
def people_menu_item():
    return PeopleMenuItem(_("People"), reverse("founding:my_people"), name="people", icon_name="group", order=160)


@hooks.register("insert_global_admin_css")
def styles():
    return format_html('<link rel="stylesheet" href="{}">', static("editorial/founding.css"))


hooks.register("construct_main_menu", partial(menus.without, menus.HIDDEN))
hooks.register("construct_settings_menu", partial(menus.without, menus.HIDDEN_SETTINGS))
hooks.register("construct_reports_menu", partial(menus.without, menus.HIDDEN_REPORTS))
