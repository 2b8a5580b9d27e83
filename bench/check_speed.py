"""How long `check` takes: on one file, and on all of them against the bare YAML parser."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from audit.table import Row, compared, limited
from bench.measuring import ROOT, Contestant, Task, race

ONE_FILE_SECONDS = 1.0
TIMES_THE_PARSER = 3.0


def measure(task: Task) -> Iterator[Row]:
    """Yield the rows about `check`."""
    catalogue = task.catalogue
    check = [sys.executable, str(ROOT / "scripts" / "check.py"), "--root", str(catalogue)]
    one = next(iter(sorted((catalogue / "content" / "practices").iterdir())))
    (single,) = race([Contestant("check one file", [*check, str(one)])], task.rounds)
    yield limited(f"check, one file of {task.number:,}", single.seconds, "s", ONE_FILE_SECONDS)
    parser = [sys.executable, str(Path(__file__).with_name("yaml_parse.py")), str(catalogue)]
    ours, bare = race([Contestant("check all", check), Contestant("parse all", parser)], task.rounds)
    what, other = f"check, {task.number:,} records", "C YAML parser"
    yield compared(f"{what}: time", other, (ours.seconds, bare.seconds), "s", TIMES_THE_PARSER)
    yield compared(f"{what}: processor", other, (ours.processor, bare.processor), "s", TIMES_THE_PARSER)
