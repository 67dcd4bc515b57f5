"""How much our own files weigh on the line."""

from functools import cache
from pathlib import Path
from urllib.parse import unquote

import brotli
from django.conf import settings
from django.contrib.staticfiles import finders

PACKED = {".css", ".js", ".svg"}


def weight_of(address):
    """Return how many bytes the file at `address` takes on the line, packed as we send it; 0 for what isn't ours."""
    path = file_of(address)
    return _weighed(path, path.stat().st_mtime_ns) if path else 0


def file_of(address):
    """Return the file behind an address of ours that anybody may fetch, or None for anything else."""
    for prefix, root in ((settings.STATIC_URL, settings.STATIC_ROOT), (settings.MEDIA_URL, settings.MEDIA_ROOT)):
        if address.startswith(prefix):
            name = unquote(address.removeprefix(prefix))
            path = Path(root, name)
            if ".." in name or name.startswith("documents/"):
                return None
            if path.is_file():
                return path
            found = finders.find(name) if prefix == settings.STATIC_URL else None
            return Path(found) if found else None
    return None


@cache
def _weighed(path, _written_at):
    for packed in (path.with_name(f"{path.name}.br"), path.with_name(f"{path.name}.gz")):
        if packed.exists():
            return packed.stat().st_size
    data = path.read_bytes()
    return len(brotli.compress(data)) if path.suffix in PACKED else len(data)
