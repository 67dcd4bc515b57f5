"""Addresses and words of the pages where facts and helplines are kept true, for tests."""

from datetime import date

from bs4 import BeautifulSoup

LONG_AGO = date(2020, 1, 1)
REPORT = "/cms/upkeep/"


def looked_url(record):
    return f"/cms/upkeep/{record._meta.model_name}/{record.pk}/looked/"


def edit_url(record):
    return f"/cms/snippets/content/{record._meta.model_name}/edit/{record.pk}/"


def shown(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(node):
    return " ".join(node.get_text(" ", strip=True).replace("\u2068", "").replace("\u2069", "").split())
