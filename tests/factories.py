"""Makes content and people for tests; a test states only what matters to it."""

import itertools
import json
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth import get_user_model
from wagtail.models import Page, Site

from lessons.content.models import (
    Choice,
    Fact,
    Helpline,
    HelpPage,
    HomePage,
    LessonPage,
    ModulePage,
    OrganisationPage,
    Question,
    QuizPage,
    QuizQuestion,
    ScenarioPage,
    Topic,
)
from lessons.organisations.models import Organisation
from tests.kept_rows import KeptRows

_numbers = itertools.count(1)


def make_home():
    """Return the site's home page, made once."""
    if not HomePage.objects.exists():
        _HOME.put()
    return HomePage.objects.first()


def _make_home():
    root = Page.get_first_root_node()
    for welcome in root.get_children():
        welcome.delete()
    root.refresh_from_db()
    home = root.add_child(instance=HomePage(slug="site", heading_en="Learn", heading_ur="سیکھیں"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)


_HOME = KeptRows(_make_home)


def make_organisation(slug="chiragh"):
    organisation, _ = Organisation.objects.get_or_create(slug=slug, defaults={"name": slug.title()})
    page = OrganisationPage.objects.filter(organisation=organisation).first()
    if page is None:
        page = OrganisationPage(slug=slug, heading_en=slug.title(), heading_ur="ادارہ", organisation=organisation)
        make_home().add_child(instance=page)
    return page


def make_module(organisation=None, **fields):
    number = next(_numbers)
    defaults = {
        "slug": f"t{number}",
        "number": number,
        "heading_en": f"Module {number}",
        "heading_ur": f"ماڈیول {number}",
    }
    return (organisation or make_organisation()).add_child(instance=ModulePage(**(defaults | fields)))


def make_lesson(module=None, **fields):
    number = next(_numbers)
    defaults = {"slug": f"l{number}", "heading_en": f"Lesson {number}", "heading_ur": f"سبق {number}"}
    defaults["body"] = [("text", {"en": "<p>Words of the lesson.</p>", "ur": "<p>سبق کے الفاظ۔</p>"})]
    return (module or make_module()).add_child(instance=LessonPage(**(defaults | fields)))


def make_question(choices=(("Yes", True), ("No", False)), **fields):
    """Return a published question; `choices` are (text, is right) pairs."""
    key = fields.pop("key", f"q{next(_numbers)}")
    topic, _ = Topic.objects.get_or_create(key="consent", defaults={"name_en": "Consent", "name_ur": "رضامندی"})
    defaults = {"prompt_en": f"Prompt {key}?", "prompt_ur": f"سوال {key}؟", "topic": topic}
    defaults |= {"explanation_en": "Why so.", "explanation_ur": "وجہ یہ ہے۔"}
    defaults["organisation"] = fields.pop("organisation", None) or make_organisation().organisation
    question = Question(key=key, **(defaults | fields))
    question.choices = [
        Choice(
            text_en=text,
            text_ur=f"{text} (اردو)",
            feedback_en=f"About {text}.",
            feedback_ur=f"{text} کے بارے میں۔",
            is_right=right,
            sort_order=place,
        )
        for place, (text, right) in enumerate(choices)
    ]
    question.save()
    question.save_revision().publish()
    question.refresh_from_db()
    return question


def make_fact(**fields):
    """Return a published fact that nobody has checked yet."""
    return _make_record(Fact, {"kind": "law", "text_en": "<p>So it is.</p>", "text_ur": "<p>یوں ہے۔</p>"} | fields)


def make_helpline(**fields):
    """Return a published helpline that nobody has called yet."""
    return _make_record(Helpline, {"number": "1799", "name_en": "A helpline", "name_ur": "ہیلپ لائن"} | fields)


def _make_record(model, fields):
    defaults = {"key": f"r{next(_numbers)}", "source": "its own page", "source_seen_on": date(2026, 11, 21)}
    defaults |= {"confidence": "high", "review_after": date(2099, 1, 1)}
    defaults["organisation"] = fields.pop("organisation", None) or make_organisation().organisation
    record = model.objects.create(**(defaults | fields))
    record.save_revision().publish()
    record.refresh_from_db()
    return record


def make_quiz(module=None, questions=None, **fields):
    number = next(_numbers)
    defaults = {"slug": f"z{number}", "heading_en": f"Quiz {number}", "heading_ur": f"کوئز {number}"}
    quiz = QuizPage(**(defaults | fields))
    asked = questions if questions is not None else [make_question(), make_question()]
    quiz.quiz_questions = [QuizQuestion(question=q, sort_order=i) for i, q in enumerate(asked)]
    return (module or make_module()).add_child(instance=quiz)


# The ids of the parts of make_scenario, by their names.
scenario_ids = {
    name: str(uuid5(NAMESPACE_URL, f"scenario:{name}"))
    for name in (
        *("zain", "mehak"),  # people
        *("drop", "regret", "morning", "together", "apart"),  # three steps, two endings
        *("look", "report", "wait", "repair", "quiet", "stand", "silence"),  # choices
    )
}


def make_scenario(module=None, **fields):
    """Return a published scenario that can be played, with `scenario_ids`.

    It begins in `drop`, where `look` harms. That leads to `regret`, which offers `repair`, and on to `morning`, which
    leads to the endings.
    """
    number = next(_numbers)
    defaults = {"slug": f"s{number}", "heading_en": f"Scenario {number}", "heading_ur": f"منظر {number}"}
    defaults |= {"group_en": "Street Cricket", "group_ur": "گلی کرکٹ", "bands": "ABCD"}
    defaults |= {"cast": json.dumps(scenario_cast()), "steps": json.dumps(scenario_steps())}
    if "help" not in fields:
        defaults["help"] = [("helplines", [make_helpline()])]
    return (module or make_module()).add_child(instance=ScenarioPage(**(defaults | fields)))


def scenario_cast():
    """Return the stored form of the people of make_scenario."""
    said = {"zain": (("Zain", "gushes"), ("زین", "جوش میں بولتا ہے")), "mehak": (("Mehak", "calm"), ("مہک", "دھیمی"))}
    return [
        _part("person", name, {"name": _both(en[0], ur[0]), "trait": _both(en[1], ur[1]), "colour": "leaf"})
        for name, (en, ur) in said.items()
    ]


def scenario_steps():
    """Return the stored form of the steps and endings of make_scenario, to be changed at will."""
    return [
        _step("drop", "The link drops", "لنک آتا ہے", look="regret", report="morning", wait="regret"),
        _step("regret", "Second thoughts", "سوچ", repair="morning", quiet="morning"),
        _step("morning", "The morning", "صبح", stand="together", silence="apart"),
        _ending("together", "Together", "ساتھ"),
        _ending("apart", "Apart", "الگ"),
    ]


_WAYS = {
    "look": ("reply", "harms"),
    "report": ("report", "protects"),
    "wait": ("nothing", "neutral"),
    "repair": ("repair", "protects"),
    "quiet": ("nothing", "neutral"),
    "stand": ("write", "protects"),
    "silence": ("nothing", "neutral"),
}


def _step(name, english, urdu, **ways):
    messages = [
        _part("note", f"{name}:note", _both("It is late.", "رات ہو گئی ہے۔")),
        _said("text", f"{name}:text", "zain", f"Zain writes: {english}", f"زین کا پیغام: {urdu}", time="11:42"),
        _said("link", f"{name}:link", "zain", "A link", "ایک لنک"),
        _said("voice", f"{name}:voice", "mehak", "Where is it from?", "یہ کہاں سے ملا؟", seconds=9, file=None),
    ]
    choices = [_way(choice, following) for choice, following in ways.items()]
    value = {"name": _both(english, urdu), "messages": messages, "ask": _both(), "choices": choices}
    return _part("step", name, value)


def _way(name, following):
    kind, rating = _WAYS[name]
    value = {
        "kind": kind,
        "text": _both(f"I {name}", f"انتخاب {name}"),
        "reactions": [_said("text", f"{name}:text", "mehak", f"After {name}", f"بعد {name}")],
        "affected": _both(f"What {name} did", f"{name} سے یہ ہوا"),
        "learner": _both(f"How {name} felt", f"{name} پر یہ لگا"),
        "law": _both("The law knows this.", "قانون یہ جانتا ہے۔") if rating == "harms" else _both(),
        "fact": None,
        "rating": rating,
        "next": scenario_ids[following],
    }
    return _part("item", name, value)


def _ending(name, english, urdu):
    value = {"name": _both(english, urdu), "text": _both(f"So it ends: {english}", f"یوں ختم ہوا: {urdu}")}
    return _part("ending", name, value | {"remember": _both(f"Remember {english}", f"یاد رکھیں: {urdu}")})


def _said(kind, name, who, english, urdu, **more):
    value = {"who": scenario_ids[who], "words": _both(english, urdu), "time": ""}
    return _part(kind, name, value | more)


def _part(kind, name, value):
    return {"type": kind, "value": value, "id": scenario_ids.get(name) or str(uuid5(NAMESPACE_URL, f"scenario:{name}"))}


def _both(english="", urdu=""):
    return {"en": english, "ur": urdu}


def make_help():
    return HelpPage.objects.first() or make_home().add_child(
        instance=HelpPage(slug="help", heading_en="Help", heading_ur="مدد")
    )


def make_guest():
    return get_user_model().objects.create_guest()
