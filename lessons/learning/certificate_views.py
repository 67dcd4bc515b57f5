"""A learner's certificates, and the page on which anybody checks one."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lessons.accounts import throttling
from lessons.accounts.forms import TOO_MANY_REQUESTS
from lessons.accounts.guests import learner_of
from lessons.content.bands import reader_band
from lessons.content.models import ModulePage
from lessons.learning.access import get_own_certificate
from lessons.learning.certificate_forms import CheckForm, NameToPrintForm
from lessons.learning.certificate_pdf import certificate_pdf
from lessons.learning.certificates import Certificate, grouped
from lessons.learning.certifying import NotCompleted, make_certificate

kept_nowhere = cache_control(private=True, no_store=True)


@require_POST
def make(request, pk):
    """Give whoever has completed the module `pk` its certificate; for all others there is nothing here."""
    learner = learner_of(request)
    if learner is None:
        raise Http404
    module = get_object_or_404(ModulePage.objects.live().public(), id=pk)
    try:
        made = make_certificate(learner=learner, module=module, band=reader_band(request))
    except NotCompleted:
        raise Http404 from None
    return redirect("learning:certificate", made.pk)


@sensitive_post_parameters("name")
@kept_nowhere
@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request, pk):
    """Ask for the name to print, then answer with the page or the PDF that has it; nothing of it is kept."""
    mine = get_own_certificate(request, pk)
    form = NameToPrintForm(request.POST if request.method == "POST" else None)
    context = {"certificate": mine, "form": form, **_address(mine), "nav": "me"}
    if not form.is_valid():
        return render(request, "learning/certificate.html", context)
    name = form.cleaned_data["name"]
    if request.POST.get("as") == "pdf":
        pdf = certificate_pdf(mine, name=name, **_address(mine))
        # A neutral file name: whoever looks through a phone learns nothing from it.
        headers = {"Content-Disposition": 'attachment; filename="certificate.pdf"'}
        return HttpResponse(pdf, content_type="application/pdf", headers=headers)
    return render(request, "learning/certificate_print.html", context | {"name": name})


def _address(mine):
    """Return where the certificate is checked: in full, as a QR code, and as somebody types it."""
    own = settings.BASE_URL + reverse("learning:verify_code", args=[mine.printed_code])
    typed = settings.BASE_URL.partition("://")[2] + reverse("learning:verify")
    return {"own_address": own, "typed_address": typed}


@require_safe
def verify(request):
    """Where a code is typed."""
    form = CheckForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("learning:verify_code", grouped(form.cleaned_data["code"]))
    return render(request, "learning/verify.html", {"form": form})


@require_safe
def verify_code(request, code):
    """What a certificate says: module, publisher and month. Whose it is stands nowhere."""
    form = CheckForm({"code": code})
    try:
        throttling.refuse_flood(request, "certificate")
    except throttling.TooManyTries:
        form.add_error("code", TOO_MANY_REQUESTS)
        return render(request, "learning/verify.html", {"form": form}, status=429)
    found = Certificate.objects.with_code(code).first()
    if found:
        return render(request, "learning/verified.html", {"certificate": found})
    throttling.count_failure(request, "certificate")
    if not form.has_error("code"):
        form.add_error("code", gettext("No certificate has this code. Look at each letter once more."))
    return render(request, "learning/verify.html", {"form": form, "is_unknown": True}, status=404)
