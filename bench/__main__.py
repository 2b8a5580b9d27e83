"""Speed, size and relevance, side by side with what they are compared to.

    python3 scripts/bench.py build 3000     everything about building
    python3 scripts/bench.py check 10000    checking only
    python3 scripts/bench.py search 3000    searching, in a browser slowed four times
    python3 scripts/bench.py offline 300    opening saved pages, in a browser slowed four times
    python3 scripts/bench.py packs 3000     making packs, and all files to take along, beside the build
    python3 scripts/bench.py relevance      what search finds, over the real catalogue (no N needed)
    python3 scripts/bench.py all 3000       every benchmark there is

A further benchmark is one module with a function like `check_speed.measure`, and a line in BENCHMARKS.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from audit.table import Row, written
from bench.measuring import CommandFailedError, Task, machine

from bench import (
    build_speed,
    check_speed,
    explorer_speed,
    index_speed,
    offline_speed,
    packs_speed,
    search_relevance,
    search_speed,
)

Benchmark = Callable[[Task], Iterator[Row]]

BENCHMARKS: dict[str, tuple[Benchmark, ...]] = {
    "build": (check_speed.measure, build_speed.measure),
    "check": (check_speed.measure,),
    "search": (index_speed.measure, search_speed.measure, explorer_speed.measure),
    "offline": (offline_speed.measure,),
    "packs": (packs_speed.measure,),
    "relevance": (search_relevance.measure,),
}


def main() -> int:
    """Run the benchmark that the command line names and print its table."""
    parser = argparse.ArgumentParser(
        prog="bench.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("benchmark", choices=[*BENCHMARKS, "all"], help="what to measure")
    parser.add_argument(
        "number", type=int, nargs="?", default=3000, metavar="N", help="how many records (default 3000)"
    )
    parser.add_argument(
        "--rounds", type=int, default=3, help="how often each is run; the median counts (default 3)"
    )
    parser.add_argument("--seed", type=int, default=0, help="seed of the synthetic catalogue (default 0)")
    chosen = parser.parse_args()
    benchmarks = dict.fromkeys(
        measure
        for name, measures in BENCHMARKS.items()
        if chosen.benchmark in {name, "all"}
        for measure in measures
    )
    note = machine()
    with tempfile.TemporaryDirectory(prefix="utm-bench-") as work:
        task = Task(chosen.number, chosen.seed, chosen.rounds, Path(work))
        try:
            rows = [row for measure in benchmarks for row in measure(task)]
        except CommandFailedError as error:
            print(error, file=sys.stderr)
            return 1
    print(f"{note}\n{task.note}.\n")
    print(written(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
