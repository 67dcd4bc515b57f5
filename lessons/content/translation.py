from modeltranslation.translator import TranslationOptions, register

from lessons.content import models


@register([models.Question])
class QuestionTranslation(TranslationOptions):
    fields = ("prompt", "explanation", "teaching_note")


@register(models.Choice)
class ChoiceTranslation(TranslationOptions):
    fields = ("text", "feedback", "misconception")


@register(models.Topic)
class TopicTranslation(TranslationOptions):
    fields = ("name",)


@register(models.Fact)
class FactTranslation(TranslationOptions):
    fields = ("text",)


@register(models.Helpline)
class HelplineTranslation(TranslationOptions):
    fields = ("name", "who_for", "hours", "cost", "region")


@register([models.HomePage, models.HelpPage])
class LeadPageTranslation(TranslationOptions):
    fields = ("heading", "lead")


@register([models.OrganisationPage, models.StandardPage, models.QuizPage])
class SummaryPageTranslation(TranslationOptions):
    fields = ("heading", "summary")


@register(models.ScenarioPage)
class ScenarioPageTranslation(TranslationOptions):
    fields = ("heading", "summary", "content_note", "group")


@register(models.LessonPage)
class LessonPageTranslation(TranslationOptions):
    fields = ("heading", "summary", "content_note")


@register(models.ModulePage)
class ModulePageTranslation(TranslationOptions):
    fields = ("heading", "summary", "key_line", "author")
