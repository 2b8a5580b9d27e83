"""How long making the packs takes, and all files to take along, beside the build of the site that they are made of."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from audit.table import Row, compared
from bench.catalogues import with_plugins
from bench.measuring import Contestant, Task, race, removed

TIMES_THE_BUILD = 1.0
PACKS = frozenset(("utm-offline", "utm-downloads"))


def measure(task: Task) -> Iterator[Row]:
    """Yield the rows about packs that browsers save, then about ZIPs, the text-only edition, EPUBs and PDFs."""
    without = with_plugins(task.catalogue, task.work / "without-packs", lambda name: name not in PACKS)
    site = task.work / "packs-site"

    def build(name: str, catalogue: Path, *options: str) -> Contestant:
        command = [sys.executable, "-m", "utm_exchange", "build", "--root", str(catalogue)]
        command += ["--site-dir", str(site), "--today", "2026-11-22", *options]
        return Contestant(name, command, lambda: removed(site))

    bare, packed, taken = race(
        [
            build("build without packs", without),
            build("build", task.catalogue),
            build("build with downloads", task.catalogue, "--downloads"),
        ],
        task.rounds,
    )
    for what, other, more, less in (
        ("packs to save in a browser", "the build without them", packed, bare),
        ("downloads of the whole and of each pack", "the build", taken, packed),
    ):
        for name, whole, part in (
            ("time", more.seconds, less.seconds),
            ("processor", more.processor, less.processor),
        ):
            row = f"{what}, {task.number:,} records: {name}"
            yield compared(row, other, (whole - part, part), "s", TIMES_THE_BUILD)
