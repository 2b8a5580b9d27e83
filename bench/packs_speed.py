"""How long making the packs takes, and all files to take along, beside the build of the site that they are made of."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from audit.table import Row, compared
from bench.catalogues import with_options, with_plugins
from bench.measuring import Contestant, Task, race, removed

TIMES_THE_BUILD = 1.0
PACKS = frozenset(("utm-offline", "utm-downloads"))


def measure(task: Task) -> Iterator[Row]:
    """Yield the rows about packs that browsers save, about packs as files, and about these with EPUBs and PDFs."""
    without = with_plugins(task.catalogue, task.work / "without-packs", lambda name: name not in PACKS)
    plain = {"books": False}
    without_books = with_options(task.catalogue, task.work / "without-books", "utm-downloads", plain)
    site = task.work / "packs-site"

    def build(name: str, catalogue: Path, *options: str) -> Contestant:
        command = [sys.executable, "-m", "utm_exchange", "build", "--root", str(catalogue)]
        command += ["--site-dir", str(site), "--today", "2026-11-22", *options]
        return Contestant(name, command, lambda: removed(site))

    bare, packed, zipped, taken = race(
        [
            build("build without packs", without),
            build("build", task.catalogue),
            build("build with ZIP files and the text-only edition", without_books, "--downloads"),
            build("build with downloads", task.catalogue, "--downloads"),
        ],
        task.rounds,
    )
    for what, other, more, less in (
        ("packs to save in a browser", "the build without them", packed, bare),
        ("ZIP files of the whole and of each pack, text-only edition", "the build", zipped, packed),
        ("the same with all EPUBs and PDFs", "the build", taken, packed),
    ):
        for name, whole, part in (
            ("time", more.seconds, less.seconds),
            ("processor", more.processor, less.processor),
        ):
            row = f"{what}, {task.number:,} records: {name}"
            yield compared(row, other, (whole - part, part), "s", TIMES_THE_BUILD)
