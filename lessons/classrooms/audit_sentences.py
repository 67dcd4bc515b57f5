"""The sentence of each kind of class event. `%(learner)s` and `%(detail)s` are filled in when a line is shown."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "class_made": _("The class was made."),
    "pin_given": _("%(learner)s was given a new PIN."),
}
