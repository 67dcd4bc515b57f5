"""Makes content and people for tests; a test states only what matters to it."""

import itertools
from datetime import date

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
    Topic,
)
from lessons.organisations.models import Organisation

_numbers = itertools.count(1)


def make_home():
    """Return the site's home page, made once."""
    home = HomePage.objects.first()
    if home:
        return home
    root = Page.get_first_root_node()
    for welcome in root.get_children():
        welcome.delete()
    root.refresh_from_db()
    home = root.add_child(instance=HomePage(slug="site", heading_en="Learn", heading_ur="سیکھیں"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return home


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


def make_help():
    return HelpPage.objects.first() or make_home().add_child(
        instance=HelpPage(slug="help", heading_en="Help", heading_ur="مدد")
    )


def make_guest():
    return get_user_model().objects.create_guest()
