"""Until when a look holds. Source: curriculum-facts, section 9: helplines and menu paths 3 months, law 6 months."""

import calendar

SHORT, LONG = 3, 6
MONTHS = {"helpline": SHORT, "path": SHORT, "law": LONG, "number": LONG}


def due_after(kind, day):
    """Return the day after which what was looked at on `day` should be looked at again; `kind` as in MONTHS."""
    return add_months(day, MONTHS[kind])


def add_months(day, months):
    """Return the same day of the month `months` later, or the last day of a month that is shorter."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))
