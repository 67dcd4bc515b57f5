"""The pages and forms on which a teacher sets something for a class, for tests."""

from datetime import timedelta

from django.utils import timezone

TODAY = timezone.localdate


def day(days):
    return TODAY() + timedelta(days=days)


def words(response):
    return " ".join(response.content.decode().split())


def address(classroom, rest="", language="en"):
    return f"/{language}/classes/{classroom.pk}/assignments/{rest}"


def form(**fields):
    return {"what": "whole", "whom": "class", "opens_on": "", "due_on": "", "note": ""} | fields
