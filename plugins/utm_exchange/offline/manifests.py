"""Manifests: what a pack of one edition consists of, for the browser that saves it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from utm_exchange.offline.fragments import Shell, digest
from utm_exchange.offline.parts import Part

FORMAT = 1
"""Version of the format; a browser refuses what it was not written for."""
FOLDER = "packs/"
PARTS = f"{FOLDER}parts/"


@dataclass(frozen=True)
class SavedFile:
    """A file that is saved as it is: its path, the name that its content gives it, and its bytes."""

    path: str
    digest: str
    size: int


@dataclass(frozen=True)
class Holding:
    """What a pack consists of; ``parts`` and ``files`` may be those of other packs, too."""

    id: str
    kind: str
    label: str
    records: int
    start: str
    """Address of the page to begin with."""
    parts: Sequence[Part]
    files: Sequence[SavedFile]

    @property
    def size(self) -> int:
        """Bytes that it takes on a device, the shell left aside."""
        return sum(part.size for part in self.parts) + sum(file.size for file in self.files)


def shell_part(shell: Shell) -> tuple[Part, bytes]:
    """Return the file with all that the pages of an edition share, and its content."""
    found = {"edition": shell.edition, "blocks": dict(shell.blocks), "files": dict(shell.files)}
    data = text_of(found).encode()
    return Part(digest(data), len(data), ()), data


def manifest(holding: Holding, shell: Shell, shared: Part, day: str) -> dict[str, Any]:
    """Return what the browser reads: parts are ``[digest, bytes, keys]``, files ``[path, digest, bytes]``."""
    return {
        "format": FORMAT,
        "id": holding.id,
        "kind": holding.kind,
        "label": holding.label,
        "records": holding.records,
        "edition": shell.edition,
        "day": day,
        "start": holding.start,
        "shell": [shared.digest, shared.size],
        "parts": [[part.digest, part.size, part.keys] for part in holding.parts],
        "files": [[file.path, file.digest, file.size] for file in holding.files],
    }


def text_of(data: object) -> str:
    """Return JSON on one line, the same for the same data."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
