"""Companions: the files beside records, which are published with what speaks of them."""

from __future__ import annotations

from collections.abc import Iterable

from utm_exchange.records.types import RECORD_TYPES, Record


def companions_held_back(paths: Iterable[str], held: Iterable[Record], seen: Iterable[Record]) -> list[str]:
    """Return the files in the folders of records that a record held back speaks of and no other one does.

    ``paths`` are relative to the content folder.
    """
    folders = tuple(
        f"{t.folder.removeprefix('content/')}/" for t in RECORD_TYPES if t.folder.startswith("content/")
    )
    named = [path for path in paths if path.startswith(folders)]
    if not named:
        return []
    secret = "\n".join(map(_text, held))
    public = "\n".join(map(_text, seen)) if secret else ""
    return [
        path for path in named if (name := path.rsplit("/", 1)[-1]) and name in secret and name not in public
    ]


def _text(record: Record) -> str:
    image = getattr(record, "image", None)
    return f"{image.file if image else ''}\n{record.body}"
