"""Measuring: each command in a process of its own, the contestants in turns, the median of the rounds."""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAST_LINES = 12  # how much of a failed command's output is shown


@dataclass
class Task:
    """What the command line asks for; the synthetic catalogue is made when a benchmark first needs it."""

    number: int
    seed: int
    rounds: int
    work: Path
    """A folder that is removed at the end."""

    @cached_property
    def catalogue(self) -> Path:
        """The synthetic catalogue of so many records.

        Raises:
            CommandFailedError: it could not be made.
        """
        folder = self.work / "catalogue"
        made = ["synth", str(self.number), str(folder), "--seed", str(self.seed)]
        run([sys.executable, "-m", "utm_exchange", *made])
        return folder

    @property
    def note(self) -> str:
        """Say in a line what was measured."""
        if "catalogue" not in vars(self):
            return "The catalogue of this repository"
        return f"Synthetic catalogue of {self.number:,} records, seed {self.seed}; median of {self.rounds} rounds"


@dataclass(frozen=True)
class Contestant:
    """A command to be measured; ``before`` runs ahead of each round and is not measured."""

    name: str
    command: Sequence[str]
    before: Callable[[], None] = field(default=lambda: None)


@dataclass(frozen=True)
class Measured:
    """Medians over the rounds; 0 where the system does not tell.

    ``seconds`` are those of the clock on the wall, ``processor`` those that the processor worked: on a machine
    that others use too they are the steadier ones. ``peak`` is the largest resident set in bytes.
    """

    seconds: float
    processor: float
    peak: float
    output: str = ""
    """What a single run printed."""


class CommandFailedError(Exception):
    """A command that was to be measured failed; the message holds the end of its output."""


def race(contestants: Sequence[Contestant], rounds: int) -> list[Measured]:
    """Run the contestants in turns, so that a noisy minute hits all alike; return them in the order given.

    Raises:
        CommandFailedError: one of them did not end well.
    """
    found: dict[str, list[Measured]] = {contestant.name: [] for contestant in contestants}
    for number in range(rounds):
        # The order turns round: whoever comes second finds the files in the cache.
        for contestant in contestants if number % 2 == 0 else reversed(contestants):
            print(f"  round {number + 1} of {rounds}: {contestant.name}", file=sys.stderr, flush=True)
            contestant.before()
            found[contestant.name].append(run(contestant.command))
    return [_median(runs) for runs in found.values()]


def _median(runs: Sequence[Measured]) -> Measured:
    return Measured(
        *map(statistics.median, zip(*((run.seconds, run.processor, run.peak) for run in runs), strict=True))
    )


def removed(folder: Path) -> None:
    """Remove what a run before has made, so that each begins alike."""
    if folder.exists():
        shutil.rmtree(folder)


def run(command: Sequence[str]) -> Measured:
    """Run one command and measure it.

    Raises:
        CommandFailedError: it did not end with 0.
    """
    environment = {**os.environ, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"}
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    output = process.stdout.read() if process.stdout else ""
    processor, peak = _wait(process)
    seconds = time.perf_counter() - started
    if process.returncode:
        lines = "\n".join(output.splitlines()[-LAST_LINES:])
        raise CommandFailedError(f"{' '.join(command)}\nended with {process.returncode}:\n{lines}")
    return Measured(seconds, processor, peak, output)


def _wait(process: subprocess.Popen[str]) -> tuple[float, int]:
    """Wait for the end; return processor seconds and the largest resident set in bytes. Windows does not tell."""
    if sys.platform == "win32":
        process.wait()
        return 0, 0
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def machine() -> str:
    """Say in a line what the figures were taken on."""
    processor = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = (
            line.partition(":")[2].strip()
            for line in cpuinfo.read_text("utf-8").splitlines()
            if line.startswith("model name")
        )
        processor = next(names, processor)
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return (
        f"{processor}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}{load}"
    )
