from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from lessons.content.listing import ListView
from lessons.content.models import Fact, Helpline, Question, Topic
from lessons.content.moving import after_the_move, refuse_copy, refuse_move, refuse_removal
from lessons.content.own_files import own_files_api
from lessons.content.own_links import own_or_public_pages
from lessons.content.own_reports import OwnPageViewSet
from lessons.content.owned import OwnedViewSet, without_publishing_for_others
from lessons.content.policies import refuse_deletion, refuse_taking_off
from lessons.content.question_chooser import QuestionChooserViewSet
from lessons.content.record_listing import FactFilterSet, HelplineFilterSet, dates
from lessons.content.usage import UsesView


class QuestionViewSet(OwnedViewSet):
    model = Question
    index_view_class = ListView
    chooser_viewset_class = QuestionChooserViewSet
    icon = "help"
    list_display = ["__str__", "kind", "reveals", "topic", "bands"]
    list_filter = ["topic", "kind", "reveals"]
    list_per_page = 50
    usage_view_class = UsesView
    copy_view_enabled = False


class DatedViewSet(OwnedViewSet):
    usage_view_class = UsesView
    copy_view_enabled = False

    def get_queryset(self, request):
        # The listing names each by its latest version; without the words in it, which are long.
        rows = super().get_queryset(request).select_related("latest_revision")
        return rows.defer("latest_revision__content")


class FactViewSet(DatedViewSet):
    model = Fact
    icon = "doc-full"
    list_display = ["key", "kind", *dates("checked_on", gettext_lazy("Checked on"))]
    filterset_class = FactFilterSet


class HelplineViewSet(DatedViewSet):
    model = Helpline
    icon = "mail"
    list_display = ["__str__", *dates("called_on", gettext_lazy("Called on"))]
    filterset_class = HelplineFilterSet


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["__str__", "key"]
    copy_view_enabled = False


@register_snippet
class ContentViewSetGroup(SnippetViewSetGroup):
    items = (QuestionViewSet, FactViewSet, HelplineViewSet, TopicViewSet)
    menu_label = gettext_lazy("Content")
    menu_icon = "folder-open-inverse"
    menu_order = 150


@hooks.register("insert_global_admin_css")
def cms_styles():
    return format_html('<link rel="stylesheet" href="{}">', static("content/cms.css"))


@hooks.register("before_delete_snippet")
def keep_what_is_used(request, instances):
    return refuse_deletion(request, instances)


@hooks.register("before_bulk_action")
def keep_what_is_used_in_bulk(request, action_type, objects, action_class_instance):
    if action_type != "delete":
        return None
    pages = [thing for thing in objects if isinstance(thing, Page)]
    return refuse_deletion(request, objects) or refuse_removal(request, pages)


@hooks.register("before_delete_page")
def keep_pages_of_organisations(request, page):
    return refuse_removal(request, [page])


@hooks.register("before_copy_page")
def keep_copies_with_their_organisation(request, page):
    return refuse_copy(request, page)


@hooks.register("before_unpublish")
def keep_permanent_numbers(request, record):
    return refuse_taking_off(request, record)


@hooks.register("before_move_page")
def keep_modules_with_their_organisation(request, page, destination):
    return refuse_move(request, [page], destination)


@hooks.register("before_bulk_action")
def keep_modules_with_their_organisation_in_bulk(request, action_type, objects, action):
    if action_type != "move":
        return None
    return refuse_move(request, objects, action.cleaned_form.cleaned_data["chooser"])


@hooks.register("after_move_page")
def say_what_moving_does(request, page):
    after_the_move(request, [page])


@hooks.register("after_bulk_action")
def say_what_moving_does_in_bulk(request, action_type, objects, action):
    if action_type == "move":
        after_the_move(request, objects)


# What belongs to others is not shown: docs/decisions/rights.md.
hooks.register("construct_page_chooser_queryset", own_or_public_pages)
hooks.register("construct_admin_api", own_files_api, order=10)
hooks.register("register_admin_viewset", lambda: OwnPageViewSet("pages"), order=10)
hooks.register("construct_snippet_action_menu", without_publishing_for_others)
