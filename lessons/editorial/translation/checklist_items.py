"""What a page's or record's checklist says of its languages."""

from django.utils.translation import gettext as _

from lessons.content.models import ScenarioPage
from lessons.editorial.translation.directions import language_name
from lessons.editorial.translation.states import states_of

ADVICE = "advice"
SHOWN = 3  # of each language: the translator's view shows them all
KNOWN = "heading"  # that it is missing, the desk's own points say
CHECKED = {"heading", "group", "cast", "steps"}  # what the content check wants in every language of a scenario


def translation_items(obj, user):
    """Return (level, where, what, path, better) for what is missing or out of date in a language that is begun.

    `path` leads to the very field, with the language as its last element. A language that nobody has begun is one
    item for all.
    """
    found = []
    for language, state in states_of([obj])[0].items():
        if state.total and len(state.missing) == state.total:
            sentence = _("There is nothing in %(language)s yet.") % {"language": language_name(language)}
            found.append((ADVICE, language_name(language), sentence, (), ""))
        else:
            missing = [unit for unit in state.missing if not _is_known(obj, unit)]
            found += _items(state, missing, _("The text is missing in this language."))
            found += _items(state, state.outdated, _("The source changed after this translation was confirmed."))
    return found


def _is_known(obj, unit):
    return unit.path[0] in CHECKED if isinstance(obj, ScenarioPage) else unit.key == KNOWN


def _items(state, units, what):
    name = language_name(state.language)
    items = [(ADVICE, f"{unit.label} · {name}", what, (*unit.path, state.language), "") for unit in units[:SHOWN]]
    if len(units) > SHOWN:
        items.append((ADVICE, name, _("And %(count)d more like this.") % {"count": len(units) - SHOWN}, (), ""))
    return items
