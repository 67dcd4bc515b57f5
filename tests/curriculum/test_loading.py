import pytest
import yaml
from django.core.management import call_command

from lessons.content.models import Fact, Helpline, LessonPage, ModulePage, Question, QuizPage
from lessons.curriculum import files
from lessons.curriculum.files import ContentError
from lessons.curriculum.loading import Loader

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """A small copy of the content that a test may change."""
    import shutil

    shutil.copytree(files.FOLDER, tmp_path / "content")
    return tmp_path / "content"


def change(path, **changes):
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump(data | changes, allow_unicode=True), encoding="utf-8")


def test_the_first_three_modules_are_complete():
    call_command("load_curriculum")

    assert list(ModulePage.objects.live().order_by("number").values_list("slug", flat=True)) == ["m1", "m3", "m4"]
    assert LessonPage.objects.live().count() == 13
    for quiz in QuizPage.objects.all():
        assert len(quiz.questions_for(None)) >= 6
        assert len(quiz.questions_for("A")) >= 4


def test_loading_again_writes_nothing():
    Loader().load()
    again = Loader()
    again.load()

    assert again.written == []
    assert again.kept == []


def test_a_changed_file_changes_the_page_and_keeps_its_address(folder):
    Loader(folder).load()
    page = LessonPage.objects.get(slug="m1-1")
    change(folder / "m1" / "1.yaml", heading={"en": "New heading", "ur": "نئی سرخی"})

    Loader(folder).load()

    changed = LessonPage.objects.get(slug="m1-1")
    assert (changed.pk, changed.heading_en, changed.heading_ur) == (page.pk, "New heading", "نئی سرخی")


def test_what_an_editor_changed_is_kept_even_as_a_draft(folder):
    Loader(folder).load()
    page = LessonPage.objects.get(slug="m1-1")
    page.summary_en = "An editor's words"
    page.save_revision()
    question = Question.objects.get(key="m1-q1")
    question.prompt_en = "An editor's prompt"
    question.save_revision().publish()
    line = Helpline.objects.get(key="drf")
    line.number = "0800-11111"
    line.save()
    change(folder / "m1" / "1.yaml", heading={"en": "From the file", "ur": "فائل سے"})
    questions = yaml.safe_load((folder / "m1" / "questions.yaml").read_text(encoding="utf-8"))
    for data in questions:
        data["explanation"] = {"en": "From the file", "ur": "فائل سے"}
    (folder / "m1" / "questions.yaml").write_text(yaml.safe_dump(questions, allow_unicode=True), encoding="utf-8")
    lines = yaml.safe_load((folder / "helplines.yaml").read_text(encoding="utf-8"))
    for data in lines:
        data["hours"] = {"en": "From the file", "ur": "فائل سے"}
    (folder / "helplines.yaml").write_text(yaml.safe_dump(lines, allow_unicode=True), encoding="utf-8")

    loader = Loader(folder)
    loader.load()

    assert LessonPage.objects.get(slug="m1-1").get_latest_revision_as_object().summary_en == "An editor's words"
    assert Question.objects.get(key="m1-q1").explanation_en != "From the file"
    assert Question.objects.get(key="m1-q2").explanation_en == "From the file"
    assert Helpline.objects.get(key="drf").number == "0800-11111"
    assert {"question:m1-q1", "helpline:drf"} < set(loader.kept)


def test_a_broken_file_changes_nothing(folder):
    change(folder / "m1" / "1.yaml", body=[{"fact": "no-such-fact"}])

    with pytest.raises(ContentError, match="no-such-fact"):
        Loader(folder).load()

    assert Fact.objects.count() == 0


def test_the_api_tells_the_address_that_the_operator_has_set(client, settings):
    settings.BASE_URL = "https://chiragh.example"
    Loader().load()

    items = client.get("/api/v2/pages/", {"type": "content.ModulePage"}).json()["items"]

    assert all(item["meta"]["html_url"].startswith("https://chiragh.example/") for item in items)
