"""Who may use whom: the table of docs/architecture.md."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from wagtail.models import LockableMixin

LESSONS = Path(__file__).resolve().parents[1] / "lessons"
MAY_USE = {
    "core": set(),
    "accounts": {"core"},
    "organisations": {"core", "accounts"},
    "content": {"core", "organisations"},
    "editorial": {"core", "accounts", "organisations", "content"},
    "learning": {"core", "accounts", "content"},
    "classrooms": {"core", "accounts", "content", "learning"},
    "dashboards": {"core", "accounts", "organisations", "content", "editorial", "learning", "classrooms"},
    "offline": {"core", "accounts", "content", "learning"},
    "curriculum": {"core", "organisations", "content", "editorial"},
    "demo": {
        "core",
        "accounts",
        "organisations",
        "content",
        "editorial",
        "learning",
        "classrooms",
        "dashboards",
        "offline",
        "curriculum",
    },
}
TAG = re.compile(r"{%\s*(?:extends|include)\s+[\"']([a-z]+)/")


def imported_apps(source):
    """Yield the apps of ours that a module imports, inside functions too."""
    for node in ast.walk(ast.parse(source)):
        names = []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""] if node.module != "lessons" else [f"lessons.{a.name}" for a in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "lessons" and len(parts) > 1:
                yield parts[1]


def test_every_app_stands_in_the_table():
    found = {path.name for path in LESSONS.iterdir() if (path / "__init__.py").exists()}

    assert found == set(MAY_USE)


@pytest.mark.parametrize("app", MAY_USE)
def test_modules_import_only_downwards(app):
    for path in (LESSONS / app).rglob("*.py"):
        upwards = set(imported_apps(path.read_text(encoding="utf-8"))) - MAY_USE[app] - {app}
        assert not upwards, f"{path.relative_to(LESSONS)} imports {upwards}"


@pytest.mark.parametrize("app", MAY_USE)
def test_nothing_imports_the_project(app):
    for path in (LESSONS / app).rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert "import safety_site" not in source, path
        assert "from safety_site" not in source, path


WAGTAILS = {field.name for field in LockableMixin._meta.local_fields}


@pytest.mark.parametrize("app", MAY_USE)
def test_models_point_only_downwards(app):
    for model in apps.get_app_config(app).get_models():
        fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
        # Who has locked something is a column that Wagtail brings.
        fields = [field for field in fields if field.name not in WAGTAILS]
        for target in (field.related_model for field in fields if field.related_model):
            label = target._meta.app_label
            assert label == app or label not in MAY_USE or label in MAY_USE[app], f"{model} points to {target}"


@pytest.mark.parametrize("app", MAY_USE)
def test_templates_use_only_what_is_below(app):
    for path in (LESSONS / app).rglob("*.html"):
        used = {name for name in TAG.findall(path.read_text(encoding="utf-8")) if name in MAY_USE}
        assert used <= MAY_USE[app] | {app}, f"{path.relative_to(LESSONS)} uses {used}"


def test_no_signal_connects_our_own_apps():
    for path in LESSONS.rglob("*.py"):
        assert path.name != "signals.py", path
