"""The gate before a publication: what the content check would stop goes no further without a moderator's reason.

Each function is a hook of Wagtail and answers None (go on) or a response that ends the publication; the draft is saved
by then, so nothing that was typed is lost.
"""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.models import Page

from lessons.content.owned_records import OwnedRecord
from lessons.content.pages import LocalPage
from lessons.editorial.checking.access import label_of
from lessons.editorial.checking.passed import open_checks

APPROVE_DESPITE = "approve-despite-check"


def check_address(obj):
    return reverse("checking:check", args=[label_of(obj), obj.pk])


def publish_address(obj):
    return reverse("checking:publish", args=[label_of(obj), obj.pk])


def is_checked(obj):
    return isinstance(obj, LocalPage | OwnedRecord)


def is_stopped(obj):
    """Return whether something stops the latest draft of `obj`, whatever it is, that nobody has passed."""
    obj = obj.specific if isinstance(obj, Page) else obj
    return is_checked(obj) and bool(open_checks(obj))


def is_held(obj):
    """Return whether something stops the latest draft of `obj` that no reason passes."""
    obj = obj.specific if isinstance(obj, Page) else obj
    return is_checked(obj) and any(check.is_final for check in open_checks(obj))


# --- publishing, now or at a time --------------------------------------------------------------------------------
def before_publishing(request, obj):
    """Refuse what has something that stops, and lead whoever may publish to the page where a reason is given."""
    if not is_stopped(obj):
        return None
    if _is_being_made(request):
        _keep_as_draft(obj)
    messages.warning(request, _("It is saved as a draft. The content check found something that stops it."))
    return redirect(publish_address(obj))


def _is_being_made(request):
    match = request.resolver_match
    return match is not None and match.url_name == "add"


def _keep_as_draft(obj):
    """Wagtail adds a page that is published at once as live, before it asks anybody."""
    type(obj)._default_manager.filter(pk=obj.pk, live_revision=None).update(live=False, has_unpublished_changes=True)


def before_bulk_publishing(request, action_type, objects, action):
    """Refuse as a whole what has something that stops; drafts below the pages are looked at when they go along."""
    if action_type != "publish":
        return None
    pages = [page.specific for page in objects]
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        pages += [below for page in objects for below in page.get_descendants().not_live().specific()]
    return _refuse_several(request, pages, action.next_url)


def before_copying(request, page):
    """A copy that goes live at once is a publication, too."""
    if request.method != "POST" or not request.POST.get("publish_copies"):
        return None
    pages = [page.specific]
    if request.POST.get("copy_subpages"):
        pages += list(page.get_descendants().live().specific())
    return _refuse_several(request, pages, request.get_full_path())


def _refuse_several(request, pages, back):
    stopped = [page for page in pages if is_stopped(page)]
    if not stopped:
        return None
    links = format_html_join(
        ", ", '<a href="{}">{}</a>', ((check_address(page), page.get_admin_display_title()) for page in stopped)
    )
    words = _("Nothing was published. The content check found something that stops these pages: %s")
    messages.error(request, format_html(words.replace("%s", "{}"), links))
    return HttpResponseRedirect(back)


# --- approving ---------------------------------------------------------------------------------------------------
def after_approving(request, obj):
    """Say that an approval was refused (checking.approval), which Wagtail's editor itself would not notice."""
    is_approval = request.method == "POST" and request.POST.get("action-workflow-action")
    if not is_approval or request.POST.get("workflow-action-name") not in {"approve", APPROVE_DESPITE}:
        return None
    if not (obj.workflow_in_progress and is_stopped(obj)):
        return None
    messages.error(request, _("It isn't approved. The content check found something that stops it."))
    return redirect(check_address(obj))
