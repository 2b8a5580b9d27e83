"""Looking: through every file of a built site, compressed ones included, for traces."""

from __future__ import annotations

import contextlib
import gzip
import io
import os
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from utm_exchange.holdback.traces import Text, Trace
from utm_exchange.side_by_side import share

_FOLDED = re.compile(rb"\r?\n[ \t]")
"""A line that goes on in the next one (RFC 5545, section 3.1)."""
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_UTF_16 = re.compile(rb"<feff((?:[0-9a-f]{4})+)>", re.IGNORECASE)
"""A text of a PDF with letters beyond those of English."""
_DEEPEST = 4
"""Archives in archives that are opened."""


@dataclass(frozen=True)
class Leak:
    """A trace in a file; ``path`` is relative to the site, with ``!`` before what is inside an archive."""

    trace: Trace
    path: str


def files_of(site: Path) -> list[str]:
    """Return the paths of all files below a folder, relative to it and with slashes, in order."""
    return sorted(
        f"{inside}{name}"
        for folder, _folders, names in os.walk(site)
        for inside in (f"{Path(folder).relative_to(site).as_posix()}/".removeprefix("./"),)
        for name in names
    )


def leaks(site: Path, files: Sequence[str], traces: Sequence[Trace], address: str = "") -> list[Leak]:
    """Return the traces in each of a site's files, in the order of paths; ``address`` is its own, or ''."""
    if not traces:
        return []
    pieces = _by_piece(traces)

    def look(part: Sequence[str]) -> list[tuple[str, int]]:
        return [
            (path, number)
            for file in part
            for path, data in unpacked(file, (site / file).read_bytes())
            for number in _in_file(path, data, traces, pieces, address)
        ]

    found = share(files, look)
    return [Leak(traces[number], path) for path, number in sorted(leak for part in found for leak in part)]


def _by_piece(traces: Sequence[Trace]) -> dict[bytes, list[int]]:
    """Return the places of the traces that each piece may belong to, so that each piece is looked for once."""
    pieces: dict[bytes, list[int]] = {}
    for number, trace in enumerate(traces):
        for piece in trace.quick:
            pieces.setdefault(piece, []).append(number)
    return pieces


def unpacked(path: str, data: bytes, depth: int = 0) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content of a file, or of what it holds where it is gzip, brotli, zip or PDF."""
    if data[:5] == b"%PDF-":
        yield path, _said_in_pdf(data)
        return
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


def _said_in_pdf(data: bytes) -> bytes:
    """Return a PDF with its streams unpacked: bookmarks, titles and addresses are then to be read.

    The letters on its pages are numbers in a font of its own. They come from pages of the site, which are
    looked through themselves.
    """
    parts = [data]
    for stream in _STREAM.finditer(data):
        with contextlib.suppress(zlib.error):
            parts.append(zlib.decompress(stream[1]))
    return _UTF_16.sub(_in_utf_8, b"\n".join(parts))


def _in_utf_8(text: re.Match[bytes]) -> bytes:
    return bytes.fromhex(text[1].decode()).decode("utf-16-be", "replace").encode()


def _in_file(
    path: str, data: bytes, traces: Sequence[Trace], pieces: Mapping[bytes, Sequence[int]], address: str
) -> Iterator[int]:
    """Yield the places of the traces that are in a file or in its name."""
    if b"BEGIN:V" in data[:64]:
        data = _FOLDED.sub(b"", data)
    small = data.lower()
    name = path.lower().encode()
    possible = {
        number for piece, numbers in pieces.items() if piece in small or piece in name for number in numbers
    }
    if possible:
        text = Text(f"{path}\n{data.decode('utf-8', 'replace')}".lower())
        yield from (number for number in sorted(possible) if traces[number].is_in(text, address))
