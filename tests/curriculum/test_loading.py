import shutil

import pytest
import yaml
from django.core.management import call_command
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from lessons.content.leaves import RICH
from lessons.content.models import Fact, Helpline, LessonPage, ModulePage, Question, QuizPage, ScenarioPage
from lessons.curriculum import files
from lessons.curriculum.files import ContentError
from lessons.curriculum.loading import Loader, digest
from lessons.curriculum.models import LoadedItem
from tests.curriculum.starter import put_starter_curriculum

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """A small copy of the content that a test may change."""
    shutil.copytree(files.FOLDER, tmp_path / "content")
    return tmp_path / "content"


def change(path, **changes):
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump(data | changes, allow_unicode=True), encoding="utf-8")


def test_all_eight_modules_are_complete():
    call_command("load_curriculum")

    modules = ModulePage.objects.live().order_by("number")
    assert [module.slug for module in modules] == [f"m{number}" for number in range(1, 9)]
    lessons = {module.slug: LessonPage.objects.live().child_of(module).count() for module in modules}
    assert lessons == {"m1": 4, "m2": 4, "m3": 4, "m4": 5, "m5": 4, "m6": 5, "m7": 4, "m8": 5}
    assert QuizPage.objects.live().count() == 8
    assert ScenarioPage.objects.live().count() == 9
    assert all(ScenarioPage.objects.live().child_of(module).exists() for module in modules)
    for quiz in QuizPage.objects.all():
        assert len(quiz.questions_for(None)) >= 6
        if "A" in quiz.bands:
            assert len(quiz.questions_for("A")) >= 4


def test_loading_again_writes_nothing():
    put_starter_curriculum()
    again = Loader()
    again.load()

    assert again.written == []
    assert again.kept == []


def test_a_changed_file_changes_the_page_and_keeps_its_address(folder):
    put_starter_curriculum()
    page = LessonPage.objects.get(slug="m1-1")
    change(folder / "m1" / "1.yaml", heading={"en": "New heading", "ur": "نئی سرخی"})

    Loader(folder).load()

    changed = LessonPage.objects.get(slug="m1-1")
    assert (changed.pk, changed.heading_en, changed.heading_ur) == (page.pk, "New heading", "نئی سرخی")


def test_what_an_editor_changed_is_kept_even_as_a_draft(folder):
    put_starter_curriculum()
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
    put_starter_curriculum()

    for module in ModulePage.objects.all():
        kinds = {block.block_type for block in module.guide}
        assert kinds == {"ten_minutes", "forty_minutes", "discussion", "may_come_up"}
    question = Question.objects.get(key="m4-q3")
    assert question.teaching_note_en and question.teaching_note_ur
    assert all(choice.misconception_ur for choice in question.choices.all() if not choice.is_right)


def test_a_quiz_keeps_six_questions_that_count():
    put_starter_curriculum()

    for quiz in QuizPage.objects.all():
        assert sum(q.reveals == "knowledge" for q in quiz.questions_for(None)) >= 6
        if "A" in quiz.bands:
            assert sum(q.reveals == "knowledge" for q in quiz.questions_for("A")) >= 3


def test_a_guide_with_an_unknown_part_is_refused(folder):
    change(folder / "m1" / "module.yaml", guide={"homework": []})

    with pytest.raises(ContentError, match="homework"):
        Loader(folder).load()


def test_a_guide_that_an_editor_wrote_is_kept(folder):
    put_starter_curriculum()
    page = ModulePage.objects.get(slug="m1")
    page.guide = [("discussion", {"en": "An editor's question?", "ur": ""})]
    page.save_revision().publish()
    change(folder / "m1" / "module.yaml", guide={})

    loader = Loader(folder)
    loader.load()

    assert [block.value["en"] for block in ModulePage.objects.get(slug="m1").guide] == ["An editor's question?"]
    assert any(name.endswith("m1") for name in loader.kept)


def strip_notes(folder):
    """Make the files what they were before they held anything for teachers, or the source of a question."""
    for name in ("m1", "m3", "m4"):
        module = folder / name / "module.yaml"
        data = yaml.safe_load(module.read_text(encoding="utf-8"))
        data.pop("guide")
        module.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        questions = folder / name / "questions.yaml"
        rows = yaml.safe_load(questions.read_text(encoding="utf-8"))
        for row in rows:
            row.pop("teaching_note", None)
            row.pop("fact", None)
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


def forget_sources():
    """Make what was noted of questions what was noted before they named a source, and take the sources away."""
    for item in LoadedItem.objects.filter(name__startswith="question:"):
        question = Question.objects.get(key=item.name.removeprefix("question:"))
        question.source = ""
        question.save_revision().publish()
        data = question.get_latest_revision_as_object().serializable_data()
        texts = [f"{name}_{code}" for name in ("prompt", "explanation", "teaching_note") for code in ("en", "ur")]
        noted = {name: data[name] for name in ("kind", "reveals", "bands", *texts)}
        choices = [{k: v for k, v in row.items() if k != "pk"} for row in data["choices"]]
        item.written_hash = digest(noted | ({"choices": choices} if choices else {}))
        item.source_hash = "as it was"
        item.save()


def test_a_site_from_before_questions_named_a_source_gets_it_and_keeps_what_an_editor_wrote(folder):
    Loader(folder).load()
    forget_sources()
    edited = Question.objects.get(key="m1-q2")
    edited.explanation_en = "An editor's words."
    edited.save_revision().publish()

    loader = Loader(folder)
    loader.load()

    assert loader.kept == ["question:m1-q2"]
    assert Question.objects.get(key="m4-q4").source.startswith("faq.whatsapp.com")


def test_rich_text_is_loaded_as_the_editor_writes_it_so_that_looking_at_a_page_changes_nothing(db):
    put_starter_curriculum()

    texts = [
        block.value["en"].source for block in LessonPage.objects.get(slug="m1-2").body if block.block_type == "text"
    ]

    converter = ContentstateConverter(RICH)
    assert texts
    assert [converter.to_database_format(converter.from_database_format(text)) for text in texts] == texts
