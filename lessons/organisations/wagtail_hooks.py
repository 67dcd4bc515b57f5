from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from lessons.organisations.models import Membership

SENTENCES = {
    "joined": _("%(name)s came in: %(role)s"),
    "role": _("%(name)s, from now on: %(role)s"),
    "removed": _("%(name)s was taken out; was %(role)s"),
    "invited": _("Somebody was invited: %(role)s"),
    "withdrawn": _("An invitation was withdrawn"),
}
LABELS = {
    "joined": _("Join an organisation"),
    "role": _("Change a role"),
    "removed": _("Take out of an organisation"),
    "invited": _("Invite"),
    "withdrawn": _("Withdraw an invitation"),
}


@hooks.register("register_log_actions")
def what_happened_to_people(actions):
    for what in SENTENCES:
        formatter = type(f"{what.title()}Formatter", (PeopleFormatter,), {"label": LABELS[what], "what": what})
        actions.register_action(f"organisations.{what}")(formatter)


class PeopleFormatter(LogFormatter):
    """Tells in the reader's language what happened to somebody's place in an organisation."""

    what = ""

    def format_message(self, log_entry):
        data = {"name": "", "role": ""} | (log_entry.data or {})
        data["role"] = dict(Membership.Role.choices).get(data["role"], data["role"])
        return str(SENTENCES[self.what]) % data
