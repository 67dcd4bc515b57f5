import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from lessons.accounts import throttling
from lessons.accounts.models import WrongTries
from lessons.accounts.throttling import AN_HOUR, IN_ALL, TooManyTries, account, guard

TARGET = account("pin", 1, "hina")


def wrong(target=TARGET, request=None):
    return guard(request, "pin", target, lambda: None, throttling.give_back)


def right(target=TARGET, request=None):
    return guard(request, "pin", target, lambda: "in", throttling.give_back)


def wait(**span):
    for row in WrongTries.objects.all():
        row.last_wrong_at -= timedelta(**span)
        row.save()


def test_the_eleventh_try_of_an_hour_is_not_even_looked_at(db):
    for _ in range(AN_HOUR):
        wrong()

    with pytest.raises(TooManyTries):
        right()
    wait(minutes=59)
    with pytest.raises(TooManyTries):
        right()
    wait(minutes=2)
    assert right() == "in"


def test_a_hundred_in_all_until_it_is_reset(db):
    for _ in range(IN_ALL // AN_HOUR):
        for _ in range(AN_HOUR):
            wrong()
        wait(hours=2)

    with pytest.raises(TooManyTries):
        right()
    wait(days=300)
    throttling.forget_old()
    with pytest.raises(TooManyTries):
        right()
    throttling.clear(TARGET)
    assert right() == "in"


def test_a_right_try_costs_nothing_and_forgives_nothing(db):
    for _ in range(AN_HOUR - 1):
        wrong()
    for _ in range(20):
        right()

    wrong()
    with pytest.raises(TooManyTries):
        right()


def test_right_tries_leave_no_row(db):
    right()

    assert not WrongTries.objects.exists()


def test_accounts_do_not_share_their_tries(db):
    for _ in range(AN_HOUR):
        wrong()

    assert right(account("pin", 2, "hina")) == "in"
    assert right(account("pin", 1, "zain")) == "in"


def test_counts_of_names_that_do_not_exist_are_forgotten_after_a_day(db):
    wrong(account("pin", 1, "nobody", exists=False))
    wrong()
    wait(hours=25)

    assert throttling.forget_old() == 1
    assert WrongTries.objects.get().key == TARGET.key


GUESSES = """
import django
django.setup()
from lessons.accounts import throttling
looked_at = 0
for _ in range(20):
    try:
        throttling.guard(None, "pin", throttling.account("pin", 1, "hina"), lambda: None, throttling.give_back)
    except throttling.TooManyTries:
        continue
    looked_at += 1
print(looked_at)
"""
MAKE_TABLE = """
import django
django.setup()
from django.db import connection
from lessons.accounts.models import WrongTries
with connection.schema_editor() as editor:
    editor.create_model(WrongTries)
"""


def run(script, database_url):
    environment = os.environ | {"DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    return subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, env=environment, cwd=settings.BASE_DIR, text=True
    )


@pytest.mark.django_db(transaction=True)
def test_two_processes_at_once_get_no_more_than_ten(tmp_path):
    database_url = f"sqlite:///{tmp_path / 'tries.sqlite3'}"
    if connection.vendor == "sqlite":
        assert run(MAKE_TABLE, database_url).wait() == 0
    else:
        database = connection.settings_dict
        login = f"{database['USER']}:{database['PASSWORD']}".rstrip(":")
        database_url = f"postgres://{login}@{database['HOST']}:{database['PORT']}/{database['NAME']}"

    guessers = [run(GUESSES, database_url) for _ in range(2)]

    assert sum(int(guesser.communicate()[0]) for guesser in guessers) == AN_HOUR


def test_a_source_is_stopped_whatever_names_it_tries(db, rf, monkeypatch):
    monkeypatch.setitem(throttling.FROM_A_SOURCE, "pin", 5)
    here, there = rf.post("/"), rf.post("/", REMOTE_ADDR="198.51.100.9")
    for number in range(5):
        wrong(account("pin", 1, str(number)), here)

    with pytest.raises(TooManyTries):
        right(account("pin", 1, "zain"), here)
    assert right(account("pin", 1, "zain"), there) == "in"


def test_right_tries_do_not_count_for_their_source(db, rf, monkeypatch):
    monkeypatch.setitem(throttling.FROM_A_SOURCE, "pin", 3)

    assert [right(request=rf.post("/")) for _ in range(10)] == ["in"] * 10


def test_no_address_is_kept(db, rf):
    wrong(request=rf.post("/", REMOTE_ADDR="203.0.113.77"))

    assert WrongTries.objects.count() == 1
    assert "203.0.113.77" not in repr(getattr(cache, "_cache", "")) + repr(vars(WrongTries.objects.get()))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "192.0.2.1", "10.0.0.1"),
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "6.6.6.6, 192.0.2.1", "192.0.2.1"),
        (2, "6.6.6.6, 192.0.2.1, 10.0.0.2", "192.0.2.1"),
        (2, "192.0.2.1", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, " , ", "10.0.0.1"),
    ],
)
def test_only_our_own_proxies_are_believed(rf, settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies

    assert throttling.source_of(rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)) == address


@pytest.mark.parametrize(
    ("one", "other"),
    [("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"), ("192.0.2.1", "::ffff:192.0.2.1")],
)
def test_one_house_is_one_source(rf, one, other):
    keys = {throttling._source_key(rf.get("/", REMOTE_ADDR=address), "pin") for address in (one, other)}

    assert len(keys) == 1


@pytest.mark.parametrize("address", ["", "x" * 5000, "1.2.3.4:99", "\x00"])
def test_any_address_will_do(db, rf, settings, address):
    settings.TRUSTED_PROXIES = 1

    assert wrong(request=rf.post("/", HTTP_X_FORWARDED_FOR=address)) is None


def test_without_the_cache_people_still_come_in(db, rf, monkeypatch):
    def broken(*args, **kwargs):
        raise ConnectionError

    for name in ("get", "add", "incr"):
        monkeypatch.setattr(type(throttling.cache._connections["default"]), name, broken)

    wrong(request=rf.post("/"))
    assert right(request=rf.post("/")) == "in"


def test_a_year_without_a_try_is_forgotten(db):
    wrong()

    assert throttling.forget_old(timezone.now() + timedelta(days=366)) == 1
