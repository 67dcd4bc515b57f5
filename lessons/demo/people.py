"""Makes the demo people of docs and printed sheets: their names, class code and PIN stay as they are."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from lessons.accounts.actions import set_pin
from lessons.classrooms.actions import join_classroom
from lessons.classrooms.assignment_actions import assign
from lessons.classrooms.models import Classroom, Teaching
from lessons.content.models import ModulePage
from lessons.demo.records import give_record, moment
from lessons.editorial.founding.actions import found_organisation
from lessons.organisations.actions import add_member
from lessons.organisations.models import Membership, Organisation

PASSWORD = "chiragh-demo-2026"  # noqa: S105 - printed at the start of every demo
PIN = "2468"
CLASS_CODE = "CHRGH7"
LEARNERS = 30
# Of each module that is set, by its number: opening day and due day, counted from today, and the note.
SET = {
    1: (-25, -15, ""),
    3: (-15, -5, "پہلے چاروں سبق پڑھیں، پھر کوئز۔"),
    4: (-7, 4, "سبق گھر پر آرام سے پڑھیں۔ جو پوچھنا ہو، کلاس میں پوچھ لیں۔"),
}


def person(username, **fields):
    """Return the account `username`, made with the demo password when there is none."""
    user = get_user_model().objects.filter(username=username).first()
    if user is None:
        fields |= {"email": f"{username}@chiragh.example", "email_confirmed_at": timezone.now()}
        user = get_user_model()(username=username, approved_at=timezone.now(), **fields)
        user.set_password(PASSWORD)
        user.save()
    return user


@transaction.atomic
def make_editors():
    person("admin", is_superuser=True, is_staff=True)
    first = Organisation.objects.get(page__isnull=False, slug="chiragh")
    add_member(organisation=first, user=person("editor"), role=Membership.Role.EDITOR)
    add_member(organisation=first, user=person("reviewer"), role=Membership.Role.MODERATOR)
    headings = {"heading_en": "Roshni Trust", "heading_ur": "روشنی ٹرسٹ"}
    second = found_organisation(name="Roshni Trust", slug="roshni", **headings)
    add_member(organisation=second, user=person("editor2"), role=Membership.Role.EDITOR)


@transaction.atomic
def make_classes():
    """Make each teacher's class; the first one's 30 learners have records as a real class would."""
    classroom, is_new = _classroom("teacher", "Class 8 B", CLASS_CODE)
    _classroom("teacher2", "Class 10 A", "CHRGH8")
    if not is_new:
        return
    today = timezone.localdate()
    assignments = _assignments(classroom, today)
    for number in range(1, LEARNERS + 1):
        learner = get_user_model().objects.create_guest()
        enrolment = join_classroom(learner=learner, classroom=classroom, name=f"Star {number}")
        enrolment.joined_at = enrolment.approved_at = moment(today - timedelta(days=30), 9, number)
        enrolment.save(update_fields=["joined_at", "approved_at"])
        set_pin(learner=learner, pin=PIN)
        if assignments:
            give_record(learner, number, assignments, today)


def _assignments(classroom, today):
    """Set the demo's modules: one is over, one was due some days ago, one is due soon."""
    found = {module.number: module for module in ModulePage.objects.live().filter(number__in=SET)}
    made = []
    for number, (opens, due, note) in SET.items():
        if number in found:
            days = {"opens_on": today + timedelta(days=opens), "due_on": today + timedelta(days=due)}
            terms = days | {"note": note, "now": moment(today - timedelta(days=25), 8)}
            made.append(assign(classroom=classroom, by=person("teacher"), module=found[number], **terms))
    return made


def _classroom(username, name, code):
    classroom, is_new = Classroom.objects.get_or_create(code=code, defaults={"name": name, "band": "B"})
    Teaching.objects.get_or_create(classroom=classroom, teacher=person(username))
    return classroom, is_new
