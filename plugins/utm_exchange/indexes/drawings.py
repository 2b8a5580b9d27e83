"""Drawings: the land of the world map and the locators, made once and kept.

Cutting outlines out of a data set of half a million points takes seconds and a hundred megabytes.
It is done in a process of its own beside the build, and what it made is kept under ``.cache/maps/``
of the catalogue, named after the code and the data that it depends on.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from utm_exchange.indexes import geography, locator, projection, svg

Place = tuple[str, float, float]
"""Country code, degrees north, degrees east."""
LAND = "land"


@cache
def _version() -> str:
    """Return a name that changes with the code and the data of the drawings."""
    digest = hashlib.sha256()
    for module in (geography, projection, svg, locator):
        digest.update(Path(str(module.__file__)).read_bytes())
    digest.update(version(geography.DISTRIBUTION).encode())
    return digest.hexdigest()[:16]


def _key(place: Place) -> str:
    return "{} {} {}".format(*place)


class Drawings:
    """The drawings that one build needs.

    ``prepare`` begins to make what is missing; ``land`` and ``locator`` wait for it.
    """

    def __init__(self, folder: Path) -> None:
        """Read what was kept in ``folder``; a damaged file is made anew."""
        self._file = folder / f"{_version()}.json"
        self._worker: subprocess.Popen[bytes] | None = None
        try:
            kept = json.loads(self._file.read_text("utf-8"))
            self._made: dict[str, str] = {str(key): str(value) for key, value in kept.items()}
        except (OSError, ValueError, AttributeError):
            self._made = {}

    def prepare(self, places: Iterable[Place]) -> None:
        """Begin to draw the land and the places that are missing, in a process beside this one."""
        wanted = sorted({LAND, *map(_key, places)} - self._made.keys())
        if not wanted:
            return
        # A file and not a pipe: the worker writes a megabyte, and nobody reads before it is done.
        self._answer = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the worker
        self._worker = subprocess.Popen(
            [sys.executable, "-m", "utm_exchange.indexes.drawings"],
            stdin=subprocess.PIPE,
            stdout=self._answer,
        )
        assert self._worker.stdin is not None  # noqa: S101 - asked for above
        self._worker.stdin.write(json.dumps(wanted).encode())
        self._worker.stdin.close()

    def _finish(self) -> None:
        if self._worker is None:
            return
        code = self._worker.wait()
        self._worker = None
        with self._answer as answer:
            answer.seek(0)
            text = answer.read()
        if code != 0:
            raise RuntimeError("the maps could not be drawn; the lines above say why")
        self._made |= json.loads(text)
        self._keep()

    def _keep(self) -> None:
        """Keep what was made. Where that fails, the next build draws again, and nothing else is lost."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            aside = self._file.with_suffix(f".{os.getpid()}")
            aside.write_text(json.dumps(self._made, ensure_ascii=False, sort_keys=True), "utf-8")
            aside.replace(self._file)
        except OSError:
            return

    def land(self) -> str:
        """Return the path of the land on the world map."""
        self._finish()
        return self._made[LAND]

    def locator(self, place: Place) -> str:
        """Return the drawing of a place in its country; '' for an unknown country."""
        self._finish()
        return self._made[_key(place)]


def _draw(key: str) -> str:
    if key == LAND:
        return svg.land_path()
    country, lat, lon = key.split(" ")
    return locator.locator(country, float(lat), float(lon))


if __name__ == "__main__":
    json.dump({key: _draw(key) for key in json.load(sys.stdin)}, sys.stdout)
