"""Prints what Lighthouse says about the pages that matter most, in both languages; exits 1 below the goals.

    .venv/bin/python -m bench.lighthouse [address of a served site]

Without an address it serves a new site itself. Needs Node 18 and the network once, to fetch Lighthouse, and Chromium.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

# The last that runs on Debian 12 and Ubuntu 24.04 with Node 18 or 20; 13 asks for Node 22.
LIGHTHOUSE = "lighthouse@12.8.2"
GOALS = {"performance": 95, "accessibility": 100, "best-practices": 100}
PAGES = {
    "home": "",
    "lesson": "chiragh/m4/m4-2/",
    "quiz": "chiragh/m4/m4-q/",
    "scenario": "chiragh/m4/m4-s/",
    "help": "help/",
}
LEARNER = ("sign-in/", {"code": "CHRGH7", "name": "Star 3", "pin": "2468"})
TEACHER = ("teachers/sign-in/", {"name": "teacher", "password": "chiragh-demo-2026"})
TRIES = 3
CHROME = "--headless=new --no-sandbox --disable-gpu"


@dataclass
class Report:
    """What Lighthouse says about one page: points by category, and what kept them below 100 where we ask for 100."""

    points: dict
    lacks: list

    @property
    def is_good(self):
        return all(self.points[name] >= goal for name, goal in GOALS.items())


class Visitor:
    """Somebody who is signed in; `get` reads a page as they do."""

    def __init__(self, base, language, form, fields):
        self.base, self.jar = f"{base}/{language}/", CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', self.get(form))[1]
        data = urlencode({**fields, "csrfmiddlewaretoken": token}).encode()
        self.opener.open(urllib.request.Request(self.base + form, data, {"Referer": self.base + form}))

    def get(self, path):
        with self.opener.open(self.base + path) as answer:
            return answer.read().decode()

    @property
    def headers(self):
        return {"Cookie": "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)}


def look(url, headers=None):
    """Return the Report on the page at `url`, as on a phone with a slow line, requested with `headers`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        command = ["npx", "--yes", LIGHTHOUSE, url, "--quiet", "--output=json", f"--output-path={path}"]
        command += [f"--chrome-flags={CHROME}", f"--only-categories={','.join(GOALS)}"]
        if headers:
            (Path(folder) / "headers.json").write_text(json.dumps(headers), encoding="utf-8")
            command.append(f"--extra-headers={folder}/headers.json")
        environment = os.environ | {"CHROME_PATH": shutil.which("chromium") or os.environ.get("CHROME_PATH", "")}
        for _try in range(TRIES):
            # On a busy machine Chromium sometimes gives no trace.
            if not subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode:
                return _read(json.loads(path.read_text(encoding="utf-8")))
    raise RuntimeError(f"Lighthouse could not look at {url}.")


def _read(report):
    categories = report["categories"]
    points = {name: round(100 * (categories[name]["score"] or 0)) for name in GOALS}
    lacks = [
        audit["id"]
        for name, goal in GOALS.items()
        if goal == 100
        for audit in categories[name]["auditRefs"]
        if audit["weight"] and report["audits"][audit["id"]]["score"] not in (1, None)
    ]
    return Report(points, lacks)


def pages(base, language):
    """Yield (name, address, headers) of each page to look at."""
    for name, path in PAGES.items():
        yield name, f"{base}/{language}/{path}", None
    learner = Visitor(base, language, *LEARNER)
    yield "/me/", f"{learner.base}me/", learner.headers
    teacher = Visitor(base, language, *TEACHER)
    number = re.search(rf'href="/{language}/classes/(\d+)/"', teacher.get("classes/"))[1]
    yield "results", f"{teacher.base}classes/{number}/results/", teacher.headers


def report(base):
    """Print the table; returns whether every page reaches the goals."""
    good = True
    print("page".ljust(14) + "".join(name.rjust(16) for name in GOALS))
    for language in ("ur", "en"):
        for name, url, headers in pages(base, language):
            seen = look(url, headers)
            good &= seen.is_good
            points = "".join(str(seen.points[category]).rjust(16) for category in GOALS)
            print(f"{name} {language}".ljust(14) + points, *seen.lacks, flush=True)
    print("goals".ljust(14) + "".join(str(goal).rjust(16) for goal in GOALS.values()))
    return good


def main(arguments):
    if arguments:
        return report(arguments[0])
    from tests.browser.server import served_site

    with tempfile.TemporaryDirectory() as folder, served_site(folder) as base:
        return report(base)


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1:]) else 1)
