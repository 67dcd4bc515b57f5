"""The models of the app, each family in a module of its own."""

from lessons.content.editions import Edition
from lessons.content.old_addresses import OldAddress
from lessons.content.pages import (
    HomePage,
    LessonPage,
    ModulePage,
    OrganisationPage,
    QuizPage,
    QuizQuestion,
)
from lessons.content.questions import Choice, Question, Topic
from lessons.content.records import Fact, Helpline
from lessons.content.scenarios import ScenarioPage
from lessons.content.site_pages import HelpPage, StandardPage

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
    "ScenarioPage",
    "StandardPage",
    "Topic",
]
