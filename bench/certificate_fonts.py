"""Unpack the fonts that certificates are set with as PDF: Noto Nastaliq Urdu and Noto Emoji, as TrueType.

    npm pack @fontsource/noto-nastaliq-urdu@5.3.0 && tar xzf fontsource-noto-nastaliq-urdu-5.3.0.tgz
    .venv/bin/python bench/certificate_fonts.py package/files/noto-nastaliq-urdu-arabic-400-normal.woff2 nastaliq
    npm pack @fontsource/noto-emoji@5.3.2 && tar xzf fontsource-noto-emoji-5.3.2.tgz
    .venv/bin/python bench/certificate_fonts.py package/files/noto-emoji-emoji-400-normal.woff2 emoji

They are written to lessons/learning/paper/fonts/. A PDF is set on the server, which reads no WOFF2, and by nobody's
phone: so here the Nastaliq is whole, with the letters of Sindhi, Pashto, Punjabi and Saraiki names.
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "lessons/learning/paper/fonts"


def unpack(source, name):
    target = FONTS / f"{name}.ttf"
    font = TTFont(source)
    font.flavor = None
    # Hints are for screens of long ago.
    for table in ("prep", "gasp", "fpgm", "cvt "):
        if table in font:
            del font[table]
    font.save(target)
    print(f"{target.name}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    unpack(Path(sys.argv[1]), sys.argv[2])
