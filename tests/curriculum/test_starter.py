"""What tests get for the starter curriculum is what a load writes, to the last row."""

from lessons.content.models import LessonPage
from lessons.curriculum.loading import Loader
from tests.curriculum.starter import CURRICULUM, put_starter_curriculum
from tests.kept_rows import all_tables, rows_of
from tests.undoing import undone


def about_consent():
    return {page.pk for page in LessonPage.objects.search("consent")}


def test_what_is_put_back_is_what_was_loaded(db):
    CURRICULUM.after.clear()
    with undone():
        CURRICULUM.put()
        loaded, found = rows_of(all_tables()), about_consent()

    put_starter_curriculum()

    assert rows_of(all_tables()) == loaded
    assert len(found) > 1 and about_consent() == found
    again = Loader()
    again.load()
    assert again.written == again.kept == []
