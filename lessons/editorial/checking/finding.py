"""What a rule of the content check says, and where."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from lessons.core.bilingual import LANGUAGES

STOP, ADVICE = "stop", "advice"


@dataclass(frozen=True)
class Finding:
    """Something that would harm or mislead ("stop"), or could be better ("advice").

    `where` are the words for its place; `path` is that place as in Unit.path, with the language last when one is meant.
    `what` says what was found, `why` why it matters, `better` what to write instead (it may be empty). `is_final`: it
    has to be mended, and no reason passes it.
    """

    rule: str
    level: str
    where: str
    path: tuple
    what: str
    why: str
    better: str = ""
    is_final: bool = False

    @property
    def is_stop(self):
        return self.level == STOP

    @property
    def language_name(self):
        """The name of the language that is meant, or ""."""
        return str(dict(settings.LANGUAGES).get(self.path[-1], "")) if self.path else ""

    @property
    def fragment(self):
        """The end of the editor's address that leads to the very field."""
        return fragment(self.path)


def apart(words):
    """Return `words`, quoted in a sentence of maybe the other direction, so that they hold together in plain text."""
    return f"\u2068{words}\u2069"


def fragment(path):
    """Return the fragment of an editor's address that leads to the field at `path`; "" for the whole."""
    if not path:
        return ""
    name, *rest = path
    if name == "choices":  # Wagtail gives the rows of an inline panel no content path
        number, *field = rest or ("0",)
        return f"#id_choices-{number}-{'_'.join(field)}" if field else f"#inline_child_choices-{number}"
    if len(rest) == 1 and rest[0] in LANGUAGES:
        return f"#:w:contentpath={name}_{rest[0]}"
    return "#:w:contentpath=" + ".".join(path)


def edit_address(obj):
    """Return the address of the editor of `obj`, a page or a record."""
    if hasattr(obj, "get_parent"):
        return reverse("wagtailadmin_pages:edit", args=[obj.pk])
    return reverse(obj.snippet_viewset.get_url_name("edit"), args=[obj.pk])
