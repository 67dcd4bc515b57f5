"""Questions in and out, in the CMS."""

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lessons.content.models import Question
from lessons.editorial.exchange.neutral import from_data, grouped, to_data
from lessons.editorial.exchange.question_export import source_of
from lessons.editorial.exchange.question_files import CSV, ENDINGS, MEDIA_TYPES, encoded, write_questions
from lessons.editorial.exchange.question_forms import DefaultsForm, ExportForm, ImportForm
from lessons.editorial.exchange.question_import import ImportRefused, import_questions, plan_import
from lessons.editorial.exchange.question_plan import COMPLETED, CONFLICT, NEW, SAME
from lessons.editorial.exchange.question_preview import shown

TEMPLATES = "editorial/exchange/questions"
DAY = 24 * 60 * 60
# What a browser posts back has to fit into Django's DATA_UPLOAD_MAX_MEMORY_SIZE.
LONGEST_TOKEN = 2_000_000


def import_file(request):
    """Ask for a file, then show what would become of it. Nothing is written."""
    _may_import(request.user)
    form = ImportForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        token = _token(request, form)
        if len(token) <= LONGEST_TOKEN:
            return _preview(request, form, token)
        form.add_error("file", _("There is too much text in this file. Please part it."))
    context = _page(_("Import questions"), "upload") | {"form": form}
    return TemplateResponse(request, f"{TEMPLATES}_import.html", context)


def _may_import(user):
    if not user.has_perms(["content.add_question", "content.change_question"]):
        raise Http404


def _token(request, form):
    """Return what the second step needs to know, signed: it goes to the browser and comes back."""
    chosen = {name: form[name].value() for name in ("organisation", "topic", "bands", "reveals")}
    data = {"user": request.user.pk, "chosen": chosen, "questions": to_data(form.found.questions)}
    return signing.dumps(data, salt=__name__, compress=True)


def _preview(request, form, token):
    plan = plan_import(form.found.questions, organisation=form.cleaned_data["organisation"], defaults=form.defaults)
    context = _page(_("Import questions"), "upload") | {
        "token": token,
        "file_name": form.cleaned_data["file"].name,
        "organisation": form.cleaned_data["organisation"],
        "items": [shown(item) for item in plan.items],
        "counts": {state: plan.count(state) for state in (NEW, COMPLETED, CONFLICT, SAME)},
        "will_write": plan.count(NEW) + plan.count(COMPLETED),
        "losses": grouped([*form.found.losses, *plan.losses]),
        "refusals": form.found.refusals,
    }
    return TemplateResponse(request, f"{TEMPLATES}_preview.html", context)


@require_POST
def confirm_import(request):
    """Write what the preview showed, as drafts."""
    _may_import(request.user)
    try:
        data = signing.loads(request.POST.get("token", ""), salt=__name__, max_age=DAY)
    except signing.BadSignature:
        data = {}
    form = DefaultsForm(data.get("chosen") or {}, user=request.user)
    if data.get("user") != request.user.pk or not form.is_valid():
        messages.error(request, _("This import is too old. Choose the file once more."))
        return redirect("editorial_questions:import")
    organisation = form.cleaned_data["organisation"]
    try:
        plan = import_questions(
            from_data(data["questions"]), organisation=organisation, defaults=form.defaults, user=request.user
        )
    except ImportRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("editorial_questions:import")
    messages.success(request, _summary(plan))
    return redirect(_list_url())


def _summary(plan):
    new, completed = plan.count(NEW), plan.count(COMPLETED)
    drafts = ngettext("%(count)s new draft.", "%(count)s new drafts.", new) % {"count": new}
    filled = ngettext("%(count)s question completed.", "%(count)s questions completed.", completed)
    return f"{drafts} {filled % {'count': completed}}"


def export_file(request):
    """Ask for a format, list what it can't carry, then hand out the file."""
    source = source_of(request)
    form = ExportForm(request.GET if "format" in request.GET else None, initial={"format": CSV})
    context = _page(_("Export questions"), "download") | {"form": form, "source": source}
    context["kept"] = [pair for pair in _pairs(request.GET) if pair[0] not in {*form.fields, "download"}]
    if form.is_valid():
        file_format, language = form.cleaned_data["format"], form.cleaned_data["language"]
        written = write_questions(source.questions, file_format, language)
        if "download" in request.GET:
            return _download(written, file_format, source.slug, "" if file_format == CSV else language)
        carried = len(source.questions) - len(written.refusals)
        context |= {"written": written, "losses": grouped(written.losses), "carried": carried}
    return TemplateResponse(request, f"{TEMPLATES}_export.html", context)


def _pairs(query):
    """Return what else an address says (the page, the filters of the list), to go along."""
    return [(name, value) for name, values in query.lists() for value in values]


def _download(written, file_format, *parts):
    name = "-".join(["questions", *filter(None, parts)])
    response = HttpResponse(encoded(written.text, file_format), content_type=MEDIA_TYPES[file_format])
    response["Content-Disposition"] = f'attachment; filename="{name}.{ENDINGS[file_format]}"'
    return response


def _list_url():
    return reverse(Question.snippet_viewset.get_url_name("list"))


def _page(title, icon):
    """Return what the head of a page of the CMS needs."""
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": _list_url(), "label": _("Questions")},
        {"url": "", "label": title},
    ]
    return {"page_title": title, "header_title": title, "header_icon": icon, "breadcrumbs_items": crumbs}
