"""A whole module that goes out as one file, or comes in."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.log_actions import log

from lessons.content.models import ModulePage
from lessons.editorial.exchange.admin_pages import draw
from lessons.editorial.exchange.package_format import PackageRefused
from lessons.editorial.exchange.package_forms import PackageInForm
from lessons.editorial.exchange.package_import import CHANGED, KEPT, LEFT, MADE, SAME, USED, import_package, try_package
from lessons.editorial.exchange.package_read import read_package
from lessons.editorial.exchange.package_write import look_at, write_package
from lessons.editorial.exchange.uploads import HeldUpload, get_upload, hold
from lessons.editorial.translation.access import modules_of, sections_of


def get_module(user, pk):
    """Return the module `pk` that `user` may change. Raises Http404 for anybody else's as for none."""
    module = modules_of(user).filter(pk=pk).first()
    if module is None or not module.permissions_for_user(user).can_edit():
        raise Http404
    return module


@require_http_methods(["GET", "HEAD", "POST"])
def package_out(request, pk):
    """What a package of a module would hold; a POST answers with the file."""
    module = get_module(request.user, pk)
    if request.method == "POST":
        try:
            written = write_package(module)
        except PackageRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("exchange_package_out", pk)
        log(module, "editorial.package_out", user=request.user)
        response = HttpResponse(written.data, content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="{written.name}"'
        return response
    return draw(request, "package_out", _("Module as a package"), {"module": module, "look": look_at(module)})


@require_http_methods(["GET", "HEAD", "POST"])
def package_in(request):
    """A package that comes in: looked at first."""
    form = PackageInForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        section = str(asked["section"].pk)
        upload = hold(user=request.user, purpose=HeldUpload.Purpose.PACKAGE, file=asked["file"], choice=section)
        return redirect("exchange_package_preview", upload.pk)
    return draw(request, "package_in", _("Bring in a module"), {"form": form}, icon="upload")


@require_http_methods(["GET", "HEAD", "POST"])
def package_preview(request, pk):
    """What a package would make and change here; a POST lets it."""
    upload = get_upload(request.user, pk, HeldUpload.Purpose.PACKAGE)
    section = sections_of(request.user).filter(pk=upload.choice).first()
    if section is None or not section.permissions_for_user(request.user).can_add_subpage():
        raise Http404
    act = import_package if request.method == "POST" else try_package
    try:
        package = read_package(bytes(upload.data))
        outcome = act(package, section=section, user=request.user)
    except PackageRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("exchange_package_in")
    if request.method == "POST":
        upload.delete()
        return _done(request, outcome)
    context = {"upload": upload, "package": package, "section": section, "outcome": outcome, "groups": _groups(outcome)}
    return draw(request, "package_preview", _("What is in the package"), context, icon="upload")


def _groups(outcome):
    """Return (title, fates) of each kind of fate, the important ones first."""
    titles = [
        (LEFT, _("Can't be taken")),
        (KEPT, _("Stays as it is here")),
        (CHANGED, _("Is brought up to date, as a draft")),
        (MADE, _("Is made, as a draft")),
        (USED, _("Is here already and is used")),
        (SAME, _("Is here already, unchanged")),
    ]
    return [(what, title, outcome.of(what)) for what, title in titles if outcome.of(what)]


def _done(request, outcome):
    count = len(outcome.of(MADE)) + len(outcome.of(CHANGED))
    said = ngettext("%(count)s thing was written as a draft.", "%(count)s things were written as drafts.", count)
    messages.success(request, said % {"count": count})
    module = outcome.module
    if not isinstance(module, ModulePage):
        return redirect("exchange")
    log(module, "editorial.package_in", user=request.user)
    return redirect("wagtailadmin_explore", module.pk)
