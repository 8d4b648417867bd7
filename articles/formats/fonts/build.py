"""Makes the fonts of this folder anew: `python articles/formats/fonts/build.py FOLDER`.

FOLDER holds the unpacked npm packages named in README.md, each in a folder of its own name. Needs
fonttools, which the running site does not. Writes `fonts.tar.xz`, each font with only the signs
that our languages use, and `coverage.json`: which signs there are, so that nothing is offered that
can't be printed.
"""

import io
import json
import sys
import tarfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent
OWN = HERE.parent.parent / "static" / "plenum" / "fonts"

LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2B0, 0x300), *range(0x300, 0x370)]
SIGNS = [*range(0x2010, 0x2060), *range(0x2070, 0x20D0), 0x2116, 0x2122, 0x2190, 0x2191, 0x2192]
SIGNS += [0x2193, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x25CC, 0x25CF, 0x2022]
WESTERN = [*LATIN, *SIGNS, *range(0x18F, 0x193), *range(0x218, 0x220), *range(0x259, 0x25A)]
WESTERN += [*range(0x370, 0x3D0), *range(0x400, 0x460), 0x490, 0x491, *range(0x1E80, 0x1E86)]
DIGITS = [*range(0x20, 0x40), *range(0x2010, 0x2040), 0xA0, 0xAB, 0xBB]
ARABIC = [*DIGITS, *range(0x600, 0x700), *range(0x750, 0x780), *range(0x200B, 0x2010), 0x25CC]
URDU = "ءآأؤئابتثجحخدذرزسشصضطظعغفقكلمنوىيٹپچڈڑژکگںھہۂۃیے۔،؛؟۰۱۲۳۴۵۶۷۸۹ؐؑؒؓؔ٪٫٬ـًٌٍَُِّْٰٓٔٗ"
SINHALA = [*range(0xD80, 0xE00), 0x200C, 0x200D, 0x25CC]
TAMIL = [*DIGITS, *range(0xB80, 0xC00), 0x200C, 0x200D, 0x25CC]


def common_han() -> list[int]:
    """The 6,763 signs of GB 2312, with the punctuation of Chinese."""
    rows = range(0xB0, 0xF8)
    han = [bytes([row, cell]) for row in rows for cell in range(0xA1, 0xFF)]
    signs = [ord(pair.decode("gb2312")) for pair in han if row_has(pair)]
    return [*signs, *range(0x3000, 0x3018), *range(0xFF01, 0xFF5F), *DIGITS, 0xB7, 0x25CF]


def row_has(pair: bytes) -> bool:
    """Whether GB 2312 has a sign there: one row is not full."""
    try:
        pair.decode("gb2312")
    except UnicodeDecodeError:
        return False
    return True


def sources(folder: Path):
    """(name of the file, family, style, weight, font, signs)."""
    display, serif, italic = (
        OWN / f"{name}.woff2" for name in ("archivo-display", "plenum-serif", "plenum-serif-italic")
    )
    expo = folder / "@expo-google-fonts"
    fontsource = folder / "@fontsource"
    noto = expo / "noto-serif"
    yield "plenum-display", "Plenum Display", "Bold", TTFont(display), {"wght": 780}, WESTERN
    yield "plenum-text", "Plenum Text", "Regular", TTFont(serif), {"wght": 400}, WESTERN
    yield "plenum-text-bold", "Plenum Text", "Bold", TTFont(serif), {"wght": 700}, WESTERN
    yield "plenum-text-italic", "Plenum Text", "Italic", TTFont(italic), {}, WESTERN
    for style, part in (
        ("Regular", "400Regular"),
        ("Bold", "700Bold"),
        ("Italic", "400Regular_Italic"),
    ):
        path = noto / part / f"NotoSerif_{part}.ttf"
        yield f"noto-serif-{style.lower()}", "Noto Serif", style, TTFont(path), {}, WESTERN
    path = expo / "noto-nastaliq-urdu" / "400Regular" / "NotoNastaliqUrdu_400Regular.ttf"
    signs = [*DIGITS, *map(ord, URDU), 0x200C, 0x200D]
    yield "noto-nastaliq-urdu", "Noto Nastaliq Urdu", "Regular", TTFont(path), {}, signs
    for style, part in (("Regular", "400Regular"), ("Bold", "700Bold")):
        path = expo / "noto-naskh-arabic" / part / f"NotoNaskhArabic_{part}.ttf"
        name = f"noto-naskh-arabic-{style.lower()}"
        yield name, "Noto Naskh Arabic", style, TTFont(path), {}, ARABIC
    for script, signs in (("sinhala", SINHALA), ("tamil", TAMIL)):
        for style, weight in (("Regular", 400), ("Bold", 700)):
            package = fontsource / f"noto-serif-{script}" / "files"
            path = package / f"noto-serif-{script}-{script}-{weight}-normal.woff2"
            name = f"noto-serif-{script}-{style.lower()}"
            yield name, f"Noto Serif {script.title()}", style, TTFont(path), {}, signs
    path = expo / "noto-sans-sc" / "500Medium" / "NotoSansSC_500Medium.ttf"
    yield "noto-sans-sc", "Noto Sans SC", "Regular", TTFont(path), {}, common_han()


def renamed(font: TTFont, family: str, style: str) -> None:
    """One family with four styles at most: what a typesetter looks fonts up by."""
    names = font["name"]
    for record in list(names.names):
        if record.nameID not in (0, 13, 14):  # copyright and licence stay
            names.removeNames(nameID=record.nameID)
    for number, text in (
        (1, family),
        (2, style),
        (3, f"{family} {style}"),
        (4, f"{family} {style}"),
        (6, f"{family}-{style}".replace(" ", "")),
    ):
        names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 700 if style == "Bold" else 400
    font["OS/2"].usWidthClass = 5
    selection = {"Bold": 0x20, "Italic": 0x01}.get(style, 0x40)
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x61 | selection
    font["head"].macStyle = {"Bold": 1, "Italic": 2}.get(style, 0)


def build(folder: Path) -> None:
    """Write all fonts, and what they cover."""
    options = subset.Options(
        layout_features=[*subset.Options._layout_features_default, "lnum", "onum"],
        hinting=False,
        name_IDs=[0, 13, 14],
        notdef_outline=True,
        drop_tables=["DSIG", "STAT", "HVAR", "MVAR", "avar", "FFTM", "meta"],
    )
    coverage: dict[str, set[int]] = {}
    files: dict[str, bytes] = {}
    for name, family, style, font, axes, signs in sources(folder):
        if "fvar" in font:
            font = instantiateVariableFont(font, axes)
        smaller = subset.Subsetter(options)
        smaller.populate(unicodes=signs)
        smaller.subset(font)
        renamed(font, family, style)
        font.flavor = None
        font["head"].modified = font["head"].created  # the same signs give the same bytes
        font.recalcTimestamp = False
        written = io.BytesIO()
        font.save(written)
        files[f"{name}.ttf"] = written.getvalue()
        coverage.setdefault(family, set(font.getBestCmap())).intersection_update(font.getBestCmap())
    with tarfile.open(HERE / "fonts.tar.xz", "w:xz", preset=9) as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    text = {family: "".join(map(chr, sorted(signs))) for family, signs in coverage.items()}
    (HERE / "coverage.json").write_text(json.dumps(text, indent=1) + "\n")


if __name__ == "__main__":
    build(Path(sys.argv[1]))
