"""Forty learners sign in at once: prints how long it takes until the last of them is in.

Starts the site with two workers of four threads on a database of its own, and removes both afterwards.
Run: .venv/bin/python bench/sign_in.py [learners]
"""

import http.client
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
TARGET = 3.0
PIN = "2468"
CODE = "CHRGH7"
PEOPLE = f"""
from django.contrib.auth import get_user_model
from lessons.classrooms.actions import join_with_new_pin
from lessons.classrooms.models import Classroom
classroom = Classroom.objects.create(name="8-B", band="B", code="{CODE}")
for number in range(LEARNERS):
    join_with_new_pin(classroom=classroom, name=f"Star {{number}}", pin="{PIN}")
"""


def manage(environment, *arguments):
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def serve(environment, port):
    options = ["--workers", "2", "--threads", "4", "--bind", f"127.0.0.1:{port}", "--no-control-socket", "--preload"]
    command = [sys.executable, "-m", "gunicorn", *options, "--log-level", "error", "safety_site.wsgi"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    for _ in range(200):
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=5).request("GET", "/healthz")
        except OSError:
            time.sleep(0.1)
        else:
            return server
    raise SystemExit("The server did not start.")


def open_form(port):
    """Return the cookie and the token of a learner who has the form on the screen."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/en/sign-in/")
    response = connection.getresponse()
    page = response.read().decode()
    return response.getheader("Set-Cookie").split(";")[0], re.search(r'token" value="([^"]+)', page)[1]


def send_form(port, form, number):
    """Return the status and the seconds of one sign-in, over a connection of its own."""
    cookie, token = form
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    fields = {"code": CODE, "name": f"Star {number}", "pin": PIN, "csrfmiddlewaretoken": token}
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    begun = time.perf_counter()
    connection.request("POST", "/en/sign-in/", urlencode(fields), headers)
    response = connection.getresponse()
    response.read()
    return response.status, time.perf_counter() - begun


def measure(port, learners):
    forms = [open_form(port) for _ in range(learners)]
    begun = time.perf_counter()
    with ThreadPoolExecutor(learners) as pool:
        answers = list(pool.map(partial(send_form, port), forms, range(learners)))
    return time.perf_counter() - begun, answers


def main(learners):
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        environment = os.environ | {"DATA_DIR": folder, "DEBUG": "1", "BASE_URL": f"http://127.0.0.1:{port}"}
        manage(environment, "migrate", "--verbosity", "0")
        manage(environment, "collectstatic", "--noinput", "--verbosity", "0")
        manage(environment, "shell", "--verbosity", "0", "--command", PEOPLE.replace("LEARNERS", str(learners)))
        server = serve(environment, port)
        try:
            seconds, answers = measure(port, learners)
        finally:
            server.terminate()
            server.wait()
    signed_in = sum(status == 302 for status, _ in answers)
    slowest = max(took for _, took in answers)
    print(f"{signed_in} of {learners} signed in at once on {os.cpu_count()} cores")
    print(f"all in after {seconds:.2f} s, the slowest waited {slowest:.2f} s (target {TARGET} s)")
    return 0 if signed_in == learners and seconds <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 40))
