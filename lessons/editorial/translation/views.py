"""The translator's view."""

from dataclasses import dataclass, replace

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from lessons.content.models import ModulePage
from lessons.core.bilingual import LANGUAGES
from lessons.editorial.translation.access import get_translatable, lock_message, sections_of
from lessons.editorial.translation.directions import other_directions
from lessons.editorial.translation.drafts import draft_of
from lessons.editorial.translation.fields import field_media, id_of
from lessons.editorial.translation.going import after, kind_of, name_of, sheet_url, things_around
from lessons.editorial.translation.modules import module_above
from lessons.editorial.translation.saving import Saved, read_typed, save_typed
from lessons.editorial.translation.sheet import make_sheet
from lessons.editorial.translation.sources import opposite, source_language
from lessons.editorial.translation.states import state_of

OPEN = "open"


@dataclass(frozen=True)
class Visit:
    """What somebody came to translate. `show` is "open" when only what is open is shown."""

    obj: object
    language: str
    source: str
    module: ModulePage | None
    show: str
    lock: str

    def url(self, anchor=""):
        return sheet_url(self.obj, self.language, self.module, self.show, origin=self.source, anchor=anchor)


@require_http_methods(["GET", "POST"])
def sheet(request, kind, pk, language):
    """The texts of a page or record side by side, to be written, confirmed and saved as a draft."""
    visit = _visit(request, kind, pk, language)
    saved = None
    if request.method == "POST":
        saved = _save(visit, request)
        visit = replace(visit, obj=type(visit.obj).objects.get(pk=visit.obj.pk))  # it has a new draft
        if saved.is_clean and not visit.lock:
            _say_saved(request, visit)
            return redirect(_next_url(request, visit, saved))
        _say_not_saved(request, visit, saved)
    return render(request, "editorial/translation/sheet.html", _context(request, visit, saved))


def _visit(request, kind, pk, language):
    obj = get_translatable(request.user, kind, pk, language)
    source = opposite(language, source_language(obj))
    asked = request.GET.get("from")
    if asked in LANGUAGES and asked != language:
        source = asked
    show = OPEN if request.GET.get("show") == OPEN else ""
    return Visit(obj, language, source, _module(request, obj), show, lock_message(obj, request.user))


def _module(request, obj):
    if isinstance(obj, Page):
        return module_above(obj)
    asked = request.GET.get("in", "")
    if not asked.isascii() or not asked.isdigit() or len(asked) > 12:
        return None
    module = ModulePage.objects.filter(pk=asked).first()
    is_own = module and any(module.path.startswith(section.path) for section in sections_of(request.user))
    return module if is_own else None


def _save(visit, request):
    if visit.lock:
        return Saved(read_typed(draft_of(visit.obj), request.POST))
    return save_typed(obj=visit.obj, language=visit.language, source=visit.source, post=request.POST, user=request.user)


def _say_saved(request, visit):
    state = state_of(visit.obj, visit.language)
    done = {"done": state.done, "total": state.total}
    messages.success(request, _("Saved as a draft. %(done)d of %(total)d texts are done.") % done)


def _say_not_saved(request, visit, saved):
    if visit.lock:
        messages.error(request, _("Nothing is saved: this can't be changed now. What you wrote is still here."))
        return
    count = len(saved.outcome.conflicts) + len(saved.outcome.refused)
    sentence = ngettext(
        "%(count)d text needs you before it can be saved. The others are saved; what you wrote is still here.",
        "%(count)d texts need you before they can be saved. The others are saved; what you wrote is still here.",
        count,
    )
    messages.warning(request, sentence % {"count": count})


def _next_url(request, visit, saved):
    if "next" not in request.POST:
        return visit.url(f"unit-{id_of(request.POST['still_right'])}" if "still_right" in request.POST else "")
    state = state_of(visit.obj, visit.language)
    keys = [each.unit.key for each in state.units]
    written = [keys.index(key) for key in (*saved.outcome.written, *saved.outcome.same) if key in keys]
    for each in state.units[max(written, default=len(keys)) + 1 :]:
        if each.is_open:
            return visit.url(f"unit-{id_of(each.unit.key)}")
    following = after(things_around(visit.obj, visit.language, visit.module, request.user), only_open=True)
    if following:
        return sheet_url(following.obj, visit.language, visit.module, visit.show)
    return visit.url() if state.open_count else reverse("translations:report")


def _context(request, visit, saved):
    shown = make_sheet(
        visit.obj,
        visit.language,
        visit.source,
        only_open=visit.show == OPEN,
        saved=saved,
        is_locked=bool(visit.lock),
    )
    things = things_around(visit.obj, visit.language, visit.module, request.user)
    return {
        "sheet": shown,
        "visit": visit,
        "kind": kind_of(visit.obj),
        "name": name_of(shown.state.obj),
        "things": things,
        "following": after(things),
        "directions": other_directions(visit.language, visit.source, visit.obj, visit.module),
        "all_url": replace(visit, show="").url(),
        "open_url": replace(visit, show=OPEN).url(),
        "edit_url": AdminURLFinder(request.user).get_edit_url(visit.obj),
        "has_unsaved_changes": saved is not None,
        "media": field_media(),
        "header_title": _("Translate"),
        "header_icon": "globe",
        "breadcrumbs_items": _breadcrumbs(shown),
    }


def _breadcrumbs(shown):
    return [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("translations:report"), "label": _("Translations")},
        {"url": "", "label": name_of(shown.state.obj).text},
    ]
