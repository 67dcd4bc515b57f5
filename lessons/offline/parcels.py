"""What a phone fetches to keep a module, and the pages that every phone keeps with its first: addresses and weight.

The pages are those of a visitor, in every language. A version is made from what they hold, so that a phone fetches a
module anew only when something in it has changed.
"""

import hashlib
from dataclasses import asdict, dataclass

from django.utils.translation import override

from lessons.content.kept import kept
from lessons.content.models import HelpPage, HomePage
from lessons.core.bilingual import LANGUAGES, choose
from lessons.core.weights import weight_of
from lessons.offline.assets import assets_of
from lessons.offline.visiting import draw_for_visitor

OWN_PAGES = ("kept/", "kept/play/", "offline/missing/", "offline/neutral/")


@dataclass(frozen=True)
class Parcel:
    """`weights` gives for each address, pages first, its bytes on the line."""

    version: str
    weights: dict

    @property
    def bytes(self):
        return sum(self.weights.values())


def shell_parcel(request):
    """Return the Parcel of what a phone keeps beside any module: our own pages, the front page and help."""

    def make():
        paths = [f"/{code}/{path}" for code in LANGUAGES for path in OWN_PAGES]
        pages = [page for page in (HomePage.objects.live().first(), HelpPage.objects.live().first()) if page]
        return asdict(_pack(request, paths + _in_every_language(request, pages)))

    return Parcel(**kept(request, "offline:shell", make))


def module_parcel(request, module):
    """Return the Parcel of `module`: its own page and those of its activities, without what the shell holds."""

    def make():
        return asdict(_pack(request, _in_every_language(request, [module, *module.activities()])))

    parcel, shell = Parcel(**kept(request, f"offline:module:{module.pk}", make)), shell_parcel(request)
    rest = {address: weight for address, weight in parcel.weights.items() if address not in shell.weights}
    return Parcel(parcel.version, rest)


def as_json(request, module):
    """Return what the phone is told about `module`: `bytes` of all that it fetches, and the addresses in order."""
    own, shell = module_parcel(request, module), shell_parcel(request)
    headings = {code: getattr(module, f"heading_{code}") for code in LANGUAGES}
    return {
        "module": module.pk,
        "number": module.number,
        "heading": {code: choose(headings, code).text for code in LANGUAGES},
        "paths": {code: _path(request, module, code) for code in LANGUAGES},
        "bytes": own.bytes + shell.bytes,
        "version": own.version,
        "weights": own.weights,
        "shell": {"version": shell.version, "weights": shell.weights},
    }


def _in_every_language(request, pages):
    return [_path(request, page, code) for code in LANGUAGES for page in pages]


def _path(request, page, language):
    with override(language):
        return page.relative_url(page.get_site(), request)


def _pack(request, paths):
    weights, assets, mark = {}, {}, hashlib.sha256()
    for path in paths:
        html = draw_for_visitor(request, path)
        if html.status_code != 200:
            continue
        weights[path] = len(draw_for_visitor(request, path, packed=True).content)
        assets |= dict.fromkeys(assets_of(html.content.decode()))
        mark.update(html.content)
    weights |= {asset: weight_of(asset) for asset in assets}
    mark.update(repr(sorted(assets)).encode())
    return Parcel(mark.hexdigest()[:16], weights)
