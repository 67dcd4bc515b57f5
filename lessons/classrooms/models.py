"""The models of the app, each family in a module of its own."""

from lessons.classrooms.assignments import Assignment
from lessons.classrooms.classes import ClassEvent, Classroom, EarlierCode, Invitation, Teaching
from lessons.classrooms.counts import Batch, Counted, HandCount, PaperCount
from lessons.classrooms.enrolments import Enrolment
from lessons.classrooms.practise_week import PractiseWeek

__all__ = [
    "Assignment",
    "Batch",
    "ClassEvent",
    "Classroom",
    "Counted",
    "EarlierCode",
    "Enrolment",
    "HandCount",
    "Invitation",
    "PaperCount",
    "PractiseWeek",
    "Teaching",
]
