"""The report of translations."""

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from lessons.core.bilingual import LANGUAGES
from lessons.editorial.translation.access import modules_of
from lessons.editorial.translation.directions import language_name
from lessons.editorial.translation.going import name_of
from lessons.editorial.translation.report import FILTERS, OPEN, report_on, report_outside
from lessons.editorial.translation.states import STATE_NAMES

OUTSIDE = "outside"
MODULES_A_PAGE = 10


class ReportForm(forms.Form):
    """What the report shows; anything else that is asked for is left out."""

    module = forms.ChoiceField(label=gettext_lazy("Module"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)

    def __init__(self, data, modules):
        super().__init__(data, label_suffix="")
        names = [(str(module.pk), name_of(module).text) for module in modules]
        self.fields["module"].choices = [("", _("All modules")), *names, (OUTSIDE, _("Outside the modules"))]
        self.fields["language"].choices = [
            ("", _("All languages")),
            *[(code, language_name(code)) for code, _name in settings.LANGUAGES],
        ]
        states = [(kind, STATE_NAMES.get(kind, _("missing or out of date"))) for kind in FILTERS]
        self.fields["state"].choices = [("", _("All states")), *states]

    def chosen(self, name):
        """Return what was chosen for the field `name`, or an empty string."""
        self.is_valid()
        return self.cleaned_data.get(name, "")


@require_safe
def report(request):
    """How the languages of one's own modules stand, each with the way to the translator's view."""
    modules = list(modules_of(request.user))
    form = ReportForm(request.GET, modules)
    module, kept = form.chosen("module"), form.chosen("state")
    languages = [form.chosen("language")] if form.chosen("language") else LANGUAGES
    chosen = [each for each in modules if not module or str(each.pk) == module]
    page = Paginator(chosen, MODULES_A_PAGE).get_page(request.GET.get("p"))
    if module == OUTSIDE:
        groups = [report_outside(request.user, languages, kept)]
    else:
        groups = report_on(list(page.object_list), request.user, languages, kept)
    context = {
        "form": form,
        "groups": [group for group in groups if group.lines],
        "languages": [(code, language_name(code)) for code in languages],
        "page": page,
        "query": _query(request),
        "is_filtered": bool(module or kept or form.chosen("language")),
        "open_url": f"?state={OPEN}",
        "header_title": _("Translations"),
        "header_icon": "globe",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": _("Translations")},
        ],
    }
    return render(request, "editorial/translation/report.html", context)


def _query(request):
    query = request.GET.copy()
    query.pop("p", None)
    return query.urlencode()
