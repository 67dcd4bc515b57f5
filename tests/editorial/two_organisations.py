"""Two organisations with one of each thing, and a word in everything of each that the other may never read."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.log_actions import log
from wagtail.models import UploadedFile

from lessons.content.models import OrganisationPage
from lessons.editorial.founding.actions import found_organisation
from lessons.organisations.actions import add_member
from lessons.organisations.models import Membership
from tests import factories


@dataclass
class Side:
    """An organisation of the world. `word` stands in every text, slug and file name that is not published."""

    slug: str
    word: str
    things: dict = field(default_factory=dict)

    def __getattr__(self, name):
        try:
            return self.things[name]
        except KeyError:
            raise AttributeError(name) from None


def make_two():
    """Return the sides "mine" and "theirs", which are alike."""
    factories.make_home()
    return make_side("chiragh", "ourunread"), make_side("roshni", "theirsecret")


def make_side(slug, word):
    side = Side(slug, word)
    side.things["organisation"] = found_organisation(name=slug.title(), slug=slug, heading_en=f"{slug.title()}")
    side.things["section"] = OrganisationPage.objects.get(organisation=side.organisation)
    side.section.save_revision().publish()
    side.things["editor"] = _member(side, Membership.Role.EDITOR)
    side.things["moderator"] = _member(side, Membership.Role.MODERATOR)
    _make_records(side)
    _make_files(side)
    _make_pages(side)
    return side


def _member(side, role):
    person = get_user_model().objects.create_user(
        f"{side.word}-{role}", f"{role}@{side.slug}.example", "a long password"
    )
    add_member(organisation=side.organisation, user=person, role=role)
    return person


def _drafted(side, thing, **texts):
    """Give `thing` a draft with the word in it, and an entry in its history."""
    for name, text in texts.items():
        setattr(thing, name, f"{text} {side.word}")
    thing.save_revision(user=side.editor, log_action=True)
    return thing


def _make_records(side):
    own = {"organisation": side.organisation}
    texts = {"prompt_en": f"What is {side.word}?", "prompt_ur": side.word, "explanation_en": side.word}
    made = {
        "question": factories.make_question(
            key=f"{side.word}-q", choices=((side.word, True), ("No", False)), **own, **texts
        ),
        "fact": factories.make_fact(key=f"{side.word}-f", text_en=f"<p>{side.word}</p>", **own),
        "helpline": factories.make_helpline(key=f"{side.word}-h", name_en=f"Draft line {side.word}", live=False, **own),
        "live_helpline": factories.make_helpline(key=f"{side.slug}-live", name_en=f"Line of {side.slug}", **own),
    }
    for name, thing in made.items():
        side.things[name] = thing
        log(thing, "wagtail.create", user=side.editor, title=f"{side.word} {thing}")
    made["helpline"].unpublish()
    _drafted(side, made["live_helpline"], name_en="Renamed line")
    for name in ("question", "fact", "helpline"):
        _drafted(side, made[name], source="Seen") if hasattr(made[name], "source") else _drafted(side, made[name])
        side.things[f"{name}_state"] = side.organisation.workflow.start(made[name], side.editor)


def _make_files(side):
    own = {"collection": side.organisation.collection, "uploaded_by_user": side.editor}
    image = get_test_image_file(filename=f"{side.word}.png", size=(8, 8))
    side.things["image"] = get_image_model().objects.create(title=f"Picture {side.word}", file=image, **own)
    paper = ContentFile(b"%PDF-1.4 ", name=f"{side.word}.pdf")
    side.things["document"] = get_document_model().objects.create(title=f"Paper {side.word}", file=paper, **own)
    for thing in (side.image, side.document):
        thing.tags.add(f"{side.word} tag")
        side.things[f"{thing._meta.model_name}_upload"] = UploadedFile.objects.create(
            for_content_type=None, file=ContentFile(b"x", name=f"{side.word}.bin"), uploaded_by_user=side.editor
        )


def _make_pages(side):
    text = [("text", {"en": f"<p>{side.word}</p>", "ur": f"<p>{side.word}</p>"}), ("fact", side.fact)]
    text += [("image", {"image": side.image, "alt": {"en": side.word, "ur": ""}, "caption": {}})]
    live = {"heading_en": f"A lesson of {side.slug}", "slug": f"{side.slug}-lesson"}
    secret = {"heading_ur": side.word, "live": False, "owner": side.editor}
    module = factories.make_module(side.section, slug=f"{side.slug}-module", heading_en=f"Module of {side.slug}")
    side.things["module"] = module
    side.things["lesson"] = factories.make_lesson(module, heading_ur="سبق", **live)
    _drafted(side, side.lesson, heading_en="A new name", heading_ur="نام")
    draft = {"slug": f"{side.word}-draft", "heading_en": f"Draft {side.word}", **secret}
    side.things["draft_module"] = factories.make_module(side.section, **draft)
    for name in ("draft", "moderated", "scheduled"):
        made = factories.make_lesson(
            side.draft_module, slug=f"{side.word}-{name}", heading_en=f"{name} {side.word}", **secret, body=text
        )
        side.things[name] = _drafted(side, made, summary_en="Summary")
    side.things["quiz"] = factories.make_quiz(
        side.draft_module, questions=[side.question], slug=f"{side.word}-quiz", heading_en=f"Quiz {side.word}", **secret
    )
    _drafted(side, side.quiz)
    side.things["page_state"] = side.organisation.workflow.start(side.moderated, side.editor)
    side.scheduled.go_live_at = timezone.now() + timedelta(days=30)
    side.things["scheduled_revision"] = side.scheduled.save_revision(user=side.editor, log_action=True)
    side.scheduled_revision.publish(user=side.moderator)
    side.draft.locked, side.draft.locked_by, side.draft.locked_at = True, side.moderator, timezone.now()
    side.draft.save()
    side.things["session"] = EditingSession.objects.create(
        user=side.editor, content_object=side.draft, last_seen_at=timezone.now(), is_editing=True
    )
