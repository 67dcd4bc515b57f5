"""Two organisations against each other: every address of the CMS, with the other's things in it."""

import re
from pathlib import Path

from tests.editorial.cms_addresses import cms_routes, paths
from tests.editorial.two_organisations import TwoOrganisations

# A line an address: what a moderator gets with the other organisation's things in it (GET, POST), and a GET with one's
# own; "-" where the address names no thing. An action on many things has its answers joined by commas.
TABLE = Path(__file__).with_name("two_organisations.txt").read_text(encoding="utf-8")
ROWS = {line.split()[0]: line.split()[1:] for line in TABLE.splitlines()}
REFUSED = {302, 403, 404, 405}
# A session of editing ends only for whose it is; topics serve all.
SHARED = {"editing-sessions/release/<int:session_id>/", "snippets/choose/content/topic/chosen/<str:pk>/"}
# Wagtail fails without them, for whoever it is.
FILLED = {"choose-external-link/": {"external-link-chooser-url": "https://example.org/"}}


def name_of(route):
    return route.removeprefix("cms/") or "(first-page)"


def is_about_a_thing(route):
    """Whether an argument of `route` names more than a kind of thing."""
    kinds = r"<\w+:(content_type_\w+|app_name|app_label|model_name)>"
    return "<" in re.sub(kinds, "", route) or "(?" in route or "(\\d" in route


class EveryAddressTest(TwoOrganisations):
    def answers(self, client, method, route, side):
        data = FILLED.get(name_of(route)) if method == "post" else None
        return ",".join(dict.fromkeys(str(self.ask(client, method, path, data)) for path in paths(route, side)))

    def test_a_moderator_gets_what_the_table_says(self):
        client, got = self.client_of(self.mine.moderator), {}
        for route in cms_routes():
            own = self.answers(client, "get", route, self.mine) if is_about_a_thing(route) else "-"
            got[name_of(route)] = [
                *(self.answers(client, method, route, self.theirs) for method in ("get", "post")),
                own,
            ]
        wrong = [f"{name} {' '.join(row)}" for name, row in got.items() if ROWS.get(name) != row]
        assert wrong == [], "two_organisations.txt says otherwise or nothing:\n" + "\n".join(wrong)
        assert set(ROWS) - set(got) == set(), "two_organisations.txt has addresses that are no more"

    def test_an_editor_sees_and_changes_nothing_of_theirs(self):
        client = self.client_of(self.mine.editor)
        for route in cms_routes():
            for method, expected in zip(("get", "post"), ROWS[name_of(route)], strict=False):
                if method == "get" or is_about_a_thing(route):
                    status = self.answers(client, method, route, self.theirs)
                    assert status == expected or {int(s) for s in status.split(",")} <= REFUSED, (method, route, status)

    def test_the_table_refuses_all_that_is_theirs(self):
        let_in = {
            name
            for name, (get, post, _own) in ROWS.items()
            if is_about_a_thing(name) and not {int(s) for s in f"{get},{post}".split(",")} <= REFUSED
        }
        assert let_in == SHARED
