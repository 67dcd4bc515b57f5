"""Writes the starter curriculum and keeps its hands off what an editor has changed."""

import hashlib
import json
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db import transaction
from wagtail.models import DraftStateMixin, Page, Site

from lessons.content import models as content
from lessons.curriculum import files
from lessons.curriculum.bodies import body, fields, guide, pk_of, rich, text
from lessons.curriculum.models import LoadedItem
from lessons.curriculum.scenarios import cast, help_at_the_end, steps
from lessons.editorial.checking.words import WatchedWord
from lessons.editorial.founding.actions import found_organisation
from lessons.editorial.translation.actions import confirm_all
from lessons.organisations.actions import make_organisation

WELCOME_PAGE = "Welcome to your new Wagtail site!"
# Fields that earlier loads did not know, those added last first. Empty, they are no editor's doing either.
NOTES = {f"{name}{end}" for name in ("teaching_note", "misconception") for end in ("", "_en", "_ur")}
LATER = ({"source"}, {"guide", *NOTES})
EMPTY = (None, "", "[]")


def digest(value):
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


def _only(values, *names):
    return {name: values[name] for name in names}


def _digests(held):
    """Return the digest of `held`, and those that earlier loads would have written of it, which knew fewer fields."""
    found = [digest(held)]
    for names in LATER:
        rows = [held, *held.get("choices", [])]
        if any(row.get(name) not in EMPTY for row in rows for name in names):
            break
        held = {name: value for name, value in held.items() if name not in names}
        if "choices" in held:
            held["choices"] = [{k: v for k, v in row.items() if k not in names} for row in held["choices"]]
        found.append(digest(held))
    return found


