"""People, modules and packages for the tests of packages."""

import json
import zipfile
from io import BytesIO

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Picture
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from lessons.content.models import Fact, Helpline, LessonPage, ModulePage, OrganisationPage, Question, QuizPage, Topic
from lessons.editorial.exchange.package_import import import_package
from lessons.editorial.exchange.package_read import read_package
from lessons.editorial.founding.actions import found_organisation
from lessons.editorial.translation.drafts import draft_of
from lessons.editorial.units import units_of
from lessons.organisations.actions import add_member
from tests.factories import (
    make_fact,
    make_helpline,
    make_lesson,
    make_module,
    make_organisation,
    make_question,
    make_quiz,
)

COUNTED = (ModulePage, LessonPage, QuizPage, Question, Fact, Helpline, Topic, get_image_model())


def make_section(slug):
    section = make_organisation(slug)
    found_organisation(name=slug.title(), slug=slug, page=section)
    return OrganisationPage.objects.get(pk=section.pk)


def make_editor(section):
    slug = section.organisation.slug
    user = get_user_model().objects.create_user(f"{slug}-editor", f"{slug}-editor@example.org", "a long password")
    add_member(organisation=section.organisation, user=user, role="editor")
    return user


def png(colour="navy"):
    file = BytesIO()
    Picture.new("RGB", (4, 3), colour).save(file, "PNG")
    return file.getvalue()


def make_image(organisation, title="A lamp"):
    file = ContentFile(png(), name="lamp.png")
    return get_image_model().objects.create(title=title, collection=organisation.collection, file=file)


def make_captions(organisation):
    file = ContentFile(b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n", name="said.vtt")
    return get_document_model().objects.create(title="Captions", collection=organisation.collection, file=file)


def leaf(english, urdu=""):
    return {"en": english, "ur": urdu}


def make_full_module(section):
    """Return a module with a lesson of every kind of block that refers to something, and a quiz."""
    mine = {"organisation": section.organisation}
    fact, question = make_fact(key="a-fact", **mine), make_question(key="a-question", **mine)
    line, image = make_helpline(key="a-line", number="1799", **mine), make_image(section.organisation)
    module = make_module(section, slug="m9", heading_en="On lamps", author_en="The lamp makers")
    second = make_lesson(module, slug="m9-2", heading_en="Second")
    link = f'<p>See <a linktype="page" id="{second.pk}">the second</a> or <a linktype="page" id="1">that</a>.</p>'
    captions = make_captions(section.organisation)
    step = {"goal": leaf("See"), "where": leaf("There"), "fact": fact, "check": leaf("Seen")}
    make_lesson(
        module,
        slug="m9-1",
        heading_en="First",
        body=[
            ("text", leaf(link, "<p>دیکھیں۔</p>")),
            ("steps", {"heading": leaf("How"), "items": [step]}),
            ("fact", fact),
            ("question", question),
            ("helplines", [line]),
            ("image", {"image": image, "alt": leaf("A lamp", "ایک چراغ"), "caption": leaf("")}),
            (
                "audio",
                {"file": captions, "title": leaf("Said"), "transcript": leaf("<p>a</p>")},
            ),
        ],
    )
    make_quiz(module, questions=[question, make_question(key="b-question", **mine)], slug="m9-quiz")
    return ModulePage.objects.get(pk=module.pk)


def unpacked(data):
    """Return the files of a package, those of JSON as Python."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return {name: json.loads(held) if name.endswith(".json") else held for name, held in files.items()}


def packed(files):
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in files.items():
            archive.writestr(name, held if isinstance(held, bytes) else json.dumps(held))
    return target.getvalue()


def sent(data, section):
    return {"section": section.pk, "file": SimpleUploadedFile("m9.chiragh.zip", data)}


def bring_in(data, section, user=None):
    return import_package(read_package(data), section=OrganisationPage.objects.get(pk=section.pk), user=user)


def counts():
    return [model.objects.count() for model in COUNTED]


def said_by(page):
    """Return every text of a page by its unit, in both languages."""
    # By digests: the editor's marks in rich text are made anew, the words are the same.
    return [(unit.key, *(unit.digest(code) for code in unit.texts)) for unit in units_of(draft_of(page))]


def children(module):
    return list(module.get_children().specific())


def edit(obj, **values):
    draft = draft_of(type(obj).objects.get(pk=obj.pk))
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision()
