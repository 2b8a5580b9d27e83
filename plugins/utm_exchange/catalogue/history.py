"""History: what git knows of each record's file: when it came, when it changed, when it was renamed."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from utm_exchange.catalogue.git import ask_git, is_cut_off
from utm_exchange.records.types import RECORD_TYPES

Kind = Literal["added", "updated", "renamed"]
SIMILAR = "--find-renames=70%"
"""How much of a file must stay for git to call it renamed. Records share their field names, so half is too little."""
_KINDS: Mapping[str, Kind] = {"A": "added", "C": "added", "R": "renamed"}
_WEIGHT: Mapping[Kind, int] = {"updated": 0, "renamed": 1, "added": 2}


@dataclass(frozen=True, slots=True)
class FileChange:
    """What happened to a file on one day."""

    day: dt.date
    kind: Kind


@dataclass(frozen=True, slots=True)
class FileHistory:
    """The changes of one file, the oldest first: one a day, the weightiest; never empty."""

    changes: tuple[FileChange, ...]

    @property
    def first(self) -> dt.date:
        """The day on which the file came."""
        return self.changes[0].day

    @property
    def last(self) -> dt.date:
        """The day of its last change."""
        return self.changes[-1].day


@dataclass(frozen=True, slots=True)
class History:
    """What git knows of the records of a catalogue, by today's path relative to its root.

    ``gap`` says why nothing is known: ``no-git`` (no git, or no repository), ``shallow`` (a clone
    without its past, whose dates would be wrong), or '' where the history is whole.
    """

    files: Mapping[str, FileHistory]
    gap: Literal["", "no-git", "shallow"] = ""

    def of(self, path: str) -> FileHistory | None:
        """Return the history of a file, or None for one that git doesn't know."""
        return self.files.get(path)


def read_history(root: Path, today: dt.date) -> History:
    """Read the history of all records with one ``git log``; nothing after ``today`` counts.

    A change counts on the day on which it reached the branch that is built: a merge is one change
    (``--first-parent``), whatever went on before on the branch that was merged. Renamed files keep
    their past. Names and e-mail addresses of authors aren't read at all.
    """
    try:
        if is_cut_off(root):
            return History({}, "shallow")
        folders = sorted({record_type.folder for record_type in RECORD_TYPES})
        log = ask_git(
            root,
            "log",
            "--first-parent",
            "-m",
            SIMILAR,
            "--format=%x00%x00%cs",
            "--name-status",
            "-z",
            "--relative",
            "--",
            *folders,
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return History({}, "no-git")
    return History(_gather(_commits(log), today))


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of a commit: git's letter for what happened, the path before and the path after."""

    letter: str
    before: str
    after: str


def _commits(log: str) -> Iterator[tuple[dt.date, list[_Entry]]]:
    """Yield day and entries of each commit, the newest first.

    Format: https://git-scm.com/docs/git-log (``-z``, ``--name-status``): fields end in NUL, and
    renames (R) and copies (C) have two paths. The format above puts two NULs before each commit.
    """
    for commit in log.split("\0\0"):
        head, _end, rest = commit.lstrip("\0").partition("\0")
        if not head:
            continue
        fields = iter(rest.lstrip("\n").split("\0"))
        entries = []
        for status in fields:
            letter = status.strip()[:1]
            if letter:
                before = next(fields)
                entries.append(_Entry(letter, before, next(fields) if letter in "RC" else before))
        yield dt.date.fromisoformat(head.strip()), entries


def _gather(commits: Iterator[tuple[dt.date, list[_Entry]]], today: dt.date) -> Mapping[str, FileHistory]:
    found: dict[str, dict[dt.date, Kind]] = {}
    # What a path of that time is called today; None for the path of a file that was deleted since.
    names: dict[str, str | None] = {}
    for day, entries in commits:
        earlier: dict[str, str | None] = {}
        for entry in entries:
            name = names.get(entry.after, entry.after)
            kind = _KINDS.get(entry.letter, "updated")
            if name is not None and entry.letter != "D" and day <= today:
                days = found.setdefault(name, {})
                days[day] = max(days.get(day, kind), kind, key=_WEIGHT.__getitem__)
            if entry.letter == "R":
                earlier[entry.before] = name
                earlier.setdefault(entry.after, None)
            elif entry.letter in "ACD":
                earlier.setdefault(entry.after, None)
        names |= earlier
    return {
        name: FileHistory(tuple(FileChange(day, days[day]) for day in sorted(days)))
        for name, days in found.items()
    }
