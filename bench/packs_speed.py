"""How long making all files to take along takes, beside the build of the site that they are made of."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from audit.table import Row, compared
from bench.measuring import Contestant, Task, race, removed

TIMES_THE_BUILD = 1.0


def measure(task: Task) -> Iterator[Row]:
    """Yield the rows about making ZIPs, the text-only edition and EPUBs, and PDFs where WeasyPrint is installed."""
    site = task.work / "packs-site"
    command = [sys.executable, "-m", "utm_exchange", "build", "--root", str(task.catalogue)]
    command += ["--site-dir", str(site), "--today", "2026-11-22"]
    build, both = race(
        [
            Contestant("build", command, lambda: removed(site)),
            Contestant("build with downloads", [*command, "--downloads"], lambda: removed(site)),
        ],
        task.rounds,
    )
    what = f"all files to take along, {task.number:,} records"
    for name, whole, part in (
        ("time", both.seconds, build.seconds),
        ("processor", both.processor, build.processor),
    ):
        yield compared(f"{what}: {name}", "the build", (whole - part, part), "s", TIMES_THE_BUILD)
