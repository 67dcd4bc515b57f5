"""What a phone gets beside the pages of a module, for one learner: tries that were begun for it, with their tokens.

All words are HTML as a page would show them: escaped, foreign runs isolated, marked with their language where it is
not the reader's.
"""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import get_language, gettext, override

from lessons.content.bands import YOUNGEST, reader_band
from lessons.content.models import Fact, LessonPage, QuizPage, ScenarioPage
from lessons.content.outline import outline_of
from lessons.core import slots
from lessons.core.bilingual import LANGUAGES, choose
from lessons.core.templatetags.chiragh import shown as as_html
from lessons.learning.actions import NothingToAsk, start_attempt
from lessons.learning.frozen import read_items
from lessons.learning.models import PracticeRound
from lessons.learning.practising import NothingReady, start_round
from lessons.learning.scenario_actions import NothingToPlay, start_run
from lessons.learning.scenario_story import helplines_of, may_be_named, story_of
from lessons.learning.scoring import ONLY_FIGURES, counts, is_asked
from lessons.offline.tokens import LESSON, PRACTICE, QUIZ, SCENARIO, handle_of, make_token


def tries_of(request, learner, module):
    """Return what `learner` can do with `module` offline: tries at its quizzes and stories, and a round of practice.

    They count as begun with the first answer only.

    Of a module that is read in private nothing is begun, so nothing is noted: its lessons can be marked as done, and
    its stories are played without a record. It can be kept by a reader without an account (`learner` is None).
    """
    makers = {LessonPage: _lesson, QuizPage: _quiz, ScenarioPage: _scenario}
    activities = [type(activity).objects.get(pk=activity.pk) for activity in module.activities()]
    made = [makers[type(activity)](request, learner, activity) for activity in activities]
    return {
        "who": handle_of(learner) if learner else "",
        "name": slots.render("learner.name", request, learner) if learner else "",
        "module": module.pk,
        "tries": [one for one in made if one],
        "practice": _practice(request, learner) if learner else None,
    }


def _about(request, learner, kind, activity):
    """`done` is the token with which it is marked as done; of a quiz, its answers tell."""
    following = outline_of(request, activity).after(activity, reader_band(request)) or activity.module
    return {
        "kind": kind,
        "activity": activity.pk,
        "heading": in_languages({code: getattr(activity, f"heading_{code}") for code in LANGUAGES}),
        "page": _paths(request, activity),
        "next": _paths(request, following),
        "done": make_token(kind=LESSON, learner=learner, object=activity) if learner and kind != QUIZ else "",
    }


def _in_each_language(make):
    made = {}
    for code in LANGUAGES:
        with override(code):
            made[code] = make()
    return made


def _paths(request, page):
    return _in_each_language(lambda: page.get_url(request) or f"/{get_language()}/")


def in_languages(by_language):
    """Return the HTML that a reader of each language sees of a text that may be there in some languages only."""
    return _in_each_language(lambda: str(as_html(choose(by_language))))


def _lesson(request, learner, lesson):
    return _about(request, learner, LESSON, lesson) | {"id": f"lesson:{lesson.pk}"}


def _quiz(request, learner, quiz):
    if quiz.module.private_reading:
        return None
    # Who is in no class has told nobody their age: the questions that are written for everyone.
    band = reader_band(request) or (YOUNGEST if quiz.questions_for(YOUNGEST) else None)
    try:
        attempt = start_attempt(learner=learner, quiz=quiz, band=band, is_kept=True)
    except NothingToAsk:
        return None
    return _about(request, learner, QUIZ, quiz) | {
        "id": f"quiz:{attempt.pk}",
        "token": make_token(kind=QUIZ, learner=learner, object=attempt),
        "items": draw_items(attempt.items),
        "answered": list(attempt.answers.values_list("item", flat=True)),
    }


