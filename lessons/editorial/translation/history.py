"""What a text was before."""

from lessons.editorial.translation.drafts import as_at
from lessons.editorial.units import units_of

REVISIONS = 100  # how far back it is looked for


def source_before(state):
    """Return, by key, the source of each out-of-date unit of `state` as it was when the translation was confirmed.

    One whose old source is in no revision any more is left out.
    """
    wanted = {each.unit.key: each.confirmed for each in state.units if each.unit in state.outdated}
    found = {}
    if wanted and hasattr(state.obj, "revisions"):
        for content in state.obj.revisions.order_by("-created_at", "-pk").values_list("content", flat=True)[:REVISIONS]:
            for unit in units_of(as_at(state.obj, content)):
                if unit.key in wanted.keys() - found.keys() and unit.digest(state.source) == wanted[unit.key]:
                    found[unit.key] = unit.texts[state.source]
            if len(found) == len(wanted):
                break
    return found
