"""Archives: ZIP files that are the same bytes for the same content."""

from __future__ import annotations

import datetime as dt
import hashlib
import zipfile
from collections.abc import Iterable
from pathlib import Path

_EARLIEST = dt.date(1980, 1, 1)
_LEVEL = 4
"""Level 6 takes half as long again, for two bytes in a hundred."""
_PACKED = frozenset((".gz", ".jpg", ".pdf", ".png", ".webp", ".woff2", ".zip"))


def write_zip(
    target: Path, files: Iterable[tuple[str, bytes]], day: dt.date, folder: str = "", stored: str = ""
) -> None:
    """Write files into a ZIP, all below ``folder``; the file named ``stored`` is not packed, as EPUB demands."""
    moment = max(day, _EARLIEST)
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for path, content in files:
            entry = zipfile.ZipInfo(
                f"{folder}/{path}" if folder else path, (moment.year, moment.month, moment.day, 0, 0, 0)
            )
            entry.create_system = 3  # the same on every system
            entry.external_attr = 0o100644 << 16
            packed = path == stored or Path(path).suffix in _PACKED
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)


def write_folder(target: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files into a folder.

    Raises:
        ValueError: a path leads out of it.
    """
    for path, content in files:
        file = target / path
        if not file.resolve().is_relative_to(target.resolve()):
            raise ValueError(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def read_copy(copy: Path) -> dict[str, bytes]:
    """Return the files of a copy, a ZIP or the folder unpacked from it, by path, in the order of the archive."""
    if copy.is_dir():
        found = sorted(path for path in copy.rglob("*") if path.is_file())
        return {path.relative_to(copy).as_posix(): path.read_bytes() for path in found}
    with zipfile.ZipFile(copy) as archive:
        return {entry.partition("/")[2]: archive.read(entry) for entry in archive.namelist()}


def folder_of(copy: Path) -> str:
    """Return the name of the folder that all files of a ZIP are in."""
    with zipfile.ZipFile(copy) as archive:
        return archive.namelist()[0].partition("/")[0]


def day_of(copy: Path) -> dt.date:
    """Return the day of the edition that a ZIP holds."""
    with zipfile.ZipFile(copy) as archive:
        return dt.date(*archive.infolist()[0].date_time[:3])


def digest_of(file: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
