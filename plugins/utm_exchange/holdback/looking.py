"""Looking: through every file of a built site, compressed ones included, for traces."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from utm_exchange.holdback.traces import Trace

_FOLDED = re.compile(rb"\r?\n[ \t]")
"""A line that goes on in the next one (RFC 5545, section 3.1)."""
_DEEPEST = 4
"""Archives in archives that are opened."""


@dataclass(frozen=True)
class Leak:
    """A trace in a file; ``path`` is relative to the site, with ``!`` before what is inside an archive."""

    trace: Trace
    path: str


def leaks(site: Path, traces: Sequence[Trace], address: str = "") -> Iterator[Leak]:
    """Yield the traces in each file, in the order of paths; ``address`` is the site's own, or ''."""
    if not traces:
        return
    for file in sorted(path for path in site.rglob("*") if path.is_file()):
        name = file.relative_to(site).as_posix()
        for path, data in unpacked(name, file.read_bytes()):
            yield from _in_file(path, data, traces, address)


def unpacked(path: str, data: bytes, depth: int = 0) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content of a file, or of what it holds where it is gzip, brotli or zip."""
    if depth < _DEEPEST:
        try:
            if data[:2] == b"\x1f\x8b":
                yield from unpacked(f"{path}!", gzip.decompress(data), depth + 1)
                return
            if path.endswith(".br"):
                import brotli

                yield from unpacked(f"{path}!", brotli.decompress(data), depth + 1)
                return
            if data[:4] == b"PK\x03\x04":
                with zipfile.ZipFile(io.BytesIO(data)) as archive:
                    for member in archive.namelist():
                        yield from unpacked(f"{path}!{member}", archive.read(member), depth + 1)
                return
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, ValueError):
            pass  # it only looks like an archive, so it is looked through as it is
    yield path, data


def _in_file(path: str, data: bytes, traces: Sequence[Trace], address: str) -> Iterator[Leak]:
    if b"BEGIN:V" in data[:64]:
        data = _FOLDED.sub(b"", data)
    small = data.lower()
    name = path.lower().encode()
    text = ""
    for trace in traces:
        if any(piece in small or piece in name for piece in trace.quick):
            text = text or f"{path}\n{data.decode('utf-8', 'replace')}".lower()
            if trace.is_in(text, address):
                yield Leak(trace, path)
