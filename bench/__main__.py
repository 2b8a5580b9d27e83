"""Speed and size, side by side with what they are compared to, on a synthetic catalogue.

    python3 scripts/bench.py build 3000     everything about building
    python3 scripts/bench.py check 10000    checking only
    python3 scripts/bench.py all 3000       every benchmark there is

A further benchmark is one module with a function like `check_speed.measure`, and a line in BENCHMARKS.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import build_speed
import check_speed
from measuring import CommandFailedError, machine
from table import Row, written

Benchmark = Callable[[Path, int, Path, int], Iterator[Row]]
"""Takes a catalogue, its number of records, a folder to work in and how many rounds to run; yields rows."""

BENCHMARKS: dict[str, tuple[Benchmark, ...]] = {
    "build": (check_speed.measure, build_speed.measure),
    "check": (check_speed.measure,),
}


def main() -> int:
    """Run the benchmark that the command line names and print its table."""
    parser = argparse.ArgumentParser(
        prog="bench.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("benchmark", choices=[*BENCHMARKS, "all"], help="what to measure")
    parser.add_argument("number", type=int, metavar="N", help="how many records")
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
        catalogue = Path(work) / "catalogue"
        made = [
            sys.executable,
            "-m",
            "utm_exchange",
            "synth",
            str(chosen.number),
            str(catalogue),
            "--seed",
            str(chosen.seed),
        ]
        if subprocess.run(made, check=False, stdout=subprocess.DEVNULL).returncode:
            return 2
        try:
            rows = [
                row
                for measure in benchmarks
                for row in measure(catalogue, chosen.number, Path(work), chosen.rounds)
            ]
        except CommandFailedError as error:
            print(error, file=sys.stderr)
            return 1
    print(
        f"{note}\nSynthetic catalogue of {chosen.number:,} records, seed {chosen.seed}; median of {chosen.rounds} rounds.\n"
    )
    print(written(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
