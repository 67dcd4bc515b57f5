"""Tokens of style sheets are written short, and mean the same as before."""

import re

from lessons.core.tokens import Tokens
from tests.test_house_rules import ROOT, STYLES

SHEETS = [
    """/* --dead: in a comment */
:root {
  --gap: .5rem; --ink: #111; --leaf: green; --tile-ground: blue;
}
:root:lang(ur) { --ink: #222; }
@media print {
  :root { --edge: red; }
}
.btn--plain { margin: var(--gap) calc(2 * var(--gap)); color: var(--ink); border-color: var(--edge, var(--leaf)); }
""",
    ".note { --own: 2px; padding: var(--own); color: var(--w-color-text-label); background: var(--tile-ground); }",
]


def test_a_token_with_one_value_is_written_out_and_the_others_get_short_names():
    first, second = map(Tokens(SHEETS, SHEETS).shortened, SHEETS)

    assert ".btn--plain { margin: .5rem calc(2 * .5rem); color: var(--b); border-color: var(--a, green); }" in first
    assert ":root:lang(ur) { --b: #222; }" in first
    assert "--gap" not in first and "--leaf" not in first and "comment" not in first


def test_what_holds_only_in_a_place_or_is_read_from_elsewhere_keeps_its_meaning():
    first, second = map(Tokens(SHEETS, SHEETS).shortened, SHEETS)

    assert re.search(r":root \{ (--\w+): red; \}", first)[1] == "--a"
    assert second.startswith(".note { --c: 2px; padding: var(--c);")
    assert "var(--w-color-text-label)" in second and "var(--tile-ground)" in second and "--tile-ground: blue" in first


def test_names_in_the_sheets_of_every_page_stay_when_another_sheet_changes():
    first = SHEETS[0]
    others = [".a { --a-line: 1px; border: var(--a-line) solid var(--ink); }", ".b { color: var(--ink); }"]

    assert {Tokens([first, other], [first]).shortened(first) for other in others} == {
        Tokens([first], [first]).shortened(first)
    }


def test_no_token_of_ours_is_read_by_a_picture_or_a_template_under_its_own_name():
    """Those that are must begin as `tokens._KEPT` says."""
    readers = [path for kind in ("svg", "html", "js", "py") for path in (ROOT / "lessons").rglob(f"*.{kind}")]
    read = {name for path in readers for name in re.findall(r"var\((--[a-z][\w-]*)", path.read_text(encoding="utf-8"))}
    styles = [path.read_text(encoding="utf-8") for path in STYLES]
    tokens = Tokens(styles, styles)

    assert "--tile-ground" in read and len(tokens.names) > 50 and len(tokens.values) > 30
    assert read & (tokens.names.keys() | tokens.values.keys()) == set()
