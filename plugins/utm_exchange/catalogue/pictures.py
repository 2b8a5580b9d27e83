"""Lead pictures: whether the file that a record names can be used, told before anything is built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from utm_exchange.i18n import gettext as _
from utm_exchange.records.problems import Problem
from utm_exchange.records.types import News, Record

LARGEST = 12 * 1024 * 1024
"""Bytes that a picture may have: what a good camera writes, and not a scan for a poster."""
MOST_PIXELS = 60_000_000
"""Points that a picture may have; one of 24 megapixels has 24 million. More would fill the memory when opened."""
NARROWEST = 640
"""Points that a picture must be wide to look good at the head of a page."""
FORMATS = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",), "WEBP": (".webp",)}


def picture_file(root: Path, record: News) -> Path | None:
    """Return the file of a record's lead picture, which stands beside the record's own; None for no picture."""
    if record.image is None:
        return None
    return (root / record.source_file.path).parent / record.image.file


def lead_pictures(root: Path, records: Iterable[Record]) -> set[str]:
    """Return the paths of all lead pictures, relative to ``root``; those are told of at the line that names them."""
    files = (picture_file(root, record) for record in records if isinstance(record, News))
    return {
        file.relative_to(root).as_posix() for file in files if file is not None and file.is_relative_to(root)
    }


def check_pictures(root: Path, records: Iterable[Record]) -> Iterator[Problem]:
    """Yield the pictures that are missing, too large, too small, or not what their name says."""
    for record in records:
        if isinstance(record, News) and record.image is not None:
            file = picture_file(root, record)
            assert file is not None  # noqa: S101 - it has a picture
            found = _fault(file, record.image.file)
            if found is not None:
                yield picture_problem(record, *found)


def picture_problem(record: Record, message: str, hint: str) -> Problem:
    """Return the problem of a record's picture, at the line that names the file."""
    line, column = record.source_file.position("image", "file")
    return Problem(
        record.source_file.path, line, column, "UTM521", f"image.file: {message}", hint, "image.file"
    )


def _smaller() -> str:
    return _("save it smaller: 2,000 points wide is enough")


def _fault(file: Path, name: str) -> tuple[str, str] | None:
    """Return what is wrong with a picture and what to do, from its name and its first bytes."""
    if "/" in name or "\\" in name or not file.is_file():
        return (
            _("there is no file {name} beside this one").format(name=name),
            _("put the picture in the folder of this file, and write its name alone"),
        )
    size = file.stat().st_size
    if size > LARGEST:
        return (
            _("{name} has {size} megabytes, at most {most} fit").format(
                name=name, size=round(size / 1e6), most=round(LARGEST / 1e6)
            ),
            _smaller(),
        )
    return _header_fault(file, name)


def _header_fault(file: Path, name: str) -> tuple[str, str] | None:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(file, formats=list(FORMATS)) as picture:
            form, (width, height) = picture.format or "", picture.size
    except Image.DecompressionBombError:
        return _("{name} has far too many points").format(name=name), _smaller()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return _("{name} is no JPEG, PNG or WebP picture").format(name=name), _("save it again as JPEG")
    if file.suffix.lower() not in FORMATS[form]:
        return (
            _("{name} is a {form} picture by its content").format(name=name, form=form),
            _("name it {name}").format(name=file.with_suffix(FORMATS[form][0]).name),
        )
    if width * height > MOST_PIXELS:
        return (
            _("{name} is {width} by {height} points large").format(name=name, width=width, height=height),
            _smaller(),
        )
    if width < NARROWEST:
        return (
            _("{name} is only {width} points wide").format(name=name, width=width),
            _("take one that is at least {least} points wide").format(least=NARROWEST),
        )
    return None
