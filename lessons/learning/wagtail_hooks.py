from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.utils import get_latest_str
from wagtail.models import Page

from lessons.learning.policies import has_records


def _refuse(request, things):
    """Send the editor back with the reason when learners' records refer to any of `things`."""
    for thing in things:
        if has_records(thing):
            reason = _(
                "Learners have worked with “%(name)s”, and their record stays. Unpublish it instead: it is then shown"
                " no more, and nothing is lost."
            )
            messages.error(request, reason % {"name": get_latest_str(thing)})
            return redirect(*_way_back(thing))
    return None


def _way_back(thing):
    if isinstance(thing, Page):
        parent = thing.get_parent()
        return ("wagtailadmin_explore", parent.pk) if parent else ("wagtailadmin_explore_root",)
    return (thing.snippet_viewset.get_url_name("list"),)


@hooks.register("before_delete_page")
def keep_pages_with_records(request, page):
    return _refuse(request, [page])


@hooks.register("before_delete_snippet")
def keep_asked_questions(request, instances):
    return _refuse(request, instances)


@hooks.register("before_bulk_action")
def keep_what_has_records_in_bulk(request, action_type, objects, action_class_instance):
    return _refuse(request, objects) if action_type == "delete" else None
