"""What a scenario must have so that nobody is stuck in it, or reads half of it. No database.

Whatever is found here is final: a conversation that stops, goes in a circle or leaves harm as it is can't be played,
whatever the reason.
"""

from django.utils.translation import gettext as _

from lessons.content.scenario_blocks import ME
from lessons.content.scenario_graph import MOST, Trouble, problems, read_nodes
from lessons.core.bilingual import LANGUAGES
from lessons.editorial.checking.finding import STOP, Finding, apart
from lessons.editorial.checking.subject import language_name, where_of

IN_EVERY_LANGUAGE = {("heading",), ("group",)}
MESSAGES = {"messages", "reactions"}


def is_said(path):
    """Return whether people of the chat say what stands at `path`: a message, or what the learner may write."""
    if path[0] != "steps" or len(path) < 5:
        return False
    return path[-1] == "words" or (path[2] == "choices" and path[4:] == ("text",))


# --- the graph ---------------------------------------------------------------------------------------------------
def graph(subject):
    """From the first step every way leads to an ending, past a chance to put right what harmed."""
    if subject.is_scenario:
        yield from graph_findings(subject.obj.steps.raw_data, subject.places)


def graph_findings(raw, places):
    """Return a Finding for each problem of the graph in `raw`, the stored form of a scenario's steps.

    `places` are the number and the name of each step by ("steps", its id).
    """
    nodes = read_nodes(raw)
    by_key = {node.key: node for node in nodes}
    return [_graph_finding(problem, by_key, places) for problem in problems(nodes)]


def _graph_finding(problem, by_key, places):
    node = by_key.get(problem.node)
    number = next((n for n, way in enumerate(node.ways, 1) if way.key == problem.way), 0) if node else 0
    path = ("steps",) if node is None else ("steps", node.key)
    if number:
        path = (*path, "choices", problem.way, "next")
    elif problem.trouble == Trouble.CHOICES:
        path = (*path, "choices")
    what, why, better = SENTENCES[problem.trouble](node, number, places)
    return _finding(f"scenario.{problem.trouble}", path, _where(node, number, places), what, why, better)


def _where(node, number, places):
    if node is None:
        return _("The whole conversation")
    step = name_of(("steps", node.key), places)
    return f"{step} › {_('Choice %(number)s') % {'number': number}}" if number else step


def name_of(path, places):
    """Return what a step or person goes by: its number, and its name where it has one."""
    place, name = places.get(path, (0, ""))
    return f"{place}. {apart(name)}" if name else f"{place}."


def _empty(node, number, places):
    return (
        _("The conversation has no step yet."),
        _("There is nothing to play."),
        _("Add the first step: who writes what, and what can be done about it."),
    )


def _starts_with_ending(node, number, places):
    return (
        _("The first block is an ending."),
        _("The conversation begins with its first block, and would be over at once."),
        _("Put a step before it."),
    )


def _choices(node, number, places):
    many = len(node.ways) > MOST
    return (
        _("This step has more than four choices.") if many else _("This step has fewer than two choices."),
        _("More than four can't be weighed on a small phone.") if many else _("Here the learner can only watch."),
        _("Give it two to four."),
    )


def _dead_end(node, number, places):
    is_gone = bool(node.ways[number - 1].next)
    return (
        _("What followed this choice has been taken out.") if is_gone else _("This choice leads nowhere yet."),
        _("Whoever picks it would be stuck here."),
        _("Choose under “Next” which step or ending follows."),
    )


def _unreachable(node, number, places):
    return (
        _("No way leads here from the first step."),
        _("No learner would ever see it."),
        _("Let a choice lead here, or take it out."),
    )


def _loop(node, number, places):
    name = name_of(("steps", node.ways[number - 1].next), places)
    return (
        _("This choice leads back to “%(name)s”, where the learner has been.") % {"name": name},
        _("The conversation would go round in a circle."),
        _("Let it lead on, to a later step or to an ending."),
    )


def _no_repair(node, number, places):
    return (
        _("This choice harms, and an ending can come without a chance to put it right."),
        _("Whoever got it wrong should see that there is a way back."),
        _("Let it lead to a step with a choice of the kind “put it right”."),
    )


SENTENCES = {
    Trouble.EMPTY: _empty,
    Trouble.STARTS_WITH_ENDING: _starts_with_ending,
    Trouble.CHOICES: _choices,
    Trouble.DEAD_END: _dead_end,
    Trouble.UNREACHABLE: _unreachable,
    Trouble.LOOP: _loop,
    Trouble.NO_REPAIR: _no_repair,
}


# --- the words ---------------------------------------------------------------------------------------------------
def texts(subject):
    """Whatever is said or told is there in every language of the site."""
    if not subject.is_scenario:
        return
    for unit in subject.units:
        blank = [code for code in LANGUAGES if unit.is_blank(code)]
        for code in blank if _is_wanted(unit, blank) else []:
            language = {"language": language_name(code)}
            yield _finding(
                "scenario.text",
                (*unit.path, code),
                where_of(unit, subject.places),
                _("This is not written in %(language)s yet.") % language,
                _("Whoever plays in %(language)s would find a gap here.") % language,
                _("Write it in both languages."),
            )


def _is_wanted(unit, blank):
    if unit.path in IN_EVERY_LANGUAGE:
        return True
    return unit.path[0] in {"cast", "steps"} and (unit.needed or len(blank) < len(LANGUAGES))


def speakers(subject):
    """Every message is somebody's, and that person is in the conversation."""
    if not subject.is_scenario:
        return
    people = {str(person.get("id")) for person in subject.obj.cast.raw_data} | {ME}
    for path, where, who in _said(subject):
        if who in people:
            continue
        what = _("Whoever wrote this message has been taken out.") if who else _("Nobody is named for this message.")
        why = _("Learners would not know who speaks.")
        better = _("Choose under “Who” one of the people, or the learner.")
        yield _finding("scenario.speaker", (*path, "who"), where, what, why, better)


def _said(subject):
    """Yield (path, words for its place, who speaks) of each message of the steps."""
    for step in subject.obj.steps.raw_data:
        path = ("steps", str(step.get("id")))
        where = name_of(path, subject.places)
        yield from _messages((*path, "messages"), where, step["value"].get("messages"))
        for number, choice in enumerate(step["value"].get("choices") or [], 1):
            place = f"{where} › {_('Choice %(number)s') % {'number': number}}"
            reactions = choice["value"].get("reactions")
            yield from _messages((*path, "choices", str(choice.get("id")), "reactions"), place, reactions)


def _messages(path, where, raw):
    for number, message in enumerate(raw or [], 1):
        if message["type"] != "note":
            place = f"{where} › {_('Message %(number)s') % {'number': number}}"
            yield (*path, str(message.get("id"))), place, message["value"].get("who") or ""


def help_at_the_end(subject):
    """Help is in reach when the conversation is over."""
    if not subject.is_scenario:
        return
    known = subject.targets.get("helpline", {})
    shown = [item for block in subject.blocks if block.type == "helplines" for item in block.value or []]
    if not any((item.get("value") if isinstance(item, dict) else item) in known for item in shown):
        yield _finding(
            "scenario.help",
            ("help",),
            _("Help at the end"),
            _("There are no helplines at the end."),
            _("A conversation like this may be close to somebody's own. They should not have to look for help."),
            _("Choose at least one helpline."),
        )


def _finding(rule, path, where, what, why, better):
    return Finding(rule, STOP, where, path, what, why, better, is_final=True)