def _practice(request, learner):
    open_rounds = PracticeRound.objects.filter(learner=learner, reviews=None)
    kept = open_rounds.filter(started_at__date=timezone.localdate()).order_by("-started_at").first()
    try:
        made = kept or start_round(learner=learner, band=reader_band(request))
    except NothingReady:
        return None
    return {
        "kind": PRACTICE,
        "id": f"practice:{made.pk}",
        "token": make_token(kind=PRACTICE, learner=learner, object=made),
        "page": _in_each_language(lambda: reverse("learning:practice")),
        "heading": _in_each_language(lambda: escape(gettext("Practice"))),
        "items": draw_items(made.items),
    }


def draw_items(items):
    """Return frozen items as a phone plays them; those whose words are gone are left out."""
    readable = read_items(items)
    numbered = enumerate(items, 1)
    return [_draw_item(number, item, readable[item["key"]]) for number, item in numbered if item["key"] in readable]


def _draw_item(number, item, shown):
    return {
        "key": item["key"],
        "number": number,  # of its page online
        "kind": item["kind"],
        "asked": is_asked(item["reveals"]),
        "counts": counts(item["reveals"]),
        # Its answer is shown once and never again: somebody may look over a shoulder later.
        "once": item["reveals"] in ONLY_FIGURES,
        "right": item["right"],
        "prompt": in_languages(shown.prompt),
        "explanation": in_languages(shown.explanation),
        "source": _rendered("core/includes/source_line.html", {"source": shown.source}),
        "choices": [
            {"key": choice.key, "text": in_languages(choice.text), "feedback": in_languages(choice.feedback)}
            for choice in shown.choices
        ],
    }


def _scenario(request, learner, scenario):
    about = _about(request, learner, SCENARIO, scenario)
    if scenario.module.private_reading:
        # Played without a record. It has no token, so that nothing of it can ever be sent.
        return about | {"id": f"scenario:private-{scenario.pk}", "token": ""} | _draw_script(scenario, scenario.script)
    try:
        run = start_run(learner=learner, scenario=scenario, is_kept=True)
    except NothingToPlay:
        return None
    story = story_of(run)
    return (
        about
        | {
            "id": f"scenario:{run.pk}",
            "token": make_token(kind=SCENARIO, learner=learner, object=run),
            "path": [moment.choice.key for moment in story.moments],
            "taken": _places(run),
        }
        | _draw_script(scenario, story.script)
    )


def _places(run):
    """Return each choice that was made in the run before as the keys that lead to it, itself at the end."""
    rows = {row.order: row for row in run.taken.order_by("order")}
    ways = {0: []}
    for order, row in rows.items():
        ways[order] = [*ways.get(row.after, []), row.choice]
    return [ways[order] for order in rows]


def _draw_script(scenario, script):
    facts = Fact.objects.filter(live=True).in_bulk([c.fact for part in _steps(script) for c in part.choices if c.fact])
    head = {"scenario": scenario, "people": script.people, "number": scenario.module.number}
    helplines = helplines_of(scenario)
    return {
        "head": _rendered("content/scenario/head.html", head),
        "help": _rendered("content/blocks/helplines.html", {"value": helplines}) if helplines else None,
        "start": script.start.key if script.start else "",
        "parts": {part.key: _draw_part(part, facts) for part in script.parts},
    }


def _steps(script):
    return [part for part in script.parts if not part.is_ending]


def _draw_part(part, facts):
    if part.is_ending:
        return {"ending": True, "text": in_languages(part.text), "remember": in_languages(part.remember)}
    return {
        "ending": False,
        "lines": _rendered("content/scenario/lines.html", {"lines": part.lines, "key": part.key}),
        "ask": in_languages(part.ask),
        "choices": [_draw_choice(choice, facts.get(choice.fact)) for choice in part.choices],
    }


def _draw_choice(choice, fact):
    context = {"choice": choice, "key": choice.key, "fact": fact}
    return {
        "key": choice.key,
        "next": choice.next,
        "text": in_languages(choice.text),
        "chosen": _rendered("content/scenario/chosen.html", context),
        "after": _rendered("content/scenario/next_day.html", context),
        "came": _rendered("content/scenario/came_of_it.html", context),
        "other": _rendered("content/scenario/other.html", context) if may_be_named(choice) else None,
    }


def _rendered(template, context):
    return _in_each_language(lambda: render_to_string(template, context | {"LANGUAGE_CODE": get_language()}).strip())
