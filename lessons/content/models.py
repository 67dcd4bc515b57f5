"""The models of the app, each family in a module of its own."""

from lessons.content.editions import Edition
from lessons.content.old_addresses import OldAddress
from lessons.content.pages import (
    HelpPage,
    HomePage,
    LessonPage,
    ModulePage,
    OrganisationPage,
    QuizPage,
    QuizQuestion,
    StandardPage,
)
from lessons.content.questions import Choice, Question, Topic
from lessons.content.records import Fact, Helpline

__all__ = [
    "Choice",
    "Edition",
    "Fact",
    "HelpPage",
    "Helpline",
    "HomePage",
    "LessonPage",
    "ModulePage",
    "OldAddress",
    "OrganisationPage",
    "Question",
    "QuizPage",
    "QuizQuestion",
    "StandardPage",
    "Topic",
]
