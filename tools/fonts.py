"""Cut the public site's fonts to what its pages need: `fonts.py SANS SERIF`, two folders of TTFs.

Readers on a slow line load only their own script: a page in Cyrillic loads one file a face with Cyrillic, figures and
marks, and letters of the other script only where they occur. The pictures for sharing take both scripts from one file.
Run once when the typefaces change (npm's packages `source-sans` and `source-serif` carry the TTFs, under the OFL); the
cut fonts are kept in the repository under a name of our own, as the licence asks.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

DESK = Path(__file__).resolve().parent.parent / "src" / "merilo_desk"
SHOWN = DESK / "static" / "merilo" / "fonts" / "public"
DRAWN = DESK / "publishing" / "fonts"
FACES = {
    "sans-400": ("Merilo Sans", "SourceSans3-Regular.ttf"),
    "sans-600": ("Merilo Sans", "SourceSans3-Semibold.ttf"),
    "serif-400": ("Merilo Serif", "SourceSerif4-Regular.ttf"),
    "serif-600": ("Merilo Serif", "SourceSerif4-Semibold.ttf"),
}
MARKS = " !\"#%&'()*+,-./0123456789:;?@[]_|§«»°·×–—‘’‚“”„…€№−→←↑↓•\u00a0\u2009"
# Macedonians write „сè“ with the Latin letter as often as with the Cyrillic one.
SHARED = "Èè"
LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzČčĆćĐđŠšŽžËëÇçÖöÜüÄäÉéß"
CYRILLIC = "".join(map(chr, range(0x400, 0x460))) + "Ґґ\u0301"
WIDE = "".join(map(chr, (*range(0x100, 0x180), *range(0x218, 0x21C))))
LATIN_1 = "".join(map(chr, range(0xC0, 0x100)))
CUTS = {"cyrl": MARKS + CYRILLIC + SHARED, "latn": MARKS + LATIN, "cyrl-letters": CYRILLIC, "latn-letters": LATIN}
FEATURES = ["kern", "liga", "locl", "ccmp", "mark", "mkmk", "lnum", "tnum"]


def cut(source: Path, characters: str, family: str, to: Path) -> None:
    """Write the part of a font that holds some characters, under a family name of ours."""
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.notdef_outline = True
    options.flavor = "woff2" if to.suffix == ".woff2" else None
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters)
    cutter.subset(font)
    _rename(font, family)
    subset.save_font(font, str(to), options)


def _rename(font: TTFont, family: str) -> None:
    for record in font["name"].names:
        if record.nameID in {1, 16}:
            record.string = family
        elif record.nameID in {3, 4, 6}:
            record.string = family.replace(" ", "") + ("-600" if font["OS/2"].usWeightClass == 600 else "-400")
    font["name"].names = [record for record in font["name"].names if record.nameID not in {17, 21, 22}]


def ranges(characters: str) -> str:
    """Return the unicode-range of a cut."""
    points = sorted({ord(each) for each in characters})
    runs: list[list[int]] = []
    for point in points:
        if runs and point == runs[-1][1] + 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)


def sheet(script: str) -> str:
    """Return the sheet that a page in one script links."""
    other = {"cyrl": "latn", "latn": "cyrl"}[script]
    lines = ["/* made by tools/fonts.py */"]
    for name, (family, _) in FACES.items():
        for file, letters in (("latin-ext", WIDE), ("latin", LATIN_1)):
            rare = "".join(sorted(set(letters) - set(LATIN + SHARED * (script == "cyrl"))))
            lines.append(
                f'@font-face{{font-family:"{family}";font-weight:{name[-3:]};font-display:optional;'
                f'src:url("fonts/{name[:-4]}-{file}-{name[-3:]}.woff2");unicode-range:{ranges(rare)}}}'
            )
        for part in (f"{other}-letters", script):
            lines.append(
                f'@font-face{{font-family:"{family}";font-weight:{name[-3:]};font-display:optional;'
                f'src:url("fonts/public/{name}-{part}.woff2");unicode-range:{ranges(CUTS[part])}}}'
            )
    return "\n".join(lines) + "\n"


def main(sans: Path, serif: Path) -> None:
    """Cut every face."""
    SHOWN.mkdir(parents=True, exist_ok=True)
    DRAWN.mkdir(parents=True, exist_ok=True)
    for name, (family, file) in FACES.items():
        source = (sans if "Sans" in file else serif) / file
        for part, characters in CUTS.items():
            cut(source, characters, family, SHOWN / f"{name}-{part}.woff2")
        if name != "serif-400":
            cut(source, MARKS + LATIN + CYRILLIC + WIDE + LATIN_1, family, DRAWN / f"{name}.ttf")
    for script in ("cyrl", "latn"):
        (SHOWN.parent.parent / f"fonts-{script}.css").write_text(sheet(script), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
