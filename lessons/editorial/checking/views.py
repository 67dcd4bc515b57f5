from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.models import Page

from lessons.editorial.checking.access import get_checkable, get_publishable, is_locked_for, label_of
from lessons.editorial.checking.actions import CheckRefused, mend_letters_of, mended_texts, pass_check
from lessons.editorial.checking.finding import edit_address
from lessons.editorial.checking.findings import check_whole, name_of
from lessons.editorial.checking.forms import PassForm
from lessons.editorial.checking.gate import check_address
from lessons.editorial.checking.passed import open_checks
from lessons.editorial.units import units_of


def check(request, label, pk):
    """What the content check finds in the latest draft of a page or record, and in what belongs to it."""
    obj = get_checkable(request.user, label, pk)
    checks = check_whole(obj)
    context = _header(obj, _("Content check")) | {
        "checks": checks,
        "stops": sum(len(each.stops) for each in checks),
        "can_mend": bool(mended_texts(units_of(checks[0].obj))),
    }
    return TemplateResponse(request, "editorial/checking/check.html", context)


def publish(request, label, pk):
    """Ask whoever may publish for the reason, then publish the latest draft as Wagtail would have done."""
    obj = get_publishable(request.user, label, pk)
    checks = open_checks(obj)
    if not checks:
        return redirect(check_address(obj))
    if any(check.is_final for check in checks):
        context = _header(obj, _("Not ready to be published")) | {"checks": checks}
        return TemplateResponse(request, "editorial/checking/publish.html", context)
    form = PassForm(request.POST or None, latest=obj.latest_revision_id)
    if form.is_valid() and (problem := _why_not(obj, request.user)):
        form.add_error(None, problem)
    if form.is_valid():
        pass_check(obj=obj, user=request.user, reason=form.cleaned_data["reason"])
        return _publish_latest(request, obj)
    context = _header(obj, _("Publish all the same?")) | {"checks": checks, "form": form}
    return TemplateResponse(request, "editorial/checking/publish.html", context)


@require_POST
def mend(request, label, pk):
    """Mend the Urdu letters of the latest draft, as a draft of its own."""
    obj = get_checkable(request.user, label, pk)
    try:
        count = mend_letters_of(obj=obj, user=request.user)
    except CheckRefused as refusal:
        messages.error(request, str(refusal))
    else:
        words = ngettext("%(count)s text was mended.", "%(count)s texts were mended.", count) % {"count": count}
        messages.success(request, words)
    return redirect(check_address(obj))


def _header(obj, title):
    return {
        "obj": obj,
        "header_title": title,
        "header_icon": "circle-check",
        "page_title": title,
        "page_subtitle": name_of(obj),
        "label": label_of(obj),
        "edit_url": edit_address(obj),
    }


def _why_not(obj, user):
    """Return why the latest draft of `obj` can't be published now, as a sentence, or ""."""
    if is_locked_for(user, obj):
        return _("Somebody else is working on it: it is locked.")
    try:
        obj.get_latest_revision_as_object().full_clean()
    except ValidationError:
        return _("Something that it needs is still missing. Open the editor and publish from there.")
    return ""


def _publish_latest(request, obj):
    name = "publish_page" if isinstance(obj, Page) else "publish"
    draft = obj.get_latest_revision_as_object()
    if response := _ask(f"before_{name}", request, draft):
        return response
    obj.latest_revision.publish(user=request.user)
    messages.success(request, _("“%(name)s” is published, and your reason is in its history.") % {"name": draft})
    return _ask(f"after_{name}", request, type(obj).objects.get(pk=obj.pk)) or redirect(edit_address(obj))


def _ask(hook, request, obj):
    answers = (function(request, obj) for function in hooks.get_hooks(hook))
    return next((answer for answer in answers if hasattr(answer, "status_code")), None)
