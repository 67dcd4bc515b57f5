"""Texts that go to a translator's own tool and come back."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.log_actions import log

from lessons.content.models import ModulePage
from lessons.editorial.exchange import po, xliff
from lessons.editorial.exchange.admin_pages import draw
from lessons.editorial.exchange.text_export import entries_of
from lessons.editorial.exchange.text_forms import TextsInForm, TextsOutForm
from lessons.editorial.exchange.text_import import compare, read_file, take
from lessons.editorial.exchange.things import get_thing, things_of
from lessons.editorial.exchange.uploads import HeldUpload, get_upload, hold
from lessons.editorial.translation.sources import opposite
from lessons.organisations.models import Organisation

TYPES = {"po": (po, "po", "text/x-gettext-translation"), "xliff": (xliff, "xlf", "application/x-xliff+xml")}


@require_safe
def texts_out(request, ref):
    """The texts of a page or record as a file; of a module, with all that stands in it."""
    thing = get_thing(request.user, ref)
    is_asked = "format" in request.GET
    form = TextsOutForm(request.GET if is_asked else None, source_language=thing.source_language)
    if is_asked and form.is_valid():
        answer = _file(request.user, thing, form.cleaned_data)
        if answer:
            return answer
        messages.warning(request, _("There is no such text: all of it is translated."))
    context = {"form": form, "thing": thing, "is_module": isinstance(thing.obj, ModulePage)}
    return draw(request, "texts_out", _("Texts as a file"), context)


def _file(user, thing, asked):
    """Return the answer that holds the file, or None when nothing would be in it."""
    things = things_of(user, thing.obj) if thing.ref.startswith("page:") else [thing]
    entries = entries_of(things, target_language=asked["language"], only_open=asked["which"] == "open")
    if not entries:
        return None
    form, ending, content_type = TYPES[asked["format"]]
    data = form.write(
        entries,
        source_language=opposite(asked["language"], thing.source_language),
        target_language=asked["language"],
        made_at=timezone.localtime(),
    )
    name = getattr(thing.obj, "slug", None) or getattr(thing.obj, "key", None)
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)}.{asked["language"]}.{ending}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def texts_in(request):
    """A file that comes back: looked at first."""
    form = TextsInForm(request.POST or None, request.FILES or None, source_language=_source_language(request.user))
    if request.method == "POST" and form.is_valid():
        upload = hold(
            user=request.user,
            purpose=HeldUpload.Purpose.TEXTS,
            file=form.cleaned_data["file"],
            choice=form.cleaned_data["language"],
        )
        return redirect("exchange_texts_preview", upload.pk)
    return draw(request, "texts_in", _("Bring in translated texts"), {"form": form}, icon="upload")


def _source_language(user):
    """The language in which this person's organisation writes first; the first of them decides what is offered."""
    first = Organisation.objects.of_member(user).values_list("source_language", flat=True).first()
    return first or settings.LANGUAGE_CODE


@require_http_methods(["GET", "HEAD", "POST"])
def texts_preview(request, pk):
    """What a file would change; a POST writes it, with what was chosen for each conflict."""
    upload = get_upload(request.user, pk, HeldUpload.Purpose.TEXTS)
    language = upload.choice
    comparison = compare(read_file(bytes(upload.data), language), user=request.user, language=language)
    if request.method == "POST":
        taken = take(comparison, user=request.user, language=language, choices=request.POST)
        _tell(request, taken)
        if not taken.open:
            upload.delete()
            return redirect("exchange")
        return redirect("exchange_texts_preview", pk)
    context = {"upload": upload, "comparison": comparison, "language": language}
    return draw(request, "texts_preview", _("What is in the file"), context, icon="upload")


def _tell(request, taken):
    for held in taken.things:
        log(held.obj, "editorial.texts_in", user=request.user)
    if taken.written or not taken.open:
        messages.success(
            request,
            ngettext(
                "%(count)s text was written as a draft. Check it and have it published.",
                "%(count)s texts were written as drafts. Check them and have them published.",
                taken.written,
            )
            % {"count": taken.written},
        )
    if taken.open:
        messages.warning(
            request,
            ngettext(
                "%(count)s text was not written: choose whose words stay.",
                "%(count)s texts were not written: choose whose words stay.",
                len(taken.open),
            )
            % {"count": len(taken.open)},
        )
