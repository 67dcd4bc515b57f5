"""Prints how long the content check of each lesson of the starter curriculum takes, in milliseconds of this machine.

    .venv/bin/python -m bench.content_check

It loads the curriculum into a database of its own. The goal: 50 ms a lesson.
"""

import os
import statistics
import tempfile
import time

GOAL = 50
TIMES = 7


def prepare(folder):
    os.environ |= {
        "DATA_DIR": folder,
        "DEBUG": "1",
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "safety_site.settings",
    }
    del os.environ["DATABASE_URL"]
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_curriculum")


def fastest(function, *args):
    """Return the milliseconds of the fastest of some runs: the others waited for somebody else."""
    taken = []
    for _time in range(TIMES):
        begun = time.perf_counter()
        function(*args)
        taken.append(1000 * (time.perf_counter() - begun))
    return min(taken)


def main():
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        from lessons.content.models import LessonPage, ModulePage
        from lessons.editorial.checking.findings import check_of, check_whole

        lessons = {page.slug: fastest(check_of, page) for page in LessonPage.objects.order_by("slug")}
        for slug, taken in lessons.items():
            print(f"{slug:8} {taken:6.1f}")
        for module in ModulePage.objects.order_by("slug"):
            print(f"{module.slug:8} {fastest(check_whole, module):6.1f}  with all its activities and questions")
        print(f"median {statistics.median(lessons.values()):.1f}, slowest {max(lessons.values()):.1f}, goal {GOAL}")


if __name__ == "__main__":
    main()
