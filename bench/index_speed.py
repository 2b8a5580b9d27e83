"""How long building the index of the search takes and how much memory, against lunr.js in Node and the `lunr` package."""

from __future__ import annotations

import shutil
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from audit.table import Row, compared, limited
from bench.measuring import Task, run
from bench.search_engines import sites_of

from utm_exchange.search.plugin import LUNR

MOST_SECONDS, MOST_MEGABYTES, MOST_RECORDS = 5.0, 500.0, 10_000
TIMES = 1 / 3
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Built:
    """What building took: seconds without reading the texts, and the peak of the whole process."""

    seconds: float
    megabytes: float


def measure(task: Task) -> Iterator[Row]:
    """Yield the rows about building the index, from the texts of the documents to the finished files."""
    documents = str(sites_of(task) / "documents.json")
    python = [sys.executable, str(Path(__file__).with_name("index_with_python.py"))]
    runs = [_built("ours", [*python, "ours", documents]) for _round in range(task.rounds)]
    ours = Built(*(statistics.median(values) for values in zip(*map(astuple, runs), strict=True)))
    what = f"index, {task.number:,} records"
    if task.number <= MOST_RECORDS:
        yield limited(f"{what}: time", ours.seconds, "s", MOST_SECONDS)
        yield limited(f"{what}: memory", ours.megabytes, "MB", MOST_MEGABYTES)
    # The others take minutes: once is enough to see a factor of three.
    yield from _against(what, ours, "lunr package", _built("the lunr package", [*python, "lunr", documents]))
    node = shutil.which("node")
    if not node:
        yield Row(what, "", "lunr.js in Node", "Node.js is not installed")
        return
    script = [node, "--max-old-space-size=8192", str(Path(__file__).with_name("index_with_node.js"))]
    yield from _against(
        what, ours, "lunr.js in Node", _built("lunr.js in Node", [*script, str(LUNR), documents])
    )


def _built(name: str, command: Sequence[str]) -> Built:
    print(f"  index: {name}", file=sys.stderr, flush=True)
    measured = run(command)
    return Built(float(measured.output), measured.peak / MEGABYTE)


def _against(what: str, ours: Built, other: str, theirs: Built) -> Iterator[Row]:
    yield compared(f"{what}: time", other, (ours.seconds, theirs.seconds), "s", TIMES)
    yield compared(f"{what}: memory", other, (ours.megabytes, theirs.megabytes), "MB", TIMES)
