"""A site of our own on this machine, served as in production: gunicorn, real files, real database."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def manage(environment, *command):
    subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
    )


def wait_for(url, process, seconds=30):
    """Return when `url` answers. Raises RuntimeError when the server ended or is too slow."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError("The server ended before it answered.")
        try:
            urllib.request.urlopen(url, timeout=2)
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"{url} did not answer in {seconds} seconds.")


def environment_of(folder, base, **variables):
    """Return the variables of a site in production, but for https."""
    parts = urlsplit(base)
    return os.environ | {
        "DEBUG": "",
        "SECRET_KEY": "only for the sites that tests and benches serve on this machine",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "DATA_DIR": str(folder),
        "BASE_URL": base,
        "EXIT_URL": f"http://localhost:{parts.port}/healthz",
        # Four slashes: with three, the path would begin in the working directory.
        "EMAIL_URL": f"filemail:///{folder}/mail",
        "DJANGO_SETTINGS_MODULE": "safety_site.settings",
        **variables,
    }


def make_site(folder):
    """Make a site with the starter curriculum and the demo people in `folder`; it can be served at any port."""
    environment = environment_of(folder, "http://127.0.0.1:80")
    for command in (["migrate", "-v0"], ["load_curriculum"], ["load_demo"]):
        # The demo people are only there where DEBUG is on.
        manage(environment | {"DEBUG": "1"}, *command)
    manage(environment, "collectstatic", "--noinput", "-v0")


@contextmanager
def served_site(folder, *, workers=2, threads=4, application="safety_site.wsgi", **variables):
    """Serve the site in `folder`, a new one where there is none yet; yields its address."""
    base = f"http://127.0.0.1:{free_port()}"
    environment = environment_of(folder, base, **variables)
    if not (Path(folder) / "static").exists():
        make_site(folder)
    with _running(application, environment, base, workers, threads):
        yield base


@contextmanager
def same_site(folder, application, **variables):
    """Serve the site in `folder`, which is being served already, by another `application`; yields its address."""
    base = f"http://127.0.0.1:{free_port()}"
    with _running(application, environment_of(folder, base, **variables), base, workers=1, threads=2):
        yield base


@contextmanager
def _running(application, environment, base, workers, threads):
    gunicorn = Path(sys.executable).parent / "gunicorn"
    options = ["--workers", str(workers), "--threads", str(threads), "--bind", urlsplit(base).netloc]
    process = subprocess.Popen(
        [gunicorn, application, *options, "--no-control-socket", "--log-level", "warning"], cwd=ROOT, env=environment
    )
    try:
        wait_for(f"{base}/healthz", process)
        yield
    finally:
        process.terminate()
        process.wait(10)
