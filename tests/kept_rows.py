"""What many tests begin with, made once by each worker and put back row by row: saving it anew takes far longer."""

from django.apps import apps
from django.db import connection
from wagtail.models import Site

# SQLite's search: triggers write it, with row numbers that no SELECT * shows.
WRITTEN_BY_TRIGGERS = {"wagtailsearch_indexentry_fts"}


class KeptRows:
    """What `make` writes into the database. Where the tables in question aren't as they were, it is made anew."""

    def __init__(self, make):
        self.make = make
        self.before, self.after = {}, {}

    def put(self):
        if not self.after:
            self._keep()
        elif rows_of(self.before) == self.before:
            with connection.cursor() as cursor:
                for table, held in self.after.items():
                    _replace(cursor, table, *held)
            # Emptied by a signal when a site is saved.
            Site.clear_site_root_paths_cache()
        else:
            self.make()

    def _keep(self):
        before = rows_of(all_tables())
        self.make()
        after = rows_of(before)
        changed = [table for table in before if before[table] != after[table]]
        self.before = {table: before[table] for table in changed}
        self.after = {table: after[table] for table in changed}


def all_tables():
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return sorted({model._meta.db_table for model in models} - WRITTEN_BY_TRIGGERS)


def rows_of(tables):
    """Return the columns and rows of each table by its name, whatever order the rows lie in."""
    with connection.cursor() as cursor:
        return {table: _read(cursor, table) for table in tables}


def _read(cursor, table):
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
    return [column[0] for column in cursor.description], sorted(cursor.fetchall(), key=repr)


def _replace(cursor, table, columns, rows):
    quote = connection.ops.quote_name
    cursor.execute(f"DELETE FROM {quote(table)}")
    names, places = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
    cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({places})", rows)
