import posixpath
import re
from pathlib import Path
from urllib.parse import quote

import minify
from django.conf import settings
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from lessons.core.tokens import Tokens

_IMPORT = re.compile(r"""@import\s+["']([^"']+)["']\s*;""")
# An ornament below this many bytes costs less in the style sheet than its own request costs on a slow network.
SMALL = 1000
# What a data address may hold as it is, inside double quotes.
_PLAIN = " '()*,/:;=@!$&-._~"
_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
# Old phones read our scripts: no newer words than we wrote them in, such as a catch without its error.
minify.config({"js-version": 2015})


def made_small(script):
    """Return a script without comments and with short names within it, in no newer words than it was written in."""
    return minify.string("text/javascript", script)


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Names files by their content, compresses them, and puts what a style sheet imports into it.

    A slow network pays for each request and each byte, so that a page loads one style sheet with its small ornaments
    inside, and scripts without their comments and long names; we still write many small files with all of them.
    """

    manifest_strict = False
    bundles = [
        *("core/css/site.css", "core/css/lists.css", "core/css/forms.css", "core/css/help.css"),
        *("content/css/leaflet.css", "classrooms/css/teaching.css", "classrooms/css/present.css"),
    ]

    def url(self, name, force=False):
        # Also with DEBUG on: the demo is served as in production.
        return super().url(name, force=True)

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            ours = [name for name in paths if name.endswith((".css", ".js")) and self._is_ours(name, paths)]
            # All are read before the first is written: a bundle holds other files.
            for name, text in list(self._made_small(ours, paths)):
                self._write(name, text, paths)
        yield from super().post_process(paths, dry_run, **options)

    def _made_small(self, names, paths):
        sheets = {name: self._read(name, paths) for name in names if name.endswith(".css")}
        tokens = Tokens(sheets.values(), [sheet for name, sheet in sheets.items() if name.startswith("core/")])
        for name, sheet in sheets.items():
            whole = self._inlined(name, name, paths) if name in self.bundles else sheet
            yield name, minify.string("text/css", tokens.shortened(whole))
        for name in names:
            if name not in sheets:
                yield name, made_small(self._read(name, paths))

    def _is_ours(self, name, paths):
        storage, path = paths[name]
        return Path(storage.path(path)).is_relative_to(settings.BASE_DIR / "lessons")

    def _read(self, name, paths):
        storage, path = paths[name]
        with storage.open(path) as file:
            return file.read().decode()

    def _write(self, name, text, paths):
        self.delete(name)
        self._save(name, ContentFile(text.encode()))
        paths[name] = (self, name)

    def _inlined(self, name, bundle, paths):
        css = self._read(name, paths)
        folder = posixpath.dirname(name)
        css = _URL.sub(lambda match: self._moved(match, folder, bundle, paths), css)
        return _IMPORT.sub(
            lambda match: self._inlined(posixpath.normpath(posixpath.join(folder, match[1])), bundle, paths), css
        )

    def _moved(self, match, folder, bundle, paths):
        if match[1].startswith(("data:", "#", "/")):
            return match[0]
        target = posixpath.normpath(posixpath.join(folder, match[1]))
        if target.endswith(".svg") and len(picture := self._read(target, paths)) < SMALL:
            picture = quote(picture.strip().replace('"', "'"), safe=_PLAIN)
            return f'url("data:image/svg+xml,{picture}")'
        return f'url("{posixpath.relpath(target, posixpath.dirname(bundle))}")'
