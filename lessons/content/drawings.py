"""Line drawings that explain, for the lessons of any organisation. They come with the program."""

from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

# The name is also the file's. Browsers and networks note it: it gives nothing away.
DRAWINGS = {
    "four-doors": _("Four doors of one house"),
    "bell-and-door": _("The bell and the door"),
    "four-questions": _("Four questions, four switches"),
    "four-corners": _("Look at the corners"),
    "long-keys": _("Each door has its own key"),
    "two-locks": _("Two locks on one door"),
    "own-road": _("Their link, your own road"),
    "five-walls": _("A house with five walls"),
    "asking-first": _("First ask, then post"),
    "one-line-answer": _("Many messages, one answer"),
    "given-back": _("Held in trust, given back"),
    "walls": _("A room, and a status"),
    "passing-on": _("How a forward travels"),
    "five-ways": _("Five safe steps"),
    "clear-note": _("The report goes, the picture stays"),
    "way-back": _("The way back"),
    "same-stop": _("Real or fake, the same stop"),
    "who-is-missing": _("Who is missing?"),
    "lighter-load": _("The weight grows lighter"),
    "mended-line": _("A headline, mended"),
    "side-by-side": _("Side by side"),
    "slow-breath": _("The alarm grows quiet"),
    "keep-the-words": _("Words kept, picture left out"),
    "row-of-marks": _("Only the pattern goes out"),
    "round-and-round": _("The ring, and the way out"),
    "patchwork": _("One patch of many"),
    "one-roof": _("Four things under one roof"),
    "one-page": _("A page that speaks"),
    "walked-together": _("A road, not a verdict"),
    "several-doors": _("Several doors, one of them slow"),
    "who-has-the-keys": _("Who has the keys?"),
    "four-lines": _("Four lines, and a quiet talk"),
    "on-the-stairs": _("Sit down and listen"),
    "small-change": _("Who earns, and who refuses"),
    "held-together": _("Many hold one road"),
}


def drawing_url(name):
    """Return the address of the drawing `name`, "" when the program has none of that name (any more)."""
    return static(f"content/drawings/{name}.svg") if name in DRAWINGS else ""
