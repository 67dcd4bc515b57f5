"""Results of a class for who teaches it: the grid, a learner's page, and the grid as a file."""

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lessons.classrooms.access import get_current_enrolment, get_taught_classroom, teachers_only
from lessons.classrooms.cells import legend
from lessons.classrooms.learner_results import results_of_learner
from lessons.classrooms.result_choices import Chosen
from lessons.classrooms.result_files import XLSX, csv_lines, table_of, xlsx_of
from lessons.classrooms.results import results_of

LEARNERS_A_PAGE = 40
# How many names stand at the head of the page, and with how many columns the words give way to their marks.
NAMES, MOST_IN_WORDS = 6, 6


@require_safe
@teachers_only
def results(request, pk):
    taught = get_taught_classroom(request.user, pk)
    chosen = Chosen.from_query(request.GET)
    found = results_of(taught, module_pk=chosen.module)
    page = Paginator(chosen_learners(found, chosen), LEARNERS_A_PAGE).get_page(request.GET.get("page"))
    rows = [found.row(learner) for learner in page]
    context = {
        "classroom": taught,
        "tab": "results",
        "chosen": chosen,
        "results": found,
        "page": page,
        "rows": rows,
        "legend": legend(cell.mark for row in rows for cell in row.cells),
        "is_close": len(found.columns) > MOST_IN_WORDS,
        "names": found.not_begun[:NAMES],
        "more_names": len(found.not_begun[NAMES:]),
    }
    return render(request, "classrooms/results.html", context)


def chosen_learners(found, chosen):
    return found.ordered(by_name=chosen.by_name, only_nudged=chosen.only_nudged)


@require_safe
@teachers_only
def learner_results(request, pk, enrolment_pk):
    enrolment = get_current_enrolment(request.user, pk, enrolment_pk)
    context = {"classroom": enrolment.classroom, "tab": "results", "enrolment": enrolment}
    return render(request, "classrooms/learner_results.html", context | {"found": results_of_learner(enrolment)})


@require_safe
@teachers_only
def results_csv(request, pk):
    lines = csv_lines(_table(request, pk))
    return _file(StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8"), f"results-{pk}.csv")


@require_safe
@teachers_only
def results_xlsx(request, pk):
    return _file(HttpResponse(xlsx_of(_table(request, pk)), content_type=XLSX), f"results-{pk}.xlsx")


def _table(request, pk):
    """Return all rows of what is chosen in the address, where the page shows a part of them."""
    taught = get_taught_classroom(request.user, pk)
    chosen = Chosen.from_query(request.GET)
    found = results_of(taught, module_pk=chosen.module)
    return table_of(found, chosen_learners(found, chosen))


def _file(response, name):
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