class Loader:
    """Loads the content files; `written` and `kept` name what was written and what an editor had changed."""

    def __init__(self, folder=files.FOLDER):
        self.folder = folder
        self.written = []
        self.kept = []

    @transaction.atomic
    def load(self):
        """Write everything. Raises ContentError, and changes nothing, when a file is not as it should be."""
        for topic in files.read("topics", self.folder):
            self._record(content.Topic, topic, fields("name", topic["name"]))
        for word in files.watched_words(self.folder):
            self._watched_word(word)
        organisation = self._make_organisation()
        facts = files.facts(self.folder)
        self.sources = {"": ""} | {fact["key"]: fact["source"] for fact in facts}
        for fact in facts:
            self._record(content.Fact, fact, self._fact(fact), organisation=organisation)
        for position, line in enumerate(files.read("helplines", self.folder)):
            self._record(content.Helpline, line, self._helpline(line, position), organisation=organisation)
        home = self._home()
        self._help(home)
        for data in [*files.pages(self.folder), files.glossary(self.folder)]:
            values = {**fields("heading", data["heading"]), **fields("summary", data.get("summary"))}
            self._page(content.StandardPage, home, data["slug"], {**values, "body": data["body"]})
        section = self._section(home, organisation)
        for module in files.modules(self.folder):
            self._module(module, organisation, section)

    # --- records -----------------------------------------------------------------------------------------------
    def _sourced(self, data):
        names = ["source", "source_seen_on", "confidence", "review_after"]
        return {name: data.get(name) for name in names}

    def _fact(self, data):
        values = {**self._sourced(data), **fields("text", rich(data["text"]))}
        return {**values, "kind": data["kind"], "checked_on": data.get("checked_on")}

    def _helpline(self, data, position):
        values = self._sourced(data) | {"number": str(data["number"]), "called_on": data.get("called_on")}
        for name in ("name", "who_for", "hours", "cost", "region"):
            values |= fields(name, data.get(name))
        return values | {"is_permanent": bool(data.get("permanent")), "position": position}

    def _record(self, model, data, values, **owner):
        obj = model.objects.filter(key=data["key"]).first() or model(key=data["key"], **owner)
        name = f"{model._meta.model_name}:{data['key']}"
        if self._may_write(name, obj, values, values):
            self._assign(obj, values)
            obj.full_clean()
            obj.save()
            if isinstance(obj, DraftStateMixin):
                obj.save_revision().publish()
            self._remember(name, obj, values, values)
        return obj

    def _watched_word(self, values):
        """Write a word of the site's list; one that was taken off or renamed in the CMS does not come back."""
        name = f"word:{values['language']}:{values['phrase']}"
        word = WatchedWord.objects.filter(organisation=None, **_only(values, "language", "phrase")).first()
        if word is None and LoadedItem.objects.filter(name=name).exists():
            return
        word = word or WatchedWord(**_only(values, "language", "phrase"))
        if self._may_write(name, word, values, values):
            self._assign(word, values)
            word.full_clean()
            word.save()
            self._remember(name, word, values, values)

    # --- what was written, and whether it is still so ----------------------------------------------------------
    def _may_write(self, name, obj, values, source):
        loaded = LoadedItem.objects.filter(name=name).first()
        if obj.pk is None or loaded is None:
            return obj.pk is None
        if loaded.source_hash == digest(source):
            return False
        held = self._held(obj, values)
        if loaded.written_hash not in _digests(held):
            self.kept.append(name)
            return False
        return True

    def _held(self, obj, names):
        """Return what `obj` holds now, drafts too, in the fields that the loader writes."""
        is_draftable = isinstance(obj, DraftStateMixin) and obj.latest_revision_id
        latest = obj.get_latest_revision_as_object() if is_draftable else obj
        data = latest.serializable_data() if hasattr(latest, "serializable_data") else None
        if data is None:
            data = {name: getattr(latest, name) for name in names}
        # A child's row id and place in the tree are not an editor's doing.
        ours = {name: data.get(name) for name in names if name in data}
        for name in ("choices", "quiz_questions"):
            for child in data.get(name, []):
                ours.setdefault(name, []).append({k: v for k, v in child.items() if k != "pk"})
        return ours

    def _remember(self, name, obj, values, source):
        obj = type(obj).objects.get(pk=obj.pk)
        confirm_all(obj=obj)  # a file is read in both languages before it is loaded
        LoadedItem.objects.update_or_create(
            name=name, defaults={"source_hash": digest(source), "written_hash": digest(self._held(obj, values))}
        )
        self.written.append(name)

    def _assign(self, obj, values):
        for name, value in values.items():
            setattr(obj, name, value)

    # --- pages -------------------------------------------------------------------------------------------------
    def _page(self, model, parent, slug, values, children=None):
        """Return the page with `slug` below `parent`, written and published unless an editor has changed it."""
        found = Page.objects.child_of(parent).filter(slug=slug).first() if parent else None
        page = found.specific if found else model(slug=slug)
        name = f"page:{parent.url_path if parent else ''}{slug}"
        ready = {key: self._ready(key, value, slug) for key, value in values.items()}
        source = {**ready, "children": children}
        if not self._may_write(name, page, ready, source):
            return page
        self._assign(page, ready)
        if children is not None:
            self._set_questions(page, children)
        if page.pk is None:
            parent.add_child(instance=page)
        page.save_revision().publish()
        page = model.objects.get(pk=page.pk)
        self._remember(name, page, ready, source)
        parent.refresh_from_db()
        return page

    def _ready(self, name, value, slug):
        return json.dumps(body(value, slug)) if name == "body" else value

    def _set_questions(self, quiz, keys):
        quiz.quiz_questions = [
            content.QuizQuestion(question_id=pk_of(content.Question, key), sort_order=place)
            for place, key in enumerate(keys)
        ]

    def _home(self):
        home = content.HomePage.objects.first()
        if home is None:
            root = Page.get_first_root_node()
            root.get_children().filter(title=WELCOME_PAGE).delete()
            root = Page.get_first_root_node()
            home = self._page(content.HomePage, root, "home", self._home_values())
            # Where the API says that a page is.
            place = urlsplit(settings.BASE_URL)
            port = place.port or {"http": 80, "https": 443}[place.scheme]
            where = {"hostname": place.hostname, "port": port, "root_page": home}
            Site.objects.update_or_create(is_default_site=True, defaults=where)
            return home
        return self._page(content.HomePage, home.get_parent(), home.slug, self._home_values())

    def _home_values(self):
        data = files.read("home", self.folder)
        return {**fields("heading", data["heading"]), **fields("lead", data["lead"])}

    def _help(self, home):
        data = files.read("help", self.folder)
        emergency = content.Helpline.objects.get(key=data["emergency"])
        values = {**fields("heading", data["heading"]), **fields("lead", data["lead"]), "body": data["body"]}
        self._page(content.HelpPage, home, "help", {**values, "emergency_id": emergency.pk})

    def _make_organisation(self):
        data = files.read("organisation", self.folder)
        return make_organisation(name=text(data["name"])["en"], slug=data["slug"])

    def _section(self, home, organisation):
        data = files.read("organisation", self.folder)
        values = {**fields("heading", data["heading"]), **fields("summary", data["summary"]), "body": data["body"]}
        values["organisation_id"] = organisation.pk
        section = self._page(content.OrganisationPage, home, data["slug"], values)
        found_organisation(name=organisation.name, slug=organisation.slug, page=section)
        return section

    def _module(self, module, organisation, section):
        for question in module.questions:
            self._question(question, organisation)
        data = module.data
        values = {
            "number": data["number"],
            "private_reading": bool(data.get("private_reading")),
            "licence": data["licence"],
            "objectives": json.dumps(self._objectives(data)),
            "guide": json.dumps(guide(data.get("guide"), data["slug"])),
        }
        for name in ("heading", "summary", "key_line", "author"):
            values |= fields(name, data.get(name))
        page = self._page(content.ModulePage, section, data["slug"], values)
        for _name, activity in module.activities:
            self._activity(activity, page)

    def _objectives(self, data):
        return [
            {"type": "objective", "value": text(words), "id": str(uuid5(NAMESPACE_URL, f"{data['slug']}:{place}"))}
            for place, words in enumerate(data["objectives"])
        ]

    def _activity(self, data, module):
        values = {"minutes": data["minutes"], "bands": data["bands"]}
        values |= fields("heading", data["heading"]) | fields("summary", data["summary"])
        if "questions" in data:
            values["pass_mark"] = data["pass_mark"]
            return self._page(content.QuizPage, module, data["slug"], values, children=data["questions"])
        values |= fields("content_note", data.get("content_note"))
        if "steps" in data:
            return self._scenario(data, module, values)
        return self._page(content.LessonPage, module, data["slug"], values | {"body": data["body"]})

    def _scenario(self, data, module, values):
        seed = data["slug"]
        bodies = {"cast": cast(data, seed), "steps": steps(data, seed), "help": help_at_the_end(data, seed)}
        values |= fields("group", data["group"]) | {name: json.dumps(raw) for name, raw in bodies.items()}
        return self._page(content.ScenarioPage, module, seed, values)

    # --- questions ---------------------------------------------------------------------------------------------
    def _question(self, data, organisation):
        question = content.Question.objects.filter(key=data["key"]).first()
        question = question or content.Question(key=data["key"], live=False)
        values = {
            "kind": data["kind"],
            "reveals": data["reveals"],
            "bands": data["bands"],
            "source": self._source(data),
            "topic_id": pk_of(content.Topic, data["topic"]),
            "organisation_id": organisation.pk,
            **fields("prompt", data["prompt"]),
            **fields("explanation", data.get("explanation")),
            **fields("teaching_note", data.get("teaching_note")),
        }
        name = f"question:{data['key']}"
        if not self._may_write(name, question, values, [values, data.get("choices")]):
            return
        self._assign(question, values)
        question.choices = [self._choice(data["key"], place, c) for place, c in enumerate(data.get("choices") or [])]
        question.full_clean()
        question.save()
        question.save_revision().publish()
        self._remember(name, question, values, [values, data.get("choices")])

    def _source(self, data):
        if data.get("fact", "") not in self.sources:
            raise files.ContentError(f"{data['key']}: there is no fact “{data['fact']}”.")
        return self.sources[data.get("fact", "")]

    def _choice(self, key, place, data):
        return content.Choice(
            key=uuid5(NAMESPACE_URL, f"chiragh:{key}:{place}"),
            sort_order=place,
            is_right=bool(data.get("right")),
            **fields("text", data["text"]),
            **fields("feedback", data.get("feedback")),
            **fields("misconception", data.get("misconception")),
        )
