"""What people do with a family's phone, for tests."""

from django.conf import settings

COOKIE = settings.PHONE_LIST_COOKIE_NAME


def add(phone, name="Ali", pin="4812", again=None, language="en", **fields):
    data = {"name": name, "pin": pin, "pin_again": again or pin} | fields
    return phone.post(f"/{language}/who/add/", data)


def enter(phone, number=1, pin="4812", **fields):
    return phone.post(f"/en/who/{number}/", {"pin": pin} | fields)


def sign_out(phone):
    return phone.post("/en/sign-out/")


def names(phone):
    return [entry.name for entry in phone.get("/en/who/").context["entries"]]


def words(response):
    return response.content.decode()


def learner_of(phone, number):
    return phone.get("/en/who/").context["entries"][number - 1].learner
