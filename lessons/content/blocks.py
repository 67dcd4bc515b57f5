"""What a lesson is built of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from lessons.content.choosers import RecordChooserBlock
from lessons.content.drawings import DRAWINGS, drawing_url
from lessons.content.leaves import LineLeaf, ParagraphLeaf, RichLeaf


class Callout(blocks.StructBlock):
    tone = blocks.ChoiceBlock(
        choices=[("info", _("good to know")), ("good", _("this helps")), ("care", _("take care"))],
        default="info",
        label=_("Tone"),
    )
    heading = LineLeaf(required=False, label=_("Heading"))
    text = RichLeaf(label=_("Text"))


class Step(blocks.StructBlock):
    """Goal, where, check that it worked. A menu path comes from a fact: menus move."""

    goal = LineLeaf(label=_("Goal"))
    where = ParagraphLeaf(required=False, label=_("Where"))
    fact = RecordChooserBlock("content.Fact", required=False, label=_("Where, from a fact"))
    check = ParagraphLeaf(required=False, label=_("Check that it worked"))


class Steps(blocks.StructBlock):
    heading = LineLeaf(required=False, label=_("Heading"))
    items = blocks.ListBlock(Step(), min_num=1, label=_("Steps"))


class Hard(blocks.StructBlock):
    """A hard part: "Skip this part" jumps over it without losing the lesson."""

    text = RichLeaf(label=_("Text"))


class Picture(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    alt = LineLeaf(label=_("Alternative text"), help_text=_("What the picture says, for someone who can't see it."))
    caption = LineLeaf(required=False, label=_("Caption"))

    def render(self, value, context=None):
        """An editor may delete a picture that a lesson shows: that takes no lesson away."""
        return super().render(value, context) if value["image"] else ""


class Drawing(blocks.StructBlock):
    """One of the program's own line drawings. It holds no words, so that it may be mirrored for Urdu."""

    name = blocks.ChoiceBlock(choices=list(DRAWINGS.items()), label=_("Drawing"), search_index=False)
    alt = LineLeaf(label=_("Alternative text"), help_text=_("What the picture says, for someone who can't see it."))
    caption = LineLeaf(required=False, label=_("Caption"))

    def render(self, value, context=None):
        """A lesson from a package may name a drawing that this version does not have: it does without."""
        return super().render(value, context) if drawing_url(value["name"]) else ""


class Audio(blocks.StructBlock):
    file = DocumentChooserBlock(label=_("Audio file"), help_text=_("mp3, m4a or ogg"))
    title = LineLeaf(label=_("Title"))
    transcript = RichLeaf(label=_("Transcript"))


class Captions(blocks.StructBlock):
    language = blocks.ChoiceBlock(choices=[("en", "English"), ("ur", "اردو")], label=_("Language"))
    file = DocumentChooserBlock(label=_("Captions"), help_text=_("A vtt file: what is said, and when."))


class Video(blocks.StructBlock):
    file = DocumentChooserBlock(label=_("Video file"), help_text=_("mp4 or webm; it never plays by itself"))
    title = LineLeaf(label=_("Title"))
    captions = blocks.ListBlock(Captions(), min_num=1, label=_("Captions"))
    transcript = RichLeaf(required=False, label=_("Transcript"))


class QuestionAndAnswer(blocks.StructBlock):
    question = LineLeaf(label=_("Question"))
    answer = RichLeaf(label=_("Answer"))


class QuestionsAndAnswers(blocks.StructBlock):
    items = blocks.ListBlock(QuestionAndAnswer(), min_num=1, label=_("Questions and answers"))


def is_shown(record, context):
    """Return whether a record of the bank is there to be read: a draft or retired one is in previews only."""
    request = (context or {}).get("request")
    return bool(record) and (record.live or getattr(request, "is_preview", False))


class Record(RecordChooserBlock):
    """A record of the bank. One that is gone leaves a gap; the rest of the page is still there to be read."""

    def render(self, value, context=None):
        return super().render(value, context) if is_shown(value, context) else ""


class Helplines(blocks.ListBlock):
    def __init__(self, **kwargs):
        super().__init__(RecordChooserBlock("content.Helpline"), **kwargs)

    def render(self, value, context=None):
        shown = [helpline for helpline in value if is_shown(helpline, context)]
        return super().render(shown, context) if shown else ""


def _template(name):
    return f"content/blocks/{name}.html"


class Body(blocks.StreamBlock):
    """The body of a lesson or page."""

    text = RichLeaf(label=_("Text"), icon="pilcrow", template=_template("text"))
    heading = LineLeaf(label=_("Heading"), icon="title", template=_template("heading"))
    callout = Callout(label=_("Callout"), icon="info-circle", template=_template("callout"))
    steps = Steps(label=_("Steps"), icon="list-ol", template=_template("steps"))
    hard = Hard(label=_("Hard part"), icon="warning", template=_template("hard"))
    question = Record("content.Question", label=_("Check yourself"), icon="help", template=_template("question"))
    fact = Record("content.Fact", label=_("Fact"), icon="doc-full", template=_template("fact"))
    helplines = Helplines(label=_("Helplines"), icon="mail", template=_template("helplines"))
    qa = QuestionsAndAnswers(label=_("Questions and answers"), icon="list-ul", template=_template("qa"))
    image = Picture(label=_("Picture"), icon="image", template=_template("image"))
    drawing = Drawing(label=_("Drawing"), icon="edit", template=_template("drawing"))
    audio = Audio(label=_("Audio"), icon="media", template=_template("audio"))
    video = Video(label=_("Video"), icon="media", template=_template("video"))
    key_line = LineLeaf(label=_("Key line"), icon="pick", template=_template("key_line"))

    class Meta:
        required = False
