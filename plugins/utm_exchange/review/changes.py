"""Changes: what a line of work does to the records, one by one."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from utm_exchange.catalogue.addresses import record_address
from utm_exchange.records.loading import load_file, record_files
from utm_exchange.records.naming import ending
from utm_exchange.records.types import RECORD_TYPES, Record
from utm_exchange.review.revisions import Changed, write_earlier

KINDS = ("added", "renamed", "changed", "withdrawn", "restored", "deleted", "broken")
"""What may happen to a record; ``broken`` ones have errors, so that nothing more can be said."""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What happens to one record. ``fields`` are the names of what changed, with ``text`` for the text below."""

    kind: str
    type: type[Record]
    slug: str
    title: str
    address: str
    """Of its page, '' where there is none."""
    fields: tuple[str, ...] = ()
    before: str = ""
    """The earlier file name of a renamed record."""


def record_changes(
    root: Path, base: str, changed: Iterable[Changed], records: Iterable[Record], today: dt.date
) -> list[RecordChange]:
    """Return what happens to each record, in the order of types and names.

    ``records`` are the right ones as they are now, ``changed`` the files that differ from ``base``.
    """
    files = [change for change in changed if _type_of(change.path or change.before)]
    now = {record.source_file.path: record for record in records}
    earlier = _earlier(root, base, (change.before for change in files if change.before), today)
    order = {record_type: number for number, record_type in enumerate(RECORD_TYPES)}
    found = [_change(change, now, earlier) for change in files]
    return sorted(found, key=lambda change: (KINDS.index(change.kind), order[change.type], change.slug))


def _earlier(root: Path, base: str, paths: Iterable[str], today: dt.date) -> dict[str, Record]:
    """Return the records that files held at a commit, by path; those with errors as far as they could be read."""
    with tempfile.TemporaryDirectory(prefix="utm-review-") as name:
        folder = Path(name).resolve()
        write_earlier(root, base, paths, folder)
        loaded = [load_file(folder, record_type, path, today) for record_type, path in record_files(folder)]
    return {item.path: record for item in loaded if (record := item.record or item.draft)}


def _type_of(path: str) -> type[Record] | None:
    """Return the type of record that stands at a path, or None for what is no record."""
    name = PurePosixPath(path).name
    if name in {"index.md", "README.md"} or name.startswith((".", "_")):
        return None
    return next(
        (
            record_type
            for record_type in RECORD_TYPES
            if path.startswith(f"{record_type.folder}/") and path.endswith(ending(record_type))
        ),
        None,
    )


def _change(change: Changed, now: Mapping[str, Record], earlier: Mapping[str, Record]) -> RecordChange:
    path = change.path or change.before
    record_type = _type_of(path)
    assert record_type is not None  # noqa: S101 - others were left out
    slug = PurePosixPath(path).stem
    old, new = earlier.get(change.before), now.get(change.path)
    if not change.path:
        return RecordChange("deleted", record_type, slug, old.title if old else slug, "")
    if new is None:
        return RecordChange("broken", record_type, slug, old.title if old else slug, "")
    before = PurePosixPath(change.before).stem if change.before not in {"", change.path} else ""
    fields = tuple(_differing(old, new)) if old else ()
    kind = "changed" if old else "added"
    if before and before != slug:
        kind = "renamed"
    if old and bool(old.withdrawn) != bool(new.withdrawn):
        kind = "withdrawn" if new.withdrawn else "restored"
    return RecordChange(kind, record_type, slug, new.title, record_address(new), fields, before)


def _differing(old: Record, new: Record) -> Iterator[str]:
    for name in type(new).model_fields:
        if getattr(old, name, None) != getattr(new, name):
            yield name
    if old.body.strip() != new.body.strip():
        yield "text"
