"""The pictures and documents of a package, checked as if an editor had sent them one by one."""

import hashlib
import posixpath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from PIL import Image as Picture
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

# How a file begins: (offset, bytes). What a name promises, the file must be.
BEGINS = {
    "pdf": [(0, b"%PDF-")],
    "mp3": [(0, b"ID3"), (0, b"\xff\xfb"), (0, b"\xff\xf3"), (0, b"\xff\xf2"), (0, b"\xff\xfa")],
    "m4a": [(4, b"ftyp")],
    "mp4": [(4, b"ftyp")],
    "ogg": [(0, b"OggS")],
    "webm": [(0, b"\x1a\x45\xdf\xa3")],
    "vtt": [(0, b"WEBVTT"), (0, b"\xef\xbb\xbfWEBVTT")],
}
BROKEN = (ValidationError, OSError, ValueError, SyntaxError, TypeError, LookupError, Picture.DecompressionBombError)


def find_file(kind, data, collection):
    """Return the picture or document in `collection` that is this very file, or None."""
    mark = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    model = get_image_model() if kind == "image" else get_document_model()
    return model.objects.filter(collection=collection, file_hash=mark).first()


def make_file(item, data, *, collection, user, is_trial):
    """Return a new picture or document made of `data`. Raises ValidationError when it is not what its name says.

    `is_trial`: nothing is put into the store of files; the row goes when the trial is rolled back.
    """
    collection = collection or Collection.get_first_root_node()
    form = _form(item, data, collection)
    try:
        is_valid = form.is_valid()
    except BROKEN:
        is_valid = False
    if not is_valid:
        reasons = [reason for found in form.errors.values() for reason in found] if form.is_bound else []
        raise ValidationError(reasons or [_("The file is damaged.")])
    if item["type"] == "document":
        _check_beginning(item["file"], data)
    if is_trial:
        return _row_without_file(form, item, collection)
    form.instance.uploaded_by_user = user
    try:
        return form.save()
    except BROKEN:
        raise ValidationError(_("The file is damaged.")) from None


def _form(item, data, collection):
    name = posixpath.basename(item["file"])
    values = {"title": item["title"].strip()[:255] or name, "collection": collection.pk, "tags": ""}
    values["description"] = item["description"][:255]
    if item["type"] == "image":
        form_class = get_image_form(get_image_model())
    else:
        form_class = get_document_form(get_document_model())
    form = form_class(values, {"file": SimpleUploadedFile(name, data)})
    form.instance.collection = collection
    return form


def _check_beginning(name, data):
    known = BEGINS.get(name.rpartition(".")[2], [])
    if not any(data[offset : offset + len(begin)] == begin for offset, begin in known):
        raise ValidationError(_("The file is not what its name says."))


def _row_without_file(form, item, collection):
    """Make a row that a body can refer to; in bulk, as nothing should be drawn, indexed or told of it."""
    sizes = {"width": 1, "height": 1} if item["type"] == "image" else {}
    model = type(form.instance)
    (row,) = model.objects.bulk_create([model(title=form.instance.title, file="trial", collection=collection, **sizes)])
    return row
