"""The typeface of titles, cut into one small file for each script.

The face is cut from Source Serif 4 (SIL Open Font License 1.1), which the package
``fontpkg-source-serif-4`` brings as one variable font of 1.2 MB. Titles use one weight, and sizes that
one optical size serves, so both axes are pinned; each script becomes a file that a browser loads only
for letters that stand on a page (``unicode-range``). The font's makers reserve the name "Source" for
unchanged copies, so what is cut here has a name of its own.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fontTools.subset import Options
    from fontTools.ttLib import TTFont

FAMILY = "Exchange Serif"
WEIGHT = 600
OPTICAL_SIZE = 28
PACKAGES = ("fontpkg-source-serif-4", "fonttools", "brotli")
SCRIPTS: Mapping[str, str] = {
    "latin": "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+2080-2089, "
    "U+20AC, U+2116, U+2122, U+2190-2193, U+2212, U+2215, U+FEFF, U+FFFD",
    "latin-extended": "U+0100-0130, U+0132-0151, U+0154-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-036F, "
    "U+1E00-1EFF, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF",
    "greek": "U+0370-03FF, U+1F00-1FFF",
    "cyrillic": "U+0400-052F, U+1C80-1C8F, U+2DE0-2DFF, U+A640-A69F",
}
"""The letters of each file, as CSS writes them. No letter is in two."""

_FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga"]
_NAMES = {1: FAMILY, 2: "Regular", 4: f"{FAMILY} SemiBold", 6: FAMILY.replace(" ", "") + "-SemiBold"}
_NOTICES = (0, 13, 14)  # copyright and licence stay with every copy
# How wide a letter of English text is on average, in ems, in the bold faces that most systems have.
# Georgia and Times were measured in Gelasio and Liberation Serif, which have the same widths.
_STAND_INS = {
    "Georgia": (0.5169, ("Georgia Bold", "Georgia-Bold", "Gelasio Bold")),
    "Noto": (0.5128, ("Noto Serif Bold", "NotoSerif-Bold")),
    "Times": (
        0.4292,
        ("Times New Roman Bold", "TimesNewRomanPS-BoldMT", "Liberation Serif Bold", "Tinos Bold"),
    ),
}
_FREQUENCIES = dict(
    zip(
        " etaoinsrhldcumfpgwybvk",
        (18, 11, 8, 7.5, 7, 7, 7, 6, 6, 5, 4, 4, 3.4, 2.7, 2.5, 2, 2, 2, 1.8, 1.6, 1.4, 1, 0.8),
        strict=True,
    )
)


def source() -> Traversable:
    """Return the variable font that everything is cut from."""
    return files("fontpkg_source_serif_4") / "files" / "SourceSerif4[opsz,wght].ttf"


def licence() -> bytes:
    """Return the licence that must go with the files."""
    return (files("fontpkg_source_serif_4") / "LICENSE").read_bytes()


def recipe() -> str:
    """Return what the files depend on besides this module: the packages with their versions."""
    return "\n".join(f"{package} {version(package)}" for package in PACKAGES)


@cache
def letters(ranges: str) -> frozenset[int]:
    """Return the code points of a CSS ``unicode-range``."""
    found: set[int] = set()
    for part in ranges.split(","):
        first, _dash, last = part.strip().removeprefix("U+").partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


def cut() -> dict[str, bytes]:
    """Return the files by their names: one ``.woff2`` for each script, and ``faces.css`` that declares them."""
    pinned = _pinned()
    cuts = {f"{script}.woff2": _cut_script(pinned, ranges) for script, ranges in SCRIPTS.items()}
    return {**cuts, "faces.css": _faces(pinned).encode()}


def _pinned() -> bytes:
    """Return the font with the letters of all scripts and without its axes."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    with source().open("rb") as file:
        font = TTFont(io.BytesIO(file.read()), recalcTimestamp=False)
    # Letters are taken out first: there is much less to pin then.
    _reduce(font, frozenset().union(*map(letters, SCRIPTS.values())))
    font = instancer.instantiateVariableFont(font, {"opsz": OPTICAL_SIZE, "wght": WEIGHT}, inplace=True)
    for number, name in _NAMES.items():
        font["name"].setName(name, number, 3, 1, 0x409)
    return _saved(font)


def _cut_script(pinned: bytes, ranges: str) -> bytes:
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(pinned), recalcTimestamp=False)
    _reduce(font, letters(ranges))
    font.flavor = "woff2"
    return _saved(font)


def _reduce(font: TTFont, wanted: Iterable[int]) -> None:
    from fontTools.subset import Subsetter

    subsetter = Subsetter(_options())
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)


def _options() -> Options:
    from fontTools.subset import Options

    options = Options()
    options.layout_features = _FEATURES
    options.hinting = False
    options.name_IDs = [*_NAMES, *_NOTICES]
    options.drop_tables += ["DSIG", "STAT", "meta"]
    options.recalc_timestamp = False
    return options


def _saved(font: TTFont) -> bytes:
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


def _faces(pinned: bytes) -> str:
    """Return the ``@font-face`` rules: the files, and system faces set to their measures until they are there."""
    from fontTools.ttLib import TTFont

    rules = [
        f'@font-face {{ font-family: "{FAMILY}"; src: url(../fonts/{script}.woff2) format("woff2"); '
        f"font-weight: {WEIGHT}; font-display: swap; unicode-range: {ranges}; }}"
        for script, ranges in SCRIPTS.items()
    ]
    font = TTFont(io.BytesIO(pinned))
    em, above, below = font["head"].unitsPerEm, font["hhea"].ascent, -font["hhea"].descent
    own = _average_width(font)
    for name, (width, faces) in _STAND_INS.items():
        scale = own / width
        places = ", ".join(f'local("{face}")' for face in faces)
        rules.append(
            f'@font-face {{ font-family: "{FAMILY} {name}"; src: {places}; font-weight: {WEIGHT}; '
            f"size-adjust: {scale:.1%}; ascent-override: {above / em / scale:.1%}; "
            f"descent-override: {below / em / scale:.1%}; line-gap-override: 0%; }}"
        )
    return "\n".join(rules) + "\n"


def _average_width(font: TTFont) -> float:
    """Return the average width of a letter in English text, in ems."""
    widths, glyphs = font["hmtx"], font.getBestCmap()
    total = sum(share * widths[glyphs[ord(letter)]][0] for letter, share in _FREQUENCIES.items())
    return float(total / sum(_FREQUENCIES.values()) / font["head"].unitsPerEm)
