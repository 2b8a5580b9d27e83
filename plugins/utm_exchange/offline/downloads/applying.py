"""Applying a delta: makes the new edition of a copy from the old one.

This module, :mod:`.archives` and :mod:`utm_exchange.i18n` go along in every delta and need nothing but
Python, so ``python3 DELTA.zip OLD.zip NEW.zip`` works on any machine.

A delta is a ZIP with ``delta.json`` and ``literals.bin``. The files of the old copy, joined in the order
of their paths, are the source. Each file of the new copy is a list of numbers in pairs: a place in the
source and how many bytes to take from there, or -1 and how many bytes to take from the literals.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from utm_exchange.i18n import gettext as _
from utm_exchange.offline.downloads.archives import read_copy, write_folder, write_zip

FORMAT = 1
INDEX, LITERALS = "delta.json", "literals.bin"
_ARGUMENTS = 3


class WrongCopyError(ValueError):
    """A delta cannot be applied to this copy, or is damaged."""


def state_of(files: Iterable[tuple[str, bytes]]) -> str:
    """Return what a copy is known by: a digest over the paths and contents of its files."""
    lines = sorted(f"{path}\0{hashlib.sha256(content).hexdigest()}" for path, content in files)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def source_of(files: Mapping[str, bytes]) -> bytes:
    """Return the files of a copy, joined in the order of their paths."""
    return b"".join(files[path] for path in sorted(files))


def applied(delta: Path, old: Mapping[str, bytes]) -> tuple[str, dt.date, list[tuple[str, bytes]]]:
    """Return the folder's name, the day and the files of the new copy, in its order.

    Raises:
        WrongCopyError: the copy is not the one that the delta was made from, or the result is not what it should be.
    """
    with zipfile.ZipFile(delta) as archive:
        index, literals = json.loads(archive.read(INDEX)), archive.read(LITERALS)
    if index["format"] != FORMAT:
        raise WrongCopyError(_("this delta was made by a newer program"))
    if state_of(old.items()) != index["from"]:
        raise WrongCopyError(_("this is not the copy that the delta was made from, or somebody changed it"))
    new = list(_files(index["files"], source_of(old), literals))
    if state_of(new) != index["to"]:
        raise WrongCopyError(_("the delta is damaged: get it anew"))
    return str(index["folder"]), dt.date.fromisoformat(index["day"]), new


def _files(
    rows: Iterable[tuple[str, list[int]]], source: bytes, literals: bytes
) -> Iterator[tuple[str, bytes]]:
    read = 0
    for path, numbers in rows:
        parts = []
        for place, length in zip(numbers[::2], numbers[1::2], strict=True):
            if place < 0:
                parts.append(literals[read : read + length])
                read += length
            else:
                parts.append(source[place : place + length])
        yield path, b"".join(parts)


def main(arguments: list[str]) -> None:
    """Run as ``python3 DELTA.zip OLD NEW``: old and new are each a ZIP, or a folder."""
    if len(arguments) != _ARGUMENTS:
        sys.exit(_("Write: python3 DELTA.zip OLD NEW (each a ZIP, or the folder that was unpacked from it)"))
    delta, old, new = map(Path, arguments)
    if new.exists():
        sys.exit(_("{path} is there already; name a new file or folder").format(path=new))
    try:
        folder, day, files = applied(delta, read_copy(old))
        if new.suffix == ".zip":
            write_zip(new, files, day, folder)
        else:
            write_folder(new, files)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        sys.exit(str(error))
    print(_("{path} is the edition of {day}.").format(path=new, day=day))
