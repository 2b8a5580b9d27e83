"""Reading: from bytes on disk to the text of a record, with every way in which that can go wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from utm_exchange.i18n import gettext as _
from utm_exchange.records.characters import odd_character
from utm_exchange.records.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from utm_exchange.records.yaml_text import Place

LARGEST = 512 * 1024
"""Bytes. The longest real record has about 12 kB; more is a mistake or an attack."""


@dataclass(frozen=True)
class SourceFile:
    """The text of one record: its YAML, and the Markdown below it.

    ``path`` is relative to the catalogue's root, with forward slashes. ``yaml_line`` and
    ``body_line`` are the lines, from 1, on which the two parts begin.
    """

    path: str
    yaml: str
    yaml_line: int = 1
    body: str = ""
    body_line: int = 1

    @cached_property
    def _places(self) -> Mapping[tuple[str | int, ...], Place]:
        from utm_exchange.records.yaml_text import places

        return places(self.yaml)

    def holds(self, *path: str | int) -> bool:
        """Tell whether something, be it empty, stands at a path."""
        return path in self._places

    def position(self, *path: str | int, name: bool = False) -> tuple[int, int]:
        """Return line and column, from 1, of the value at a path such as ``("results", 0, "year")``.

        With ``name`` it is the field's name that is pointed at. What is not there is looked for
        where it would belong: at the group around it.
        """
        for length in range(len(path), 0, -1):
            place = self._places.get(path[:length])
            if place:
                line, column = place.name if name else place.value
                return line + self.yaml_line, column + 1
        return self.yaml_line, 1


def linked_away(name: str) -> Problem:
    """Return the problem of a link of the file system in place of a file."""
    return Problem(
        name,
        1,
        1,
        "UTM116",
        _("this is a link to another place, not a file"),
        _("put the file itself here; a link could publish what stands elsewhere on the machine"),
    )


def read_source(root: Path, path: Path) -> SourceFile | Problem:
    """Read a record's file, or say what keeps it from being read."""
    data = read_bytes(root, path)
    return data if isinstance(data, Problem) else source_of(path.relative_to(root).as_posix(), data)


def read_page(root: Path, path: Path) -> SourceFile | Problem:
    """Read a page that is no record and may do without facts at its top, or say what keeps it from being read."""
    data = read_bytes(root, path)
    name = path.relative_to(root).as_posix()
    text = data if isinstance(data, Problem) else _decoded(name, data)
    if isinstance(text, Problem):
        return text
    return _split(name, text) if text.startswith("---") else SourceFile(name, "", body=text)


def read_bytes(root: Path, path: Path) -> bytes | Problem:
    """Return the bytes of a file that may be a record, or say why they cannot be one's."""
    name = path.relative_to(root).as_posix()
    if path.is_symlink() and path.exists():
        return linked_away(name)
    if path.is_dir():
        return Problem(
            name,
            1,
            1,
            "UTM101",
            _("this is a folder with the name of a record"),
            _("rename the folder, or put one file in its place"),
        )
    try:
        size = path.stat().st_size
        if size > LARGEST:
            return Problem(
                name,
                1,
                1,
                "UTM103",
                _("this file has {size} kB, at most {limit} kB fit").format(
                    size=size // 1024, limit=LARGEST // 1024
                ),
                _("keep the text of one record in it; pictures and reports belong in files of their own"),
            )
        return path.read_bytes()
    except OSError as error:
        return Problem(
            name,
            1,
            1,
            "UTM102",
            _("this file cannot be read: {reason}").format(reason=error.strerror or error),
            _("check that it exists and that you may read it"),
        )


_DOCUMENTS = (b"PK\x03\x04", b"%PDF", b"{\\rtf", b"\xd0\xcf\x11\xe0")
"""How files of Word, LibreOffice and Acrobat begin, whatever their names."""


def _first_odd_byte(data: bytes) -> int | None:
    """Return where bytes cease to be UTF-8; a zero byte shows UTF-16 or UTF-32 without a mark."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    zero = data.find(b"\0")
    return None if zero < 0 else zero


def source_of(name: str, data: bytes) -> SourceFile | Problem:
    """Return the record's text that bytes hold, or say what is wrong; ``name`` ends as the file would."""
    text = _decoded(name, data)
    if isinstance(text, Problem):
        return text
    return SourceFile(name, text) if not name.endswith(".md") else _split(name, text)


def _decoded(name: str, data: bytes) -> str | Problem:
    odd_byte = _first_odd_byte(data)
    if odd_byte is not None:
        line = data.count(b"\n", 0, odd_byte) + 1
        before = data[data.rfind(b"\n", 0, odd_byte) + 1 : odd_byte]
        return Problem(
            name,
            line,
            len(before.decode("utf-8-sig", "replace")) + 1,
            "UTM104",
            _("this file is not in UTF-8"),
            _("copy its text into a plain text file; documents of a text processor are not read")
            if data.startswith(_DOCUMENTS)
            else _("open it in your editor and save it with the encoding UTF-8"),
        )
    text = data.decode("utf-8-sig")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return Problem(
            name,
            1,
            1,
            "UTM105",
            _("this file is empty"),
            _("fill it in, or delete it; 'utm new' writes a template"),
        )
    if odd := odd_character(text):
        line = text.count("\n", 0, odd.start) + 1
        column = odd.start - (text.rfind("\n", 0, odd.start) + 1) + 1
        return Problem(name, line, column, odd.code, odd.message, odd.hint)
    return text


_SECOND_BLOCK = re.compile(r"^---[ \t]*\n(?:[a-z_]+:.*\n)(?:.*\n)*?---[ \t]*$", re.MULTILINE)


def _split(name: str, text: str) -> SourceFile | Problem:
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        if "---" in lines[1:20]:
            hint = _("delete what stands before the first line of three hyphens '---', empty lines too")
        else:
            hint = _(
                "begin with a line of three hyphens '---', then 'title: …' and the other facts, then '---' again"
            )
        return Problem(name, 1, 1, "UTM106", _("this file does not begin with its facts"), hint)
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in {"---", "..."}), None)
    if end is None:
        return Problem(
            name,
            1,
            1,
            "UTM107",
            _("the facts at the top have no end"),
            _("put a line of three hyphens '---' between the facts and the text"),
        )
    body = lines[end + 1 :]
    first = next((i for i, line in enumerate(body) if line.strip()), len(body))
    if first < len(body) and body[first].rstrip() == "---":
        return Problem(
            name,
            end + first + 2,
            1,
            "UTM112",
            _("there are two blocks of facts at the top"),
            _("move the facts of the second block into the first, and delete the second"),
        )
    if again := _SECOND_BLOCK.search("\n".join(body)):
        return Problem(
            name,
            end + 2 + "\n".join(body).count("\n", 0, again.start()),
            1,
            "UTM112",
            _("a second block of facts begins here"),
            _("put the second record into a file of its own"),
        )
    body_line = end + 2 + first if first < len(body) else end + 1
    return SourceFile(name, "\n".join(lines[1:end]) + "\n", 2, "\n".join(body[first:]), body_line)
