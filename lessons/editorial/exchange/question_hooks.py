"""Where the CMS offers to bring questions in and to take them out."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from lessons.content.listing import adds_buttons
from lessons.content.models import ModulePage, Question, QuizPage
from lessons.editorial.exchange import question_views


@hooks.register("register_admin_urls")
def question_urls():
    urls = [
        path("import/", question_views.import_file, name="import"),
        path("import/confirm/", question_views.confirm_import, name="confirm"),
        path("export/", question_views.export_file, name="export"),
    ]
    return [path("questions/", include((urls, "editorial_questions")))]


class ImportMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perms(["content.add_question", "content.change_question"])


@hooks.register("register_admin_menu_item")
def import_menu_item():
    url = reverse("editorial_questions:import")
    return ImportMenuItem(gettext_lazy("Import questions"), url, name="import-questions", icon_name="upload", order=155)


@adds_buttons(Question)
def list_buttons(request):
    """Offer both from the list of questions; what goes out is what its filters show."""
    filters = request.GET.urlencode()
    export = reverse("editorial_questions:export") + (f"?{filters}" if filters else "")
    if request.user.has_perm("content.add_question"):
        yield Button(_("Import questions"), reverse("editorial_questions:import"), icon_name="upload", priority=50)
    yield Button(_("Export these questions"), export, icon_name="download", priority=60)


@hooks.register("register_page_header_buttons")
def page_buttons(page, user, view_name, next_url=None):
    name = {QuizPage: "quiz", ModulePage: "module"}.get(page.specific_class)
    if name and user.has_perm("content.change_question") and page.permissions_for_user(user).can_edit():
        url = f"{reverse('editorial_questions:export')}?{name}={page.pk}"
        yield Button(_("Export questions"), url, icon_name="download", priority=70)


@hooks.register("insert_global_admin_css")
def question_styles():
    return format_html('<link rel="stylesheet" href="{}">', static("editorial/questions.css"))
