from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext

from lessons.content.models import Question
from lessons.core.same_origin import has_session
from lessons.core.slots import fill
from lessons.learning.marking_again import has_other_marks, was_corrected


@fill("bar.account")
def account_link(request, _obj):
    """The way to one's own page in the bar; nothing for a visitor, whose pages are cached."""
    if request is None or not has_session(request) or not hasattr(request, "user"):
        return ""
    if not request.user.is_authenticated:
        return ""
    if request.user.is_learner:
        url, label, icon_name = reverse("dashboards:me"), gettext("My progress"), "me"
    else:
        url, label, icon_name = reverse("classrooms:classes"), gettext("My classes"), "class"
    here = url if request.path.startswith(url) else ""
    context = {"url": url, "label": label, "icon_name": icon_name, "here": here, "nav": url}
    return get_template("core/includes/nav_link.html").render(context)


@fill("editor.top")
def offer_to_mark_again(request, record):
    """Above a question whose key was corrected after learners had answered: the way to mark them again."""
    if not isinstance(record, Question) or not record.live or not request.user.has_perm("content.publish_question"):
        return ""
    if not (was_corrected(record) and has_other_marks(record)):
        return ""
    return get_template("dashboards/cms/offer.html").render({"url": reverse("mark_again", args=[record.pk])})
