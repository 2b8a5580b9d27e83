"""Looking: through every file of a built site, compressed ones included, for traces."""

from __future__ import annotations

import contextlib
import gzip
import io
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import deflate
from ahocorasick_rs import BytesAhoCorasick

from utm_exchange.holdback.traces import Text, Trace
from utm_exchange.side_by_side import share

_FOLDED = re.compile(rb"\r?\n[ \t]")
"""A line that goes on in the next one (RFC 5545, section 3.1)."""
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_UTF_16 = re.compile(rb"<feff((?:[0-9a-f]{4})+)>", re.IGNORECASE)
"""A text of a PDF with letters beyond those of English."""
_DEEPEST = 4
"""Archives in archives that are opened."""
_ENCRYPTED = 1
"""A flag of a file in a ZIP (APPNOTE 4.4.4)."""
_LARGE = 1 << 24
"""Bytes: what says that it is larger is unpacked piece by piece, as it may say so falsely."""


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
    pieces = _Pieces(traces)

    def look(part: Sequence[str]) -> list[tuple[str, int]]:
        return [
            (path, number)
            for file in part
            for path, data in unpacked(file, (site / file).read_bytes())
            for number in _in_file(path, data, traces, pieces, address)
        ]

    # In the order of sizes, so that the two halves are alike: by name, every second file may be an archive.
    found = share(sorted(files, key=lambda file: (site / file).stat().st_size), look)
    return [Leak(traces[number], path) for path, number in sorted(leak for part in found for leak in part)]


class _Pieces:
    """The pieces of all traces, looked for at once (Aho and Corasick 1975), however many there are."""

    def __init__(self, traces: Sequence[Trace]) -> None:
        held: dict[bytes, list[int]] = {}
        for number, trace in enumerate(traces):
            for piece in trace.quick:
                held.setdefault(piece, []).append(number)
        self._numbers = list(held.values())
        """The places of the traces that each piece may belong to."""
        self._found_by = BytesAhoCorasick(held)

    def possible(self, texts: Iterable[bytes]) -> set[int]:
        """Return the places of the traces of which a piece is in one of the texts, which are in small letters."""
        return {
            number
            for text in texts
            for piece, _start, _end in self._found_by.find_matches_as_indexes(text, overlapping=True)
            for number in self._numbers[piece]
        }


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
                    for member in archive.infolist():
                        content = _read(archive, member, data)
                        yield from unpacked(f"{path}!{member.filename}", content, depth + 1)
                return
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, ValueError):
            pass  # it only looks like an archive, so it is looked through as it is
    yield path, data


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, data: bytes) -> bytes:
    """Return what an archive, whose bytes are ``data``, holds as a member.

    Most of a site with downloads is in its archives, which libdeflate unpacks in half the time of ``zipfile``.
    """
    is_usual = member.compress_type == zipfile.ZIP_DEFLATED and not member.flag_bits & _ENCRYPTED
    if is_usual and member.file_size <= _LARGE:
        with contextlib.suppress(deflate.DeflateError, struct.error):
            # Before the content stand 30 bytes, a name and an extra field, whose lengths end the 30 (APPNOTE 4.3.7).
            start = (
                member.header_offset + 30 + sum(struct.unpack_from("<HH", data, member.header_offset + 26))
            )
            content = deflate.deflate_decompress(data[start : start + member.compress_size], member.file_size)
            if deflate.crc32(content) == member.CRC:
                return bytes(content)
    return archive.read(member)


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


def _in_file(path: str, data: bytes, traces: Sequence[Trace], pieces: _Pieces, address: str) -> Iterator[int]:
    """Yield the places of the traces that are in a file or in its name."""
    if b"BEGIN:V" in data[:64]:
        data = _FOLDED.sub(b"", data)
    possible = pieces.possible((data.lower(), path.lower().encode()))
    if possible:
        text = Text(f"{path}\n{data.decode('utf-8', 'replace')}".lower())
        yield from (number for number in sorted(possible) if traces[number].is_in(text, address))
