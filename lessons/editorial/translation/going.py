"""The way through a module: what is translated next."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst
from wagtail.models import Page

from lessons.core.bilingual import LANGUAGES, LocalText, local_field
from lessons.editorial.translation.modules import things_in
from lessons.editorial.translation.states import State, states_of


@dataclass(frozen=True)
class Thing:
    """A page or record on the way; `name` is a LocalText, `kind` says what it is."""

    obj: object
    name: LocalText
    kind: str
    state: State
    url: str
    is_current: bool = False


def sheet_url(obj, language, module=None, show="", *, origin="", anchor=""):
    """Return the address of the translator's view of `obj` into `language`, on the way through `module`.

    `origin` is the language to translate from, the organisation's own by default.
    """
    url = reverse("translations:sheet", args=[obj._meta.model_name, obj.pk, language])
    # A page knows its module; a record may stand in several.
    asked = {
        "in": module.pk if module and not isinstance(obj, Page) else "",
        "show": show,
        "from": origin if len(LANGUAGES) > 2 else "",
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{url}{'?' if query else ''}{query}{'#' if anchor else ''}{anchor}"


def name_of(obj):
    """Return the LocalText by which an editor knows `obj`: its heading, prompt or name, else a record's key."""
    name = next((name for name in ("heading", "prompt", "name") if hasattr(obj, f"{name}_en")), None)
    if name:
        return local_field(obj, name)
    return LocalText(obj.key, "en", False)


def kind_of(obj):
    return capfirst(str(obj._meta.verbose_name))


def things_around(obj, language, module, user):
    """Return the Things of `module` in order, `obj` among them; none without a module."""
    if module is None:
        return []
    objs = things_in([module], user)[module.pk]
    return [
        Thing(
            obj=each,
            name=name_of(states[language].obj),
            kind=kind_of(each),
            state=states[language],
            url=sheet_url(each, language, module),
            is_current=each == obj,
        )
        for each, states in zip(objs, states_of(objs), strict=True)
    ]


def after(things, *, only_open=False):
    """Return the Thing after the current one, from the end back to the beginning; None when there is no other."""
    place = next((number for number, thing in enumerate(things) if thing.is_current), None)
    if place is None:
        return None
    others = [*things[place + 1 :], *things[:place]] if only_open else things[place + 1 :]
    return next((thing for thing in others if thing.state.open_count or not only_open), None)
