"""What each block shows to a reader."""

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from lessons.content.blocks import Body
from tests.factories import make_fact, make_helpline, make_lesson, make_question

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def shown(client, *blocks, language="en"):
    lesson = make_lesson(body=list(blocks))
    return BeautifulSoup(client.get(f"/{language}{lesson.url[3:]}").content, "html.parser").find("main")


def both(words_en, words_ur):
    return {"en": words_en, "ur": words_ur}


def document(name, content=b"x"):
    return get_document_model().objects.create(title=name, file=ContentFile(content, name=name))


def padlock(**of_file):
    image = get_image_model().objects.create(title="file-name.png", file=get_test_image_file(**of_file))
    return "image", {"image": image, "alt": both("A padlock", "ایک تالا"), "caption": both("", "")}


def test_a_picture_has_its_alternative_text_in_the_readers_language(client):
    block = padlock()

    assert shown(client, block).find("img")["alt"] == "A padlock"
    assert shown(client, block, language="ur").find("img")["alt"] == "ایک تالا"


def test_a_picture_comes_small_and_in_two_sizes(client):
    picture = shown(client, padlock(size=(1200, 600)))

    source, img = picture.find("source"), picture.find("img")
    assert source["type"] == "image/avif" and source["srcset"].count(".avif") == 2
    assert img["srcset"].count(".webp") == 2 and "800w" in img["srcset"] and "400w" in img["srcset"]
    assert img["loading"] == "lazy" and img["sizes"] and (img["width"], img["height"]) == ("800", "400")


def test_whoever_saves_data_gets_the_words_of_a_picture_and_its_size(client):
    client.cookies["data"] = "little"
    picture = shown(client, padlock(size=(1200, 600)))

    link = picture.find("a", class_="saved")
    assert not picture.find("img") and "A padlock" in picture.text
    assert link["href"].endswith(".webp") and re.search(r"\d.(KB|bytes)", link.text)


def test_a_picture_without_alternative_text_is_refused():
    errors = None
    image = get_image_model().objects.create(title="x", file=get_test_image_file())
    picture = Body().child_blocks["image"]
    try:
        picture.clean(picture.to_python({"image": image.pk, "alt": both("", ""), "caption": both("", "")}))
    except Exception as refusal:  # noqa: BLE001 - Wagtail's errors of blocks nest in classes of their own
        errors = refusal

    assert "alt" in errors.block_errors


def test_a_video_has_captions_and_waits_to_be_played(client):
    captions = [{"language": "ur", "file": document("ur.vtt", b"WEBVTT")}]
    value = {"file": document("film.mp4"), "title": both("Film", "فلم"), "captions": captions}

    video = shown(client, ("video", value | {"transcript": both("", "")})).find("video")

    assert "autoplay" not in video.attrs
    assert video["preload"] == "none" and "(1\xa0byte," in video.find_previous("figcaption").text
    assert "controls" in video.attrs
    assert (video.find("track")["kind"], video.find("track")["srclang"]) == ("captions", "ur")


def test_a_film_is_not_fetched_anew_each_time(client):
    film = document("film.mp4", b"0" * 4000)

    response = client.get(film.url, headers={"Accept-Encoding": "gzip"})

    assert response["Content-Length"] == "4000"
    assert response["Cache-Control"] == "private, no-cache"
    assert client.get(film.url, headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_a_sound_can_be_read_as_well(client):
    value = {
        "file": document("talk.mp3"),
        "title": both("Talk", "بات"),
        "transcript": both("<p>Word for word.</p>", ""),
    }

    main = shown(client, ("audio", value))

    assert "controls" in main.find("audio").attrs
    assert "autoplay" not in main.find("audio").attrs
    assert "Word for word." in main.text


def test_a_fact_says_where_it_comes_from_and_that_nobody_checked_it_yet(client):
    fact = make_fact(text_en="<ol><li>One</li></ol>", source="example.org")

    main = shown(client, ("fact", fact))

    assert main.find("li", string="One") is not None
    assert "not yet checked by us" in main.text
    assert "example.org" in main.text


def test_an_overdue_helpline_keeps_its_button_and_says_when_it_was_called(client):
    line = make_helpline(number="0800-39393", called_on=date(2020, 5, 1), review_after=date(2020, 8, 1))

    main = shown(client, ("helplines", [line]))

    assert main.find("a", href="tel:080039393") is not None
    assert "1 May 2020" in main.text


def test_check_yourself_gives_feedback_for_each_choice_and_posts_nothing(client):
    main = shown(client, ("question", make_question(choices=[("Ask", True), ("Post", False), ("Wait", False)])))

    ask = main.find(class_="ask")
    assert [d.find("summary").get_text(strip=True)[1:] for d in ask.find_all("details")] == ["Ask", "Post", "Wait"]
    assert all(f"About {word}." in ask.text for word in ("Ask", "Post", "Wait"))
    assert ask.find(["form", "input"]) is None


def test_a_reflection_is_read_and_nothing_is_asked(client):
    question = make_question(choices=(), reveals="reflection", prompt_en="Whom do you trust?")

    ask = shown(client, ("question", question)).find(class_="ask")

    assert "Whom do you trust?" in ask.text
    assert ask.find(["form", "input", "textarea", "details"]) is None


def test_a_hard_part_can_be_skipped(client):
    main = shown(client, ("hard", {"text": both("<p>Hard words.</p>", "")}), ("heading", both("After", "")))

    link = main.find("a", class_="skip-part")
    assert main.find(id=link["href"][1:]) is not None
    assert link.find_next(string="Hard words.") is not None


def test_a_page_survives_the_deletion_of_what_it_shows(client):
    image = get_image_model().objects.create(title="file-name.png", file=get_test_image_file())
    fact = make_fact()
    picture = ("image", {"image": image, "alt": both("A padlock", "ایک تالا"), "caption": both("", "")})
    lesson = make_lesson(body=[picture, ("fact", fact), ("heading", both("Still here", "اب بھی"))])
    image.delete()
    fact.delete()

    assert "Still here" in client.get(f"/en{lesson.url[3:]}").content.decode()


def test_a_draft_or_retired_question_is_shown_to_nobody(client):
    question = make_question(prompt_en="Asked no more")
    assert "Asked no more" in shown(client, ("question", question)).text
    question.unpublish()

    assert "Asked no more" not in shown(client, ("question", question)).text
