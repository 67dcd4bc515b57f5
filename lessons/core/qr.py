import io

import segno
from django.utils.safestring import mark_safe


def qr_svg(address):
    """Return `address` as an SVG picture of a QR code, without a style attribute: our pages allow none.

    It fills the width it is given and keeps black on white in the dark scheme: cameras need it so.
    """
    code = segno.make(address, error="m", micro=False)
    return mark_safe(code.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None))


def qr_drawing(address):
    """Return the QR code of `address` as an SVG document of its own, for paper."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=0, dark="#000", omitsize=True)
    return drawn.getvalue().decode()
