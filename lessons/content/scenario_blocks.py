"""What a scenario is built of: people, and steps of a conversation that lead to one another.

Every person, step, ending and choice is known by the id of its block, the same in both languages and over edits: what
leads to a step, and what learners chose, hold on to it.
"""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from lessons.content.blocks import Helplines
from lessons.content.choosers import RecordChooserBlock
from lessons.content.leaves import LineLeaf, ParagraphLeaf

ME = "me"  # who speaks when the learner does


class Kind(models.TextChoices):
    """What a learner does in a choice."""

    REPLY = "reply", _("reply in the group")
    FORWARD = "forward", _("pass it on")
    LEAVE = "leave", _("leave or mute")
    REPORT = "report", _("report it")
    WRITE = "write", _("write to the affected person")
    TELL = "tell", _("tell a safe adult")
    NOTHING = "nothing", _("do nothing")
    CHANGE = "change", _("change a setting")
    REPAIR = "repair", _("put it right")


class Rating(models.TextChoices):
    """What a choice does for the affected person. Never shown to learners, and no mark."""

    PROTECTS = "protects", _("protects")
    NEUTRAL = "neutral", _("neither")
    HARMS = "harms", _("harms")


class Colour(models.TextChoices):
    INDIGO = "indigo", _("indigo")
    MADDER = "madder", _("madder red")
    TURMERIC = "turmeric", _("turmeric")
    LEAF = "leaf", _("leaf green")
    PLUM = "plum", _("plum")
    SLATE = "slate", _("slate")


class PartBlock(blocks.CharBlock):
    """Picks a part of the same page, one of the blocks of the field `picks`, by its id.

    A script of the editor's puts a list of the parts that stand in the form in the place of the field.
    """

    def __init__(self, picks, **kwargs):
        super().__init__(max_length=36, **kwargs)
        self.picks = picks
        texts = {"none": _("Choose…"), "gone": _("Gone: choose anew"), "unnamed": _("without a name")}
        if picks == "cast":
            texts["me"] = _("You, the learner")
        attrs = {"data-controller": "part-picker", "data-part-picker-field-value": picks}
        attrs |= {f"data-part-picker-{name}-value": text for name, text in texts.items()}
        self.field.widget = forms.TextInput(attrs=attrs)


class Person(blocks.StructBlock):
    name = LineLeaf(label=_("Name"), help_text=_("An invented first name."))
    trait = LineLeaf(label=_("Trait"), help_text=_("In a few words: jokes about everything."))
    colour = blocks.ChoiceBlock(choices=Colour.choices, default=Colour.INDIGO, label=_("Colour"))


class Cast(blocks.StreamBlock):
    """Everybody in the conversation but the learner."""

    person = Person(label=_("Person"), icon="user")

    class Meta:
        required = False
        collapsed = True


def _said(words, **extra):
    children = [("who", PartBlock("cast", label=_("Who"))), ("words", words), *extra.items()]
    return [*children, ("time", blocks.RegexBlock(r"^\d{1,2}:\d{2}$", required=False, label=_("Time"), **_TIME))]


_TIME = {"help_text": _("Such as 11:42."), "error_messages": {"invalid": _("Write the time with digits: 11:42.")}}


def _described(label):
    return ParagraphLeaf(label=label, help_text=_("Described in a few words. The thing itself is never shown."))


_WORDS = {"label_format": "{words}"}  # who says it is an id, which tells an editor nothing


class Messages(blocks.StreamBlock):
    text = blocks.StructBlock(_said(ParagraphLeaf(label=_("Text"))), label=_("Message"), icon="comment", **_WORDS)
    picture = blocks.StructBlock(
        _said(_described(_("What the picture is"))), label=_("Picture"), icon="image", **_WORDS
    )
    link = blocks.StructBlock(_said(_described(_("What the link is"))), label=_("Link"), icon="link", **_WORDS)
    voice = blocks.StructBlock(
        _said(
            ParagraphLeaf(label=_("What is said")),
            seconds=blocks.IntegerBlock(min_value=1, max_value=300, default=8, label=_("Seconds")),
            file=DocumentChooserBlock(required=False, label=_("Audio file"), help_text=_("mp3, m4a or ogg")),
        ),
        label=_("Voice note"),
        icon="media",
        **_WORDS,
    )
    note = ParagraphLeaf(
        label=_("Line in the middle"), icon="pilcrow", help_text=_("The hour and the room, who is asleep, who left.")
    )

    class Meta:
        required = False
        collapsed = True


class Choice(blocks.StructBlock):
    kind = blocks.ChoiceBlock(choices=Kind.choices, default=Kind.REPLY, label=_("What it is"))
    text = ParagraphLeaf(label=_("What the learner writes or does"))
    reactions = Messages(label=_("At once, in the group"))
    affected = ParagraphLeaf(label=_("The next day: for the affected person"))
    learner = ParagraphLeaf(label=_("The next day: for the learner"))
    law = ParagraphLeaf(required=False, label=_("The next day: in law"))
    fact = RecordChooserBlock("content.Fact", required=False, label=_("The fact about the law"))
    rating = blocks.ChoiceBlock(
        choices=Rating.choices, default=Rating.NEUTRAL, label=_("Rating"), help_text=_("Never shown to a learner.")
    )
    next = PartBlock("steps", required=False, label=_("Next"), help_text=_("The step or ending that follows."))

    class Meta:
        label_format = "{text}"


class ScenarioStep(blocks.StructBlock):
    name = LineLeaf(label=_("Name"), help_text=_("What editors and teachers call it."))
    messages = Messages(label=_("Messages"))
    ask = LineLeaf(required=False, label=_("The question"), help_text=_("Empty: “What do you do?”"))
    choices = blocks.ListBlock(
        Choice(label=_("Choice")), min_num=0, max_num=4, default=[], collapsed=True, label=_("Choices")
    )

    class Meta:
        label_format = "{name}"


class Ending(blocks.StructBlock):
    name = LineLeaf(label=_("Name"))
    text = ParagraphLeaf(label=_("How it ends"))
    remember = LineLeaf(label=_("To remember"), help_text=_("One sentence to take along."))

    class Meta:
        label_format = "{name}"


class Steps(blocks.StreamBlock):
    """The conversation; the first step is where it begins."""

    step = ScenarioStep(label=_("Step"), icon="list-ul")
    ending = Ending(label=_("Ending"), icon="circle-check")

    class Meta:
        required = False
        collapsed = True


class HelpAtTheEnd(blocks.StreamBlock):
    helplines = Helplines(label=_("Helplines"), icon="mail", template="content/blocks/helplines.html")

    class Meta:
        required = False
        max_num = 1
