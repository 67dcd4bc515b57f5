"""A bad value stops the start with one sentence that names the variable."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "SECRET_KEY": secrets.token_urlsafe(60),
    "BASE_URL": "https://chiragh.example",
    "ALLOWED_HOSTS": "chiragh.example",
}


def start(tmp_path, command="check", **variables):
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path)} | variables
    return subprocess.run(
        [sys.executable, "manage.py", *command.split()], cwd=ROOT, env=environment, capture_output=True, text=True
    )


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DEBUG", "perhaps"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", ""),
        ("DATABASE_URL", "mysql://x"),
        ("CACHE_URL", "memcached://x"),
        ("BASE_URL", "chiragh.example"),
        ("EMAIL_URL", "pigeon://x"),
        ("TRUSTED_PROXIES", "-1"),
        ("EXIT_URL", "javascript:alert(1)"),
    ],
)
def test_a_bad_value_stops_the_start_with_one_sentence(tmp_path, variable, value):
    run = start(tmp_path, **(GOOD | {variable: value}))

    assert run.returncode != 0
    assert run.stderr.startswith(variable)
    assert len(run.stderr.strip().splitlines()) == 1


def test_production_settings_pass_the_deployment_check(tmp_path):
    run = start(tmp_path, "check --deploy --fail-level WARNING", **GOOD)

    assert run.returncode == 0, run.stderr
