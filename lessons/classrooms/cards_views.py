from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lessons.classrooms.access import get_taught_classroom, teachers_only
from lessons.classrooms.cards import card_of, sign_in_address
from lessons.classrooms.roster_forms import CardsForm

A_PAGE = 400


@require_safe
@teachers_only
def cards(request, pk):
    """Login cards to print, eight to a sheet of A4, in the language of the class."""
    taught = get_taught_classroom(request.user, pk)
    form = CardsForm(request.GET if request.GET else None, initial={"who": CardsForm.ALL})
    chosen = chosen_learners(taught, form, request.GET.getlist("learner"))
    page = Paginator(chosen.by_name().select_related("learner"), A_PAGE).get_page(request.GET.get("page"))
    context = {"classroom": taught, "tab": "learners", "form": form, "page": page, "language": taught.language}
    context["cards"] = [card_of(enrolment, uses_pictures=taught.uses_pictures) for enrolment in page]
    asked = request.GET.copy()
    asked.pop("page", None)
    return render(request, "classrooms/cards.html", context | sign_in_address(taught) | {"asked": asked.urlencode()})


def chosen_learners(classroom, form, pks):
    """Return the enrolments of the learners for whom cards are asked; all of them when nothing right is asked."""
    current = classroom.enrolments.current()
    picked = [pk for pk in pks if pk.isascii() and pk.isdigit() and len(pk) < 19]
    if picked:
        return current.filter(pk__in=picked[:A_PAGE])
    if not form.is_valid():
        return current
    if form.cleaned_data["who"] == CardsForm.FIRST:
        return current.exclude(learner__given_pin_seed="")
    if form.cleaned_data["who"] == CardsForm.SINCE:
        return current.filter(joined_at__date__gte=form.cleaned_data["since"])
    return current
