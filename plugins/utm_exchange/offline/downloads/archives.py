"""Archives: ZIP files that are the same bytes for the same content."""

from __future__ import annotations

import datetime as dt
import hashlib
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_EARLIEST = dt.date(1980, 1, 1)
_LEVEL = 6
MIMETYPE = "mimetype"
"""The first file of an EPUB, which is not packed (EPUB 3.3, "OCF ZIP container media type identification")."""
_PACKED = frozenset((".gz", ".jpg", ".pdf", ".png", ".webp", ".woff2", ".zip"))


Content = bytes | Path
"""What a file of a copy holds: bytes, or where they lie on disk."""


@dataclass(frozen=True)
class Packed:
    """A file as it lies in an archive; ``size`` is in bytes before it was packed, ``method`` as :mod:`zipfile` names it."""

    data: bytes | bytearray
    method: int
    size: int
    crc: int


def method_of(name: str) -> int:
    """Return how a file is packed: not at all where its name says that it is packed already, or must not be."""
    as_it_is = name == MIMETYPE or Path(name).suffix in _PACKED
    return zipfile.ZIP_STORED if as_it_is else zipfile.ZIP_DEFLATED


def _packed(content: bytes, name: str) -> Packed:
    data, method = content, method_of(name)
    if method == zipfile.ZIP_DEFLATED:
        deflating = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        data = deflating.compress(content) + deflating.flush()
    return Packed(data, method, len(content), zlib.crc32(content))


def write_zip(
    target: Path,
    files: Iterable[tuple[str, bytes | Packed]],
    day: dt.date,
    folder: str = "",
) -> None:
    """Write files into a ZIP, all below ``folder``."""
    moment = max(day, _EARLIEST)
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:
        for path, content in files:
            entry = zipfile.ZipInfo(
                f"{folder}/{path}" if folder else path, (moment.year, moment.month, moment.day, 0, 0, 0)
            )
            entry.create_system = 3  # the same on every system
            entry.external_attr = 0o100644 << 16
            _add(archive, entry, content if isinstance(content, Packed) else _packed(content, path))


def _add(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, content: Packed) -> None:
    """Add what is packed already, which ``zipfile`` has no function for: it would pack it anew for each archive."""
    entry.compress_type, entry.CRC = content.method, content.crc
    entry.file_size, entry.compress_size = content.size, len(content.data)
    entry.header_offset = archive.start_dir
    written = entry.FileHeader() + content.data
    if archive.fp:
        archive.fp.write(written)
    archive.start_dir += len(written)
    archive.filelist.append(entry)
    archive.NameToInfo[entry.filename] = entry


def write_folder(target: Path, files: Iterable[tuple[str, Content]]) -> None:
    """Write files into a folder.

    Raises:
        ValueError: a path leads out of it.
    """
    for path, content in files:
        file = target / path
        if not file.resolve().is_relative_to(target.resolve()):
            raise ValueError(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.read_bytes() if isinstance(content, Path) else content)


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
