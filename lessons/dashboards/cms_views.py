"""What the CMS shows of learners: figures without names, and what a corrected key would change."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from lessons.content.models import Question
from lessons.content.owned import OwnedPermissionPolicy, owned
from lessons.dashboards.readers import modules_of_publisher, readers_of
from lessons.learning.marking_again import mark_again, what_would_change


class CmsPage(WagtailAdminTemplateMixin, TemplateView):
    """A page of the CMS with its usual head."""

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]


class ReadersView(CmsPage):
    """Starts, completions and the hardest questions of one's own modules."""

    page_title = gettext_lazy("Readers")
    header_icon = "group"
    template_name = "dashboards/cms/readers.html"

    def get_context_data(self, **kwargs):
        modules = list(modules_of_publisher(self.request.user))
        wanted = kwargs.get("pk")
        module = next((one for one in modules if wanted in {None, one.pk}), None)
        if wanted and module is None:
            raise Http404
        readers = readers_of(module) if module else None
        return super().get_context_data(modules=modules, module=module, readers=readers)


class MarkAgainView(CmsPage):
    """What a corrected key would change in learners' results, and the button that does it."""

    page_title = gettext_lazy("Mark again")
    header_icon = "redirect"
    template_name = "dashboards/cms/mark_again.html"

    def get_question(self):
        """Return the question if this person may publish it; else it does not exist."""
        question = get_object_or_404(owned(Question, self.request.user).filter(live=True), pk=self.kwargs["pk"])
        policy = OwnedPermissionPolicy(Question)
        if not policy.user_has_permission_for_instance(self.request.user, "publish", question):
            raise Http404
        return question

    def get_page_subtitle(self):
        return str(self.get_question())

    def get_context_data(self, **kwargs):
        question = self.get_question()
        edit_url = AdminURLFinder().get_edit_url(question)
        return super().get_context_data(question=question, change=what_would_change(question), edit_url=edit_url)

    def post(self, request, pk):
        question = self.get_question()
        change = mark_again(question=question)
        if change.answers or change.rise or change.fall:
            log(instance=question, action="learning.mark_again", user=request.user)
        messages.success(request, gettext("The answers are marked by the present key now."))
        return redirect(AdminURLFinder().get_edit_url(question))
