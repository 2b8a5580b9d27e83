"""Lead pictures in several sizes, without what cameras write into them."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

WIDTHS = (480, 960, 1600)
"""Points; a browser takes the smallest that fills the place. The middle one is for browsers that cannot choose."""
_QUALITY = 80
_RECIPE = f"1 {WIDTHS} {_QUALITY}"
"""Part of the name in the cache: change the number when pictures are made in another way."""


@dataclass(frozen=True, slots=True)
class Version:
    """One size of a picture; ``address`` is relative to the site's root."""

    address: str
    width: int


@dataclass(frozen=True)
class LeadPicture:
    """A picture as a page shows it: its versions, and width and height of the one at ``address``."""

    address: str
    width: int
    height: int
    versions: tuple[Version, ...]


class BrokenPictureError(Exception):
    """The file cannot be read to its end."""


def lead_picture(file: Path, name: str, cache: Path) -> tuple[LeadPicture, dict[str, bytes]]:
    """Return a picture and the content of its files by address; ``name`` is what addresses begin with.

    All versions are WebP, upright, and hold neither place nor camera (EXIF, XMP). What was made before is
    taken from ``cache``.

    Raises:
        BrokenPictureError: the file ends too soon, or is broken otherwise.
    """
    data = file.read_bytes()
    digest = hashlib.sha256(_RECIPE.encode() + data).hexdigest()[:16]
    made = sorted(cache.glob(f"{digest}-*.webp"), key=lambda path: int(path.stem.split("-")[1]))
    if not made:
        cache.mkdir(parents=True, exist_ok=True)
        made = [_kept(cache / f"{digest}-{w}-{h}.webp", content) for w, h, content in _sizes(data)]
    contents: dict[str, bytes] = {}
    sizes: list[tuple[Version, int]] = []
    for path in made:
        width, height = map(int, path.stem.split("-")[1:])
        version = Version(f"{name}-{width}.webp", width)
        contents[version.address] = path.read_bytes()
        sizes.append((version, height))
    shown, height = sizes[min(1, len(sizes) - 1)]
    return LeadPicture(shown.address, shown.width, height, tuple(version for version, _h in sizes)), contents


def _kept(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _sizes(data: bytes) -> list[tuple[int, int, bytes]]:
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "WEBP"]) as opened:
            upright = ImageOps.exif_transpose(opened)
            picture = upright.convert("RGBA" if "A" in upright.getbands() else "RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise BrokenPictureError(str(error)) from error
    found = []
    for width in sorted({min(width, picture.width) for width in WIDTHS}):
        height = max(1, round(picture.height * width / picture.width))
        small = picture.resize((width, height), Image.Resampling.LANCZOS)
        file = io.BytesIO()
        small.save(file, "WEBP", quality=_QUALITY, method=4)
        found.append((width, height, file.getvalue()))
    return found
