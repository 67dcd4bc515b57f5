"""Limits and rules of docs/architecture.md that a machine can hold."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CODE = [
    p for folder in ("lessons", "safety_site") for p in (ROOT / folder).rglob("*.py") if "migrations" not in p.parts
]
TESTS_AND_BENCHES = [p for folder in ("tests", "bench") for p in (ROOT / folder).rglob("*.py")]
TEMPLATES = list((ROOT / "lessons").rglob("*.html"))
STYLES = list((ROOT / "lessons").rglob("*.css"))


def functions(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_functions_are_30_lines_or_fewer():
    long = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in CODE
        for node in functions(path)
        if node.end_lineno - node.lineno + 1 > 30
    ]
    assert long == []


def test_files_are_400_lines_or_fewer():
    files = [*CODE, *TESTS_AND_BENCHES]
    assert [str(p.relative_to(ROOT)) for p in files if len(p.read_text(encoding="utf-8").splitlines()) > 400] == []


def test_templates_are_120_lines_or_fewer():
    assert [str(p.relative_to(ROOT)) for p in TEMPLATES if len(p.read_text(encoding="utf-8").splitlines()) > 120] == []


def test_there_is_no_module_for_odds_and_ends():
    odd = {"utils.py", "helpers.py", "services.py", "managers.py", "signals.py"}
    assert [p for p in CODE if p.name in odd] == []


def test_templates_hold_no_inline_style_or_script():
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)")
    assert [str(p.relative_to(ROOT)) for p in TEMPLATES if inline.search(p.read_text(encoding="utf-8"))] == []


def test_styles_know_no_left_or_right():
    physical = re.compile(
        r"(?:^|[\s;{-])(?:left|right)\s*:|(?:margin|padding|border)-(?:left|right)|:\s*(?:left|right)\s*[;}]"
    )
    assert [str(p.relative_to(ROOT)) for p in STYLES if physical.search(p.read_text(encoding="utf-8"))] == []


def test_no_panel_names_the_bare_field_of_a_translation():
    """Saving while Urdu is active writes the Urdu value into the untranslated column."""
    from modeltranslation.translator import translator

    names = {
        name for m in translator.get_registered_models() for name in translator.get_options_for_model(m).all_fields
    }
    bare = re.compile(r'(?:FieldPanel|SearchField|AutocompleteField|APIField)\(\s*"(\w+)"')
    for path in (ROOT / "lessons" / "content").glob("*.py"):
        assert not set(bare.findall(path.read_text(encoding="utf-8"))) & names, path
