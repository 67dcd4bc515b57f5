import shutil

import pytest
import yaml
from django.core.management import call_command
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from lessons.content.leaves import RICH
from lessons.content.models import Fact, Helpline, LessonPage, ModulePage, Question, QuizPage
from lessons.curriculum import files
from lessons.curriculum.files import ContentError
from lessons.curriculum.loading import Loader, digest
from lessons.curriculum.models import LoadedItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """A small copy of the content that a test may change."""
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


def words_of(value):
    """Return whether a text of a content file stands there in both languages."""
    return all((value or {}).get(code, "").strip() for code in ("en", "ur"))


@pytest.mark.parametrize("module", files.modules(), ids=lambda module: module.data["slug"])
def test_every_knowledge_question_has_what_to_say_in_class(module):
    for question in module.questions:
        if question["reveals"] in ("knowledge", "sensitive"):
            assert words_of(question.get("teaching_note")), question["key"]


@pytest.mark.parametrize("module", files.modules(), ids=lambda module: module.data["slug"])
def test_every_wrong_choice_says_what_is_believed_behind_it(module):
    for question in module.questions:
        if question["reveals"] == "knowledge" and question["kind"] != "ordering":
            for choice in question["choices"]:
                assert words_of(choice.get("misconception")) != bool(choice.get("right")), question["key"]


@pytest.mark.parametrize("module", files.modules(), ids=lambda module: module.data["slug"])
def test_every_guide_has_all_its_parts_in_both_languages(module):
    guide = module.data["guide"]

    assert 4 <= len(guide["ten_minutes"]) <= 5
    assert 6 <= len(guide["forty_minutes"]) <= 7
    assert 4 <= len(guide["discussion"]) <= 5
    assert 3 <= len(guide["may_come_up"]) <= 4
    for part in ("ten_minutes", "forty_minutes", "discussion"):
        assert all(map(words_of, guide[part])), part
    assert all(words_of(item["said"]) and words_of(item["answer"]) for item in guide["may_come_up"])


def test_guides_and_notes_are_loaded():
    Loader().load()

    for module in ModulePage.objects.all():
        kinds = {block.block_type for block in module.guide}
        assert kinds == {"ten_minutes", "forty_minutes", "discussion", "may_come_up"}
    question = Question.objects.get(key="m4-q3")
    assert question.teaching_note_en and question.teaching_note_ur
    assert all(choice.misconception_ur for choice in question.choices.all() if not choice.is_right)


def test_a_quiz_keeps_six_questions_that_count():
    Loader().load()

    for quiz in QuizPage.objects.all():
        assert sum(q.reveals == "knowledge" for q in quiz.questions_for(None)) >= 6
        assert sum(q.reveals == "knowledge" for q in quiz.questions_for("A")) >= 3


def test_a_guide_with_an_unknown_part_is_refused(folder):
    change(folder / "m1" / "module.yaml", guide={"homework": []})

    with pytest.raises(ContentError, match="homework"):
        Loader(folder).load()


def test_a_guide_that_an_editor_wrote_is_kept(folder):
    Loader(folder).load()
    page = ModulePage.objects.get(slug="m1")
    page.guide = [("discussion", {"en": "An editor's question?", "ur": ""})]
    page.save_revision().publish()
    change(folder / "m1" / "module.yaml", guide={})

    loader = Loader(folder)
    loader.load()

    assert [block.value["en"] for block in ModulePage.objects.get(slug="m1").guide] == ["An editor's question?"]
    assert any(name.endswith("m1") for name in loader.kept)


def strip_notes(folder):
    """Make the files what they were before they held anything for teachers."""
    for name in ("m1", "m3", "m4"):
        module = folder / name / "module.yaml"
        data = yaml.safe_load(module.read_text(encoding="utf-8"))
        data.pop("guide")
        module.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        questions = folder / name / "questions.yaml"
        rows = yaml.safe_load(questions.read_text(encoding="utf-8"))
        for row in rows:
            row.pop("teaching_note", None)
            for choice in row.get("choices") or []:
                choice.pop("misconception", None)
        questions.write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")


def forget_later_fields():
    """Make what was noted of questions what the first version would have noted, which knew no such fields."""
    later = {"pk", "misconception", "misconception_en", "misconception_ur"}
    texts = [f"{name}_{code}" for name in ("prompt", "explanation") for code in ("en", "ur")]
    for item in LoadedItem.objects.filter(name__startswith="question:"):
        question = Question.objects.get(key=item.name.removeprefix("question:"))
        data = question.get_latest_revision_as_object().serializable_data()
        noted = {name: data[name] for name in ("kind", "reveals", "bands", *texts)}
        choices = [{k: v for k, v in row.items() if k not in later} for row in data["choices"]]
        item.written_hash = digest(noted | ({"choices": choices} if choices else {}))
        item.save()


def test_a_site_from_before_there_were_notes_gets_them(folder):
    full = folder.parent / "full"
    folder.rename(full)
    shutil.copytree(full, folder)
    strip_notes(folder)
    Loader(folder).load()
    forget_later_fields()
    edited = Question.objects.get(key="m1-q1")
    edited.teaching_note_en = "An editor's note."
    edited.save_revision().publish()

    loader = Loader(full)
    loader.load()

    assert loader.kept == ["question:m1-q1"]
    assert Question.objects.get(key="m1-q1").teaching_note_en == "An editor's note."
    assert Question.objects.get(key="m4-q3").teaching_note_ur


def test_rich_text_is_loaded_as_the_editor_writes_it_so_that_looking_at_a_page_changes_nothing(db):
    call_command("load_curriculum", verbosity=0)

    texts = [
        block.value["en"].source for block in LessonPage.objects.get(slug="m1-2").body if block.block_type == "text"
    ]

    converter = ContentstateConverter(RICH)
    assert texts
    assert [converter.to_database_format(converter.from_database_format(text)) for text in texts] == texts
