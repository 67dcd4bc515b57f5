"""Two organisations with one of each thing, and a word in everything of each that the other may never read."""

from datetime import timedelta
from types import SimpleNamespace

from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.test import Client, TestCase
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TaskState, UploadedFile, WorkflowState

from lessons.content.models import Fact, Helpline, OrganisationPage, Question
from lessons.editorial.checking.words import WatchedWord
from lessons.editorial.exchange.package_write import write_package
from lessons.editorial.exchange.uploads import HeldUpload
from lessons.editorial.founding.actions import found_organisation
from lessons.organisations.actions import add_member
from lessons.organisations.models import Membership
from tests import factories
from tests.undoing import undone

WORD = "theirsecret"  # of the other organisation


class Side(SimpleNamespace):
    """An organisation of the world with one of each thing.

    `word` stands in every text, slug and file name that is not published.
    """


def make_two():
    """Return the sides "mine" and "theirs", which are alike."""
    factories.make_home()
    return make_side("chiragh", "ourunread"), make_side("roshni", WORD)


def make_side(slug, word):
    side = Side(slug=slug, word=word)
    side.organisation = found_organisation(name=slug.title(), slug=slug, heading_en=f"{slug.title()}")
    side.section = OrganisationPage.objects.get(organisation=side.organisation)
    side.section.save_revision().publish()
    side.editor = _member(side, Membership.Role.EDITOR)
    side.moderator = _member(side, Membership.Role.MODERATOR)
    _make_what_helps(side)
    _make_records(side)
    _make_files(side)
    _make_pages(side)
    _make_package(side)
    return side


def _member(side, role):
    name, address = f"{side.word}-{role}", f"{role}@{side.slug}.example"
    person = get_user_model().objects.create_user(name, address, "a long password")
    add_member(organisation=side.organisation, user=person, role=role)
    return person


def _make_what_helps(side):
    """Make the rows of our own desk: an invitation, a watched word, a file that nobody has confirmed."""
    side.membership = side.editor.memberships.get()
    address = f"{side.word}@{side.slug}.example"
    side.invitation = side.organisation.invitations.create(email=address, role="editor", token_hash=side.word)
    side.watched_word = WatchedWord.objects.create(organisation=side.organisation, phrase=side.word, language="en")
    side.upload = HeldUpload.objects.create(user=side.editor, purpose="texts", name=side.word, choice="ur", data=b"")


def _drafted(side, thing, **texts):
    """Give `thing` a draft with the word in it, and an entry in its history."""
    for name, text in texts.items():
        setattr(thing, name, f"{text} {side.word}")
    thing.save_revision(user=side.editor, log_action=True)
    return thing


def _make_records(side):
    own = {"organisation": side.organisation}
    texts = {
        "prompt_en": f"What is {side.word}?",
        "prompt_ur": side.word,
        "explanation_en": side.word,
    }
    made = {
        "question": factories.make_question(
            key=f"{side.word}-q", choices=((side.word, True), ("No", False)), **own, **texts
        ),
        "fact": factories.make_fact(key=f"{side.word}-f", text_en=f"<p>{side.word}</p>", **own),
        "live_fact": factories.make_fact(key=f"{side.slug}-fact", **own),
        "helpline": factories.make_helpline(key=f"{side.word}-h", name_en=f"Draft line {side.word}", live=False, **own),
        "live_helpline": factories.make_helpline(key=f"{side.slug}-live", name_en=f"Line of {side.slug}", **own),
    }
    for name, thing in made.items():
        setattr(side, name, thing)
        log(thing, "wagtail.create", user=side.editor, title=f"{side.word} {thing}")
    made["helpline"].unpublish()
    _drafted(side, made["live_helpline"], name_en="Renamed line")
    for name in ("question", "fact", "helpline"):
        _drafted(side, made[name], source="Seen") if hasattr(made[name], "source") else _drafted(side, made[name])
        setattr(side, f"{name}_state", side.organisation.workflow.start(made[name], side.editor))


def _make_files(side):
    own = {"collection": side.organisation.collection, "uploaded_by_user": side.editor}
    image = get_test_image_file(filename=f"{side.word}.png", size=(8, 8))
    side.image = get_image_model().objects.create(title=f"Picture {side.word}", file=image, **own)
    paper = ContentFile(b"%PDF-1.4 ", name=f"{side.word}.pdf")
    side.document = get_document_model().objects.create(title=f"Paper {side.word}", file=paper, **own)
    for thing in (side.image, side.document):
        thing.tags.add(f"{side.word} tag")
        waiting = UploadedFile.objects.create(
            file=ContentFile(b"x", name=f"{side.word}.bin"), uploaded_by_user=side.editor
        )
        setattr(side, f"{thing._meta.model_name}_upload", waiting)


