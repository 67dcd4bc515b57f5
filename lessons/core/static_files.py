import posixpath
import re

import rcssmin
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = re.compile(r"""@import\s+["']([^"']+)["']\s*;""")
_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Names files by their content, compresses them, and puts what a style sheet imports into it.

    A slow network pays for each request, so that a page loads one style sheet; we still write many small ones.
    """

    manifest_strict = False
    bundles = ["core/css/site.css", "core/css/forms.css", "classrooms/css/teaching.css", "classrooms/css/present.css"]

    def url(self, name, force=False):
        # Also with DEBUG on: the demo is served as in production.
        return super().url(name, force=True)

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            for name in self.bundles:
                if name in paths:
                    self._write_bundle(name, paths)
        yield from super().post_process(paths, dry_run, **options)

    def _write_bundle(self, name, paths):
        css = rcssmin.cssmin(self._inlined(name, name, paths))
        self.delete(name)
        self._save(name, ContentFile(css.encode()))
        paths[name] = (self, name)

    def _inlined(self, name, bundle, paths):
        storage, path = paths[name]
        with storage.open(path) as file:
            css = file.read().decode()
        folder = posixpath.dirname(name)
        if name != bundle:
            css = _URL.sub(lambda match: self._moved(match, folder, bundle), css)
        return _IMPORT.sub(
            lambda match: self._inlined(posixpath.normpath(posixpath.join(folder, match[1])), bundle, paths), css
        )

    def _moved(self, match, folder, bundle):
        if match[1].startswith(("data:", "#", "/")):
            return match[0]
        target = posixpath.normpath(posixpath.join(folder, match[1]))
        return f'url("{posixpath.relpath(target, posixpath.dirname(bundle))}")'
