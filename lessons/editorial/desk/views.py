from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from lessons.editorial.desk.access import get_section, sections_of
from lessons.editorial.desk.actions import make_module
from lessons.editorial.desk.forms import NewModuleForm


@require_http_methods(["GET", "HEAD", "POST"])
def new_module(request):
    sections = sections_of(request.user)
    if not sections:
        raise Http404
    section = get_section(request.user, request.POST.get("section") or request.GET.get("section"))
    form = NewModuleForm(request.POST or None, sections=sections, section=section)
    module = form.earlier if form.is_bound else None
    if module is None and form.is_valid():
        module = make_module(user=request.user, **form.cleaned_data)
        messages.success(request, _("The module is laid out. The list above the fields says what is still missing."))
    if module:
        return redirect("wagtailadmin_pages:edit", module.pk)
    return render(request, "editorial/desk/new_module.html", {"form": form, "page_title": _("New module")})
