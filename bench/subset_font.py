"""Cut Noto Nastaliq Urdu, and Noto Naskh Arabic for whoever prefers it, down to what Urdu needs.

    npm pack @fontsource/noto-nastaliq-urdu@5.3.0 && tar xzf fontsource-noto-nastaliq-urdu-5.3.0.tgz
    .venv/bin/python bench/subset_font.py package/files/noto-nastaliq-urdu-arabic-400-normal.woff2 nastaliq-urdu
    npm pack @fontsource/noto-naskh-arabic@5.3.0 && tar xzf fontsource-noto-naskh-arabic-5.3.0.tgz
    .venv/bin/python bench/subset_font.py package/files/noto-naskh-arabic-arabic-400-normal.woff2 naskh-urdu

They are written to lessons/core/static/core/fonts/.

fonttools and brotli are needed here only, not to run the site. Every layout feature stays, and the closure over
substitutions keeps each joined form; what goes are the letters of other languages. Digits and Latin come from the
phone's own font.
"""

import sys
from pathlib import Path

from fontTools.subset import main as subset

FONTS = Path(__file__).resolve().parent.parent / "lessons/core/static/core/fonts"
UNICODES = [
    "0020,00A0",  # spaces
    "0600-0603,060C,060D,060E,0610-0614,061B,061F",  # signs and punctuation of Urdu, honorifics
    "0621-0624,0626-063A,0641-0642,0644-0648",  # letters shared with Arabic, without its kaf and yeh
    "064B-0652,0654,0656,0657,0658,0670",  # zabar, zer, pesh, tanwin, tashdid, jazm, hamza above, small alef
    "0679,067E,0686,0688,0691,0698,06A9,06AF",  # ٹ پ چ ڈ ڑ ژ ک گ
    "06BA,06BE,06C1,06C2,06C3,06CC,06D2,06D3,06D4",  # ں ھ ہ ۂ ۃ ی ے ۓ ۔
    "0643,064A,0649,0647",  # Arabic kaf, yeh and heh: in names that people type
    "06F0-06F9",  # Urdu digits, for whoever types them
    "200C,200D,FDF2,FDFA,FDFD",  # joiners, Allah, sallallahu, bismillah
]


def cut(source, name):
    target = FONTS / f"{name}.woff2"
    target.parent.mkdir(parents=True, exist_ok=True)
    subset(
        [
            str(source),
            f"--unicodes={','.join(UNICODES)}",
            "--layout-features=*",
            "--layout-scripts=*",
            "--no-hinting",
            "--desubroutinize",
            "--name-IDs=0,1,2,3,4,5,6,13,14",
            "--flavor=woff2",
            f"--output-file={target}",
        ]
    )
    print(f"{target.name}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    cut(Path(sys.argv[1]), sys.argv[2])
