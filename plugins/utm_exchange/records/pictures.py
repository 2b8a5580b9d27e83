"""Pictures: a file of a picture is what its name says, of bearable size, and can hold no script."""

from __future__ import annotations

import warnings
from pathlib import Path

from utm_exchange.i18n import gettext as _
from utm_exchange.records.markup import PICTURES
from utm_exchange.records.problems import Problem

LARGEST = 8 * 1024 * 1024
"""Bytes of a picture's file."""
MOST_PIXELS = 40_000_000
"""Pixels of all frames together; a few kilobytes can claim to unpack to gigabytes (a decompression bomb)."""
LONGEST_SIDE = 12_000
"""Pixels."""


def picture_problem(path: Path, name: str) -> Problem | None:
    """Return what is wrong with the file of a picture, or None; ``name`` is its path in the catalogue.

    The content decides, not the name (https://mimesniff.spec.whatwg.org/), and it is unpacked to its
    end only when its header claims no more than the limits.
    """
    expected = PICTURES.get(path.suffix.lower())
    if expected is None:
        return Problem(
            name,
            1,
            1,
            "UTM131",
            _("pictures of this kind are not published: they can hold scripts"),
            _("save it as PNG, or as JPEG for a photograph"),
        )
    size = path.stat().st_size
    if size > LARGEST:
        return _too_large(name, _("{size} MB").format(size=round(size / 1024 / 1024, 1)))
    return _looked_into(path, name, expected)


def _looked_into(path: Path, name: str, expected: str) -> Problem | None:
    from PIL import Image, ImageFile

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            # Only the kinds that we publish are tried: less code that a hostile file can reach.
            with Image.open(path, formats=sorted(set(PICTURES.values()))) as picture:
                width, height, frames = *picture.size, getattr(picture, "n_frames", 1)
                if width * height * frames > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
                    return _too_large(
                        name, _("{width} by {height} pixels").format(width=width, height=height)
                    )
                if picture.format != expected:
                    return _not_as_named(name, str(picture.format), expected)
                # WeasyPrint, once it was loaded, lets pictures that were cut off pass, for everybody.
                ImageFile.LOAD_TRUNCATED_IMAGES = False
                picture.load()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return _too_large(name, _("more pixels than a picture needs"))
    except Exception:  # noqa: BLE001 - a broken file makes the libraries raise anything
        return Problem(
            name,
            1,
            1,
            "UTM132",
            _("this file is no {kind} picture, or a broken one").format(kind=expected),
            _("open it in a program for pictures and save it anew, as JPEG, PNG or WebP"),
        )
    return None


def _too_large(name: str, size: str) -> Problem:
    return Problem(
        name,
        1,
        1,
        "UTM133",
        _("this picture is too large: {size}").format(size=size),
        _("save it with at most 2,000 pixels on its longer side; screens show no more"),
    )


def _not_as_named(name: str, found: str, expected: str) -> Problem:
    ending = next(ending for ending, kind in PICTURES.items() if kind == found)
    return Problem(
        name,
        1,
        1,
        "UTM132",
        _("this is a {found} picture, and its name says {expected}").format(found=found, expected=expected),
        _("rename it to end with {ending}").format(ending=ending),
    )
