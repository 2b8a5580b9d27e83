"""History: when git last saw a file change."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path

from utm_exchange.records.types import RECORD_TYPES


def last_changes(root: Path) -> dict[str, dt.date]:
    """Return the day of the last commit of each record's file, by path relative to ``root``.

    Without git, outside a repository, or in a shallow clone, whose dates would be wrong, nothing is
    returned, and pages say nothing of the day.
    """
    try:
        if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
            return {}
        log = _git(root, "log", "--format=%x00%cs", "--name-only", "--relative", "--", *sorted({t.folder for t in RECORD_TYPES}))
    except (OSError, subprocess.SubprocessError):
        return {}
    found: dict[str, dt.date] = {}
    for commit in log.split("\0")[1:]:
        day, _newline, names = commit.partition("\n")
        for name in names.splitlines():
            if name:
                found.setdefault(name, dt.date.fromisoformat(day))
    return found


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-c", "core.quotepath=off", *arguments], cwd=root, capture_output=True, text=True, check=True, timeout=60, encoding="utf-8"
    )
    return done.stdout
