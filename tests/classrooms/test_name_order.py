"""The list of a class has the order of the Urdu alphabet, whatever the database makes of letters."""

import importlib

import pytest
from django.apps import apps

from lessons.classrooms.models import Enrolment
from tests.classrooms.people import make_learner

NAMES = ["احمد", "پرویز", "ٹیپو", "چراغ", "ڈالی", "گل", "نور", "ہما", "یاسر", "Ali", "Star 2", "Star 10"]


@pytest.fixture
def filled(classroom):
    for name in reversed(NAMES):
        make_learner(classroom, name)
    return classroom


def names(classroom):
    return list(classroom.enrolments.by_name().values_list("name", flat=True))


def test_a_class_is_listed_as_the_primer_has_the_letters(filled):
    assert names(filled) == NAMES


def test_names_that_were_there_before_get_the_order_too(filled):
    Enrolment.objects.update(sort_key="x")
    importlib.import_module("lessons.classrooms.migrations.0008_sort_by_alphabet").sort_anew(apps, None)

    assert names(filled) == NAMES
