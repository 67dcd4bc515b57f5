"""What the pages of a quiz show: the question, the words for the chosen answer, and the closing page."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import get_language

from lessons.content.bands import YOUNGEST, reader_band
from lessons.content.models import Topic
from lessons.core.bilingual import LANGUAGES
from lessons.learning.frozen import read_items
from lessons.learning.models import Attempt
from lessons.learning.queries import next_activity
from lessons.learning.scoring import ORDERING, counts, is_asked

PRACTICE = ("learning:practice_item", "learning:practice_end")


@dataclass(frozen=True)
class Card:
    """A choice as its card shows it; `place` is counted from 1 and gives it its letter."""

    choice: object
    place: int
    is_picked: bool
    fits: bool
    # For an ordering: the place that the learner has given it.
    put_at: int


@dataclass(frozen=True)
class ClosingItem:
    shown: object
    chosen: list
    fitting: list


@dataclass
class TopicResult:
    """What a try says about one topic: what fitted, what to look at again, what is only to keep in mind."""

    name: dict
    fitted: list = field(default_factory=list)
    again: list = field(default_factory=list)
    keep: list = field(default_factory=list)

    @property
    def words(self):
        """Which sentence fits: about all, some or none of the knowledge, or only something to keep in mind."""
        if not self.again:
            return "all" if self.fitted else "keep"
        return "some" if self.fitted else "none"


def first_waiting(attempt):
    """Return the number of the first question without an answer, or None.

    Reflections right before it are shown once more; questions whose words are gone are passed over.
    """
    answered = set(attempt.answers.values_list("item", flat=True))
    readable = read_items(attempt.items)
    reflection = None
    for number, item in enumerate(attempt.items, start=1):
        if item["key"] not in readable:
            continue
        if not is_asked(item["reveals"]):
            reflection = reflection or number
        elif item["key"] in answered:
            reflection = None
        else:
            return reflection or number
    return None


def picked_in(data, item):
    """Return the choice keys that a posted form holds, for an ordering by the places given to them."""
    if item["kind"] != ORDERING:
        return data.getlist("choice")
    places = places_in(data, item)
    if len(set(places.values())) < len(item["choices"]):
        return []
    return sorted(places, key=places.get)


def places_in(data, item):
    """Return the places that a posted form gives to the choices of an ordering, as far as there are such places."""
    wanted = {str(place): place for place in range(1, len(item["choices"]) + 1)}
    given = {key: data.get(f"place-{key}") for key in item["choices"]}
    return {key: wanted[place] for key, place in given.items() if place in wanted}


def url_of_next(attempt, number):
    """Return where the question after `number` of a try, or of a round of practice, is; after the last, the end."""
    item, end = ("learning:item", "learning:end") if isinstance(attempt, Attempt) else PRACTICE
    if number < len(attempt.items):
        return reverse(item, args=[attempt.pk, number + 1])
    return reverse(end, args=[attempt.pk])


def url_after(request, activity):
    """Return the address of what comes after `activity`: the next one, else its module, else the front page."""
    following = next_activity(activity, reader_band(request))
    if following is None and activity.module.live:
        following = activity.module
    return (following and following.get_url(request)) or f"/{get_language()}/"


def question_page(attempt, number, shown, data=None, error=""):
    """The question; after a refused answer (`data`), with what was chosen and the reason."""
    item = attempt.items[number - 1]
    picked = data.getlist("choice") if data else []
    return _page(attempt, number, shown) | {
        "cards": _cards(item, shown, picked, places_in(data or {}, item)),
        "places": range(1, len(shown.choices) + 1),
        "error": error,
        "is_asked": is_asked(item["reveals"]),
    }


def feedback_page(attempt, number, shown, answer):
    """The card of the chosen answer comes first, then those that fit better; the others are folded."""
    item = attempt.items[number - 1]
    cards = _cards(item, shown, answer.picked)
    return _page(attempt, number, shown) | {
        "mine": [card for card in cards if card.is_picked],
        "better": [card for card in cards if card.fits and not card.is_picked],
        "others": [card for card in cards if not card.fits and not card.is_picked],
        "mine_in_order": [shown.choice(key) for key in answer.picked],
        "right_in_order": [shown.choice(key) for key in item["right"]],
        "all_fits": answer.picked == item["right"]
        if item["kind"] == ORDERING
        else set(answer.picked) == set(item["right"]),
        "is_last": number == len(attempt.items),
    }


def answered_page(attempt, number, shown):
    """An answer that no page shows again: only that it was given, and the way on."""
    return _page(attempt, number, shown) | {"is_last": number == len(attempt.items)}


def _page(attempt, number, shown):
    return {
        "attempt": attempt,
        "item": attempt.items[number - 1],
        "shown": shown,
        "number": number,
        "before": number - 1,
        "count": len(attempt.items),
        "next_url": url_of_next(attempt, number),
        "nav": "learn",
    }


def _cards(item, shown, picked, places=None):
    return [
        Card(
            choice=choice,
            place=place,
            is_picked=choice.key in picked,
            fits=choice.key in item["right"],
            put_at=(places or {}).get(choice.key, place),
        )
        for place, choice in enumerate(shown.choices, start=1)
    ]


def closing_page(request, attempt, readable):
    return {
        "attempt": attempt,
        "results": closing_results(attempt, readable),
        "after_url": url_after(request, attempt.quiz),
        "group": "youngest" if attempt.band == YOUNGEST else "",
        "nav": "learn",
    }


def closing_results(attempt, readable):
    """Return a TopicResult for each topic of a finished try, in the order in which they were asked.

    Of an attitude only what is worth keeping is told, never what was chosen: somebody may look over a shoulder.
    """
    answers = {answer.item: answer for answer in attempt.answers.all()}
    topics = {topic.key: topic for topic in Topic.objects.filter(key__in={item["topic"] for item in attempt.items})}
    results = {}
    for item in attempt.items:
        answer, shown = answers.get(item["key"]), readable.get(item["key"])
        if shown is None or (answer is None and is_asked(item["reveals"])):
            continue
        result = results.setdefault(item["topic"], TopicResult(_name_of(topics.get(item["topic"]))))
        _sort_in(result, item, answer, shown)
    return list(results.values())


def _sort_in(result, item, answer, shown):
    if not counts(item["reveals"]):
        result.keep.append(ClosingItem(shown, [], []))
        return
    chosen = [shown.choice(key) for key in answer.picked]
    fitting = [shown.choice(key) for key in item["right"]]
    (result.fitted if answer.is_right else result.again).append(ClosingItem(shown, chosen, fitting))


def _name_of(topic):
    return {code: getattr(topic, f"name_{code}", "") or "" for code in LANGUAGES}
