"""History: when git first and last saw a file change."""

from __future__ import annotations

import datetime as dt
import subprocess
from dataclasses import dataclass
from pathlib import Path

from utm_exchange.records.types import RECORD_TYPES


@dataclass(frozen=True, slots=True)
class Days:
    """The days of the first and of the last commit of a file."""

    first: dt.date
    last: dt.date


def commit_days(root: Path) -> dict[str, Days]:
    """Return the days on which git saw each record's file, by path relative to ``root``.

    Without git, outside a repository, or in a shallow clone, whose dates would be wrong, nothing is
    returned, and pages say nothing of the day.
    """
    try:
        if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
            return {}
        folders = sorted({record_type.folder for record_type in RECORD_TYPES})
        log = _git(
            root, "log", "--no-renames", "--format=%x00%cs", "--name-only", "--relative", "--", *folders
        )
    except (OSError, subprocess.SubprocessError):
        return {}
    found: dict[str, Days] = {}
    for commit in log.split("\0")[1:]:  # the newest first
        text, _newline, names = commit.partition("\n")
        day = dt.date.fromisoformat(text)
        for name in filter(None, names.splitlines()):
            found[name] = Days(day, found[name].last if name in found else day)
    return found


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-c", "core.quotepath=off", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        encoding="utf-8",
    )
    return done.stdout
