"""A package from before questions named a source is read, and found again by sites that brought it in then."""

import pytest

from lessons.content.models import Question
from lessons.editorial.exchange.package_format import KINDS, digest, item_digest
from lessons.editorial.exchange.package_items import state_of
from lessons.editorial.exchange.package_read import read_package
from lessons.editorial.exchange.package_write import write_package
from tests.editorial.package_world import make_full_module, make_section, packed, unpacked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def older(home):
    """A package as it was written then: its questions say nothing of a source."""
    files = unpacked(write_package(make_full_module(make_section("chiragh"))).data)
    assert files["questions.json"]
    for question in files["questions.json"]:
        del question["source"]
    return packed(files)


def test_an_older_package_is_read_and_its_questions_name_no_source(older):
    assert {question["source"] for question in read_package(older).questions} == {""}


def test_what_was_noted_of_an_item_holds_until_a_source_is_named(older):
    item = read_package(older).questions[0]
    then = digest({name: value for name, value in item.items() if name not in {"key", "slug", "source"}})

    assert item_digest(item) == then
    assert item_digest(item | {"source": "who.int"}) != then


def test_what_was_noted_of_a_record_holds_until_a_source_is_named(older):
    question = Question.objects.first()
    with_none = state_of(question)
    assert "source" in KINDS["question"].values

    question.source = "who.int"
    question.save_revision()

    assert state_of(question) != with_none
