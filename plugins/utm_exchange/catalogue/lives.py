"""Lives: the moments when git first and last saw a record change, under all the names that it has had."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from utm_exchange.catalogue.git import ask_git, is_cut_off
from utm_exchange.catalogue.holding_back import release_of
from utm_exchange.i18n import gettext as _
from utm_exchange.records.problems import Problem
from utm_exchange.records.types import RECORD_TYPES, Record


@dataclass(frozen=True, slots=True)
class Life:
    """When a record came and when it last changed, in UTC: the times of the first and last commit of its file."""

    began: dt.datetime
    changed: dt.datetime

    @property
    def first(self) -> dt.date:
        """The day on which it came."""
        return self.began.date()

    @property
    def last(self) -> dt.date:
        """The day on which it last changed."""
        return self.changed.date()


@dataclass(frozen=True)
class Lives:
    """What git knows of the records' files; empty where it knows nothing that one could rely on.

    ``lives`` are by folder and file name without its ending, whether the file is still there or not.
    """

    lives: Mapping[tuple[str, str], Life] = field(default_factory=dict)

    def of(self, record: Record) -> Life | None:
        """Return the life of a record under its present and its earlier names, None where git knows none.

        What was held back came when it was let out.
        """
        names = (record.slug, *record.aliases)
        found = [life for name in names if (life := self.lives.get((record.folder, name)))]
        if not found:
            return None
        release = release_of(record) if record.embargo else None
        began = min(life.began for life in found)
        changed = max(life.changed for life in found)
        return Life(max(began, release), max(changed, release)) if release else Life(began, changed)


def read_lives(root: Path) -> Lives:
    """Ask git once for the lives of all records below a catalogue's root.

    Without git, outside a repository, or in a shallow clone, whose dates would be wrong, the history is
    empty, and pages say nothing of the day.
    """
    try:
        if is_cut_off(root):
            return Lives()
        folders = sorted({record_type.folder for record_type in RECORD_TYPES})
        log = ask_git(
            root, "log", "--no-renames", "--format=%x00%ct", "--name-only", "--relative", "--", *folders
        )
    except (OSError, subprocess.SubprocessError):
        return Lives()
    found: dict[tuple[str, str], Life] = {}
    for commit in log.split("\0")[
        1:
    ]:  # the newest first, as far as lines of work beside each other have an order
        seconds, _newline, names = commit.partition("\n")
        moment = dt.datetime.fromtimestamp(int(seconds), dt.UTC)
        for path in (name for name in names.splitlines() if name.endswith((".md", ".yaml"))):
            key = _name_of(path, folders)
            known = found.get(key)
            found[key] = (
                Life(min(moment, known.began), max(moment, known.changed)) if known else Life(moment, moment)
            )
    return Lives(found)


def _name_of(path: str, folders: Iterable[str]) -> tuple[str, str]:
    folder = next((name for name in folders if path.startswith(f"{name}/")), "")
    return folder, PurePosixPath(path).stem


def check_lives(lives: Lives, records: Iterable[Record], present: Iterable[str]) -> Iterator[Problem]:
    """Yield the names that readers and subscribers knew and that nobody answers to any more, as advice.

    ``present`` are the paths of all files of records, those with mistakes included.
    """
    folders = [record_type.folder for record_type in RECORD_TYPES]
    known = {_name_of(path, folders) for path in present}
    for record in records:
        known |= {(record.folder, alias) for alias in record.aliases}
        yield from _check_order(lives, record)
    for (folder, name), life in sorted(lives.lives.items()):
        if folder and name not in {"index", "README"} and (folder, name) not in known:
            yield Problem(
                f"{folder}/{name}",
                1,
                1,
                "UTM414",
                _("this record is gone, and was here on {day}").format(day=life.last),
                _(
                    "add 'aliases: [{name}]' to the record in its place, or bring it back with 'withdrawn:'"
                ).format(name=name),
                severity="advice",
            )


def _check_order(lives: Lives, record: Record) -> Iterator[Problem]:
    """Yield a problem where another name than the first alias is the oldest: the identity in feeds would change."""
    known = {
        name: life
        for name in (*record.aliases, record.slug)
        if (life := lives.lives.get((record.folder, name)))
    }
    first = record.first_name
    if first not in known:
        return
    oldest = min(known, key=lambda name: known[name].began)
    if known[oldest].began < known[first].began:
        line, column = record.source_file.position("aliases")
        yield Problem(
            record.source_file.path,
            line,
            column,
            "UTM415",
            _("aliases: its first name was '{name}', as git knows").format(name=oldest),
            _("put '{name}' first; feeds and calendars know the record by it").format(name=oldest),
            "aliases",
        )
