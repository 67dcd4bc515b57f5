"""What a translator posts: which texts are to be written, which are still right, which to keep in a conflict."""

from dataclasses import dataclass, field

from lessons.editorial.translation.actions import TARGET_CHANGED, Conflict, Outcome, translate
from lessons.editorial.translation.drafts import draft_of
from lessons.editorial.translation.fields import text_from
from lessons.editorial.translation.words import clean_text
from lessons.editorial.units import digest, units_of

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class Typed:
    """One field of the view as it came back.

    `source`, `target` and `shown` are the digests of the source, of the stored text and of the text in the field when
    the view was made. `conflict` is why the text was in conflict then, `keep` which text was chosen.
    """

    key: str
    text: str
    source: str
    target: str
    shown: str
    conflict: str = ""
    keep: str = ""

    @property
    def is_touched(self):
        return digest(self.text) != self.shown


@dataclass(frozen=True)
class Saved:
    """What became of a post. `outcome` holds, beside what translate() says, the conflicts that nobody has decided."""

    typed: dict = field(default_factory=dict)
    outcome: Outcome = field(default_factory=Outcome)

    @property
    def is_clean(self):
        return not (self.outcome.conflicts or self.outcome.refused)


def shown_digest(obj, unit, text):
    """Return the mark of `text` as the field of `unit` gives it back when nobody touches it."""
    return digest(clean_text(obj, unit, text))


def read_typed(draft, post):
    """Return the Typed fields of `post` by key; a unit that `draft` no longer has is among them."""
    units, found = {unit.key: unit for unit in units_of(draft)}, {}
    for name in post:
        if name.startswith("seen:"):
            key = name.removeprefix("seen:")
            text = post.get(f"text:{key}", "")
            if key in units:
                text = clean_text(draft, units[key], text_from(draft, units[key], text))
            source, target, shown = (post[name].split(" ") + ["", "", ""])[:3]
            choice = (post.get(f"conflict:{key}", ""), post.get(f"keep:{key}", ""))
            found[key] = Typed(key, text, source, target, shown, *choice)
    return found


def save_typed(*, obj, language, source, post, user):
    """Write what was typed into a new draft of `obj`. Returns the Saved; what is in conflict is not written."""
    draft = draft_of(obj)
    typed = read_typed(draft, post)
    units = {unit.key: unit for unit in units_of(draft)}
    texts = {}
    for each in typed.values():
        text = _to_write(each, units.get(each.key), language, post)
        if text is not None:
            texts[each.key] = text
    seen = {key: (typed[key].source, typed[key].target) for key in texts}
    outcome = translate(obj=obj, language=language, texts=texts, seen=seen, user=user, source=source)
    outcome.conflicts.extend(
        Conflict(units.get(each.key), units[each.key].texts[language], each.text, each.conflict, each.key)
        for each in typed.values()
        if each.conflict and each.keep not in {MINE, THEIRS} and each.key in units
    )
    return Saved(typed, outcome)


def _to_write(typed, unit, language, post):
    """Return the text to write or to confirm for a field, or None when it stays as it is."""
    if typed.conflict:
        if typed.keep == MINE:
            return typed.text
        # Theirs was read when the choice was made; if it has changed once more, nothing is said about it.
        is_read = unit is not None and typed.conflict == TARGET_CHANGED and unit.digest(language) == typed.target
        return unit.texts[language] if typed.keep == THEIRS and is_read else None
    still_right = "all_right" in post or post.get("still_right") == typed.key
    return typed.text if typed.is_touched or (still_right and typed.text) else None
