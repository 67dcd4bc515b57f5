"""What a teacher finds beside a module: plans, questions for the class, and what may come up."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from lessons.content.leaves import LineLeaf, ParagraphLeaf


class MayComeUp(blocks.StructBlock):
    said = LineLeaf(label=_("What may come up"))
    answer = ParagraphLeaf(label=_("What to answer"))


class Guide(blocks.StreamBlock):
    """A module's teacher guide. Each block is one step, question or answer; the page groups them by kind."""

    ten_minutes = ParagraphLeaf(label=_("A step of the ten-minute plan"), icon="time")
    forty_minutes = ParagraphLeaf(label=_("A step of the forty-minute plan"), icon="calendar-alt")
    discussion = LineLeaf(label=_("A question to discuss"), icon="comment")
    may_come_up = MayComeUp(label=_("What may come up"), icon="help")

    class Meta:
        required = False
