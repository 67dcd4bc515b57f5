"""What a new module holds from the start: the shape of a lesson, and a plan for the class that fits any subject."""

from django.conf import settings
from django.utils.translation import gettext, override

from lessons.content.models import Helpline, LessonPage, ModulePage, QuizPage


def _(message):
    """Mark a text of the template: it is written in every language of the site by `in_all`."""
    return message


def in_all(message):
    """Return `message` in each language of the site."""
    texts = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            texts[code] = gettext(message)
    return texts


def empty():
    return {code: "" for code, _name in settings.LANGUAGES}


def new_module(*, author, **fields):
    """Return an unsaved module by `author`, its name by language, with an objective to write and a plan for class."""
    return ModulePage(
        objectives=[("objective", empty())],
        guide=_guide(),
        **_named("author", author),
        **fields,
    )


def new_lesson(slug):
    """Return an unsaved lesson: a hook, the idea, a choice to practise, the key line, where to get help."""
    lines = Helpline.objects.filter(is_permanent=True, live=True)
    return LessonPage(
        slug=slug,
        body=[
            ("heading", in_all(_("A scene you may know"))),
            ("text", empty()),
            ("heading", in_all(_("What is behind it"))),
            ("text", empty()),
            ("heading", in_all(_("What would you do?"))),
            ("question", None),
            ("key_line", empty()),
            ("heading", in_all(_("Where to get help"))),
            ("helplines", list(lines)),
        ],
        **_named("heading", in_all(_("The first lesson"))),
    )


def new_quiz(slug):
    """Return an unsaved quiz without questions: they are written in its chooser."""
    return QuizPage(slug=slug, **_named("heading", in_all(_("Your next step"))))


def _named(name, texts):
    return {f"{name}_{code}": text for code, text in texts.items()}


def _guide():
    plans = {"ten_minutes": TEN_MINUTES, "forty_minutes": FORTY_MINUTES, "discussion": DISCUSSION}
    steps = [(kind, in_all(step)) for kind, plan in plans.items() for step in plan]
    return [*steps, ("may_come_up", {name: in_all(text) for name, text in MAY_COME_UP.items()})]


TEN_MINUTES = [
    _("One minute. Agree: only the story, no real case, no names, no phone in the hand."),
    _("Four minutes. Read the scene aloud. Ask: “What would be a fair next step?”"),
    _("Four minutes, in pairs. Each pair chooses one step and the words for it."),
    _("One minute. The key line, and where the help numbers are."),
]
FORTY_MINUTES = [
    _("Five minutes. Agree: only the story, no real case, no names, no phone in the hand. Then read the scene."),
    _("Ten minutes. What does each person in the scene do, and what follows from it the next day?"),
    _("Fifteen minutes, in groups. Each group plays one reply, and the class says what it changes."),
    _("Ten minutes. The key line, the help numbers, and the quiz on paper or on the screen."),
]
DISCUSSION = [_("What would have helped the person in the story?")]
MAY_COME_UP = {
    "said": _("Somebody says: “That happened to me.”"),
    "answer": _(
        "Thank them, and don't ask for details in front of the class. Afterwards, alone: listen, believe, look at no"
        " picture, promise no secrecy, and find the next safe step together."
    ),
}