def _make_pages(side):
    text = [("text", {"en": f"<p>{side.word}</p>", "ur": f"<p>{side.word}</p>"}), ("fact", side.fact)]
    text += [("image", {"image": side.image, "alt": {"en": side.word, "ur": ""}, "caption": {}})]
    live = {"heading_en": f"A lesson of {side.slug}", "slug": f"{side.slug}-lesson"}
    secret = {"heading_ur": side.word, "live": False, "owner": side.editor}
    module = factories.make_module(side.section, slug=f"{side.slug}-module", heading_en=f"Module of {side.slug}")
    side.module = module
    side.lesson = factories.make_lesson(module, heading_ur="سبق", **live)
    _drafted(side, side.lesson, heading_en="A new name", heading_ur="نام")
    draft = {"slug": f"{side.word}-draft", "heading_en": f"Draft {side.word}", **secret}
    side.draft_module = factories.make_module(side.section, **draft)
    for name in ("draft", "moderated", "scheduled"):
        made = factories.make_lesson(
            side.draft_module, slug=f"{side.word}-{name}", heading_en=f"{name} {side.word}", **secret, body=text
        )
        setattr(side, name, _drafted(side, made, summary_en="Summary"))
    side.quiz = factories.make_quiz(
        side.draft_module, questions=[side.question], slug=f"{side.word}-quiz", heading_en=f"Quiz {side.word}", **secret
    )
    _drafted(side, side.quiz)
    side.page_state = side.organisation.workflow.start(side.moderated, side.editor)
    side.scheduled.go_live_at = timezone.now() + timedelta(days=30)
    side.scheduled_revision = side.scheduled.save_revision(user=side.editor, log_action=True)
    side.scheduled_revision.publish(user=side.moderator)
    side.draft.locked, side.draft.locked_by, side.draft.locked_at = True, side.moderator, timezone.now()
    side.draft.save()
    side.session = EditingSession.objects.create(
        user=side.editor, content_object=side.draft, last_seen_at=timezone.now(), is_editing=True
    )


def _make_package(side):
    """Let the editor have sent, and not yet confirmed, the file of the organisation's module."""
    held = {"purpose": "package", "name": side.word, "choice": str(side.section.pk)}
    side.package = HeldUpload.objects.create(user=side.editor, data=write_package(side.module).data, **held)


def rows_of(side):
    """Return everything of `side` that somebody else could change."""
    people = [side.editor, side.moderator]
    found = [
        Page.objects.filter(path__startswith=side.section.path),
        *(model.objects.filter(organisation=side.organisation) for model in (Question, Fact, Helpline)),
        get_image_model().objects.filter(collection=side.organisation.collection),
        get_document_model().objects.filter(collection=side.organisation.collection),
        Revision.objects.filter(pk__in=[side.scheduled_revision.pk, side.moderated.latest_revision_id]).defer(
            "content"
        ),
        WorkflowState.objects.filter(workflow=side.organisation.workflow),
        TaskState.objects.filter(workflow_state__workflow=side.organisation.workflow),
        side.organisation.memberships.all(),
        side.organisation.invitations.all(),
        WatchedWord.objects.filter(organisation=side.organisation),
        HeldUpload.objects.filter(user__in=people),
        EditingSession.objects.filter(user__in=people),
        UploadedFile.objects.filter(uploaded_by_user__in=people),
        type(side.editor).objects.filter(pk__in=[person.pk for person in people]),
    ]
    return [list(rows.order_by("pk").values()) for rows in found]


def words_of(response, path):
    """Return all that an answer says: its body, where it sends to, and the messages for the next page."""
    body = response.getvalue().decode("utf-8", "replace") + str(response.headers)
    messages = " ".join(str(message) for message in get_messages(response.wsgi_request))
    return (body + messages).replace(path, "").lower()


class TwoOrganisations(TestCase):
    """Asks in the name of people of one organisation; what a request does is undone before the next."""

    @classmethod
    def setUpTestData(cls):
        with cls.captureOnCommitCallbacks(execute=True):  # what is searched and where a thing is used
            cls.mine, cls.theirs = make_two()
        cls.before = rows_of(cls.theirs)

    def client_of(self, person):
        client = Client(raise_request_exception=False)
        client.force_login(person)
        self.signed_in = client.cookies.copy()
        return client

    def ask(self, client, method, path, data=None):
        """Return the status of an answer that holds no word of theirs and has changed nothing of theirs."""
        client.cookies = self.signed_in.copy()  # one of the addresses signs out
        with undone():
            response = getattr(client, method)(path, data)
            said = words_of(response, path)
            assert self.theirs.word not in said, f"{method} {path} tells of another organisation's drafts"
            if method == "post":
                assert rows_of(self.theirs) == self.before, f"{path} changes what belongs to another organisation"
        return response.status_code
