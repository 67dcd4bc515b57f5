from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.utils import get_latest_str

from lessons.classrooms.policies import is_used_in_classes, leads_a_class


def _refuse(request, things):
    """Send the editor back with the reason when a class refers to any of `things`; the database would refuse too."""
    page = next((thing for thing in things if is_used_in_classes(thing)), None)
    if page is None:
        return None
    reason = _(
        "“%(name)s” was assigned to a class, or a class took it on paper. Unpublish it instead: its teachers are told,"
        " learners see it no more, and nothing is lost."
    )
    messages.error(request, reason % {"name": get_latest_str(page)})
    parent = page.get_parent()
    return redirect("wagtailadmin_explore", parent.pk) if parent else redirect("wagtailadmin_explore_root")


@hooks.register("before_delete_page")
def keep_assigned_pages(request, page):
    return _refuse(request, [page])


def _refuse_teachers(request, users):
    user = next((user for user in users if leads_a_class(user)), None)
    if user is None:
        return None
    reason = _("%(name)s is the teacher of a class. The class has to be handed over or removed first.")
    messages.error(request, reason % {"name": user.get_username()})
    return redirect("wagtailusers_users:index")


@hooks.register("before_delete_user")
def keep_teachers_of_classes(request, user):
    return _refuse_teachers(request, [user])


@hooks.register("before_bulk_action")
def keep_what_classes_need_in_bulk(request, action_type, objects, action_class_instance):
    if action_type != "delete":
        return None
    return _refuse(request, objects) or _refuse_teachers(request, objects)
