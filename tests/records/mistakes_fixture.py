"""The mistakes of ``mistakes/*.yaml``: how one is made in a copy of the sample, and whether it was caught."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from utm_exchange.records.problems import Problem

FOLDER = Path(__file__).parent / "mistakes"
CODECS = {"crlf": "utf-8", "cr": "utf-8"}
LINE_ENDS = {"crlf": "\r\n", "cr": "\r"}


@dataclass(frozen=True)
class Mistake:
    """One mistake that people make.

    It is made in ``file`` by writing ``write`` in place of ``find`` (``repeat`` times in a row), by
    ``content`` for the whole file, by ``copy`` of another file or by ``rename`` from one name to
    another; ``encoding`` is how the file is then saved. The problem must have ``code``, stand on
    the line that begins with ``at`` (else with the first line written; or on ``line``), and its hint
    must hold ``mend``. ``also`` lists the codes that the same mistake may cause besides. ``miss``
    says why a mistake is not caught.
    """

    topic: str
    name: str
    file: str = ""
    find: str = ""
    write: str = ""
    repeat: int = 1
    content: str | None = None
    copy: str = ""
    rename: Sequence[str] = ()
    encoding: str = "utf-8"
    pictures: Sequence[str] = ()
    path: str = ""
    at: str = ""
    line: int = 0
    code: str = ""
    mend: str = ""
    also: Sequence[str] = ()
    miss: str = ""

    def make(self, folder: Any) -> None:
        """Make the mistake in a copy of the sample catalogue."""
        for name in self.pictures:
            picture = io.BytesIO()
            Image.new("RGB", (40, 30), "green").save(picture, "JPEG")
            folder.write(name, picture.getvalue())
        if self.rename:
            source, target = self.rename
            folder.write(target, folder.read(source))
            (folder.root / source).unlink()
            return
        text = self.content
        if text is None:
            text = folder.read(self.copy or self.file)
            assert self.find in text, self.name
            text = text.replace(self.find, " ".join([self.write] * self.repeat), 1) if self.find else text
        text = text.replace("\n", LINE_ENDS.get(self.encoding, "\n"))
        folder.write(self.file, text.encode(CODECS.get(self.encoding, self.encoding)))

    def place(self, folder: Any) -> tuple[str, int]:
        """Return the file and the line, from 1, that the problem must point at."""
        path = self.path or (self.rename[1] if self.rename else self.file)
        if self.line:
            return path, self.line
        data = (folder.root / path).read_bytes()
        text = data.decode(CODECS.get(self.encoding, self.encoding)).replace("\r\n", "\n").replace("\r", "\n")
        begin = self.at or self.write.strip().split("\n")[0]
        lines = [
            number
            for number, line in enumerate(text.split("\n"), 1)
            if line.strip().startswith(begin.strip())
        ]
        assert len(lines) == 1, f"{self.name}: {len(lines)} lines begin with {begin!r}"
        return path, lines[0]

    def answer(self, problems: Sequence[Problem], folder: Any) -> str:
        """Return '' when the mistake was caught as it should be, else what was told in its place."""
        place = self.place(folder)
        right = [
            problem
            for problem in problems
            if (problem.path, problem.line) == place
            and problem.code == self.code
            and self.mend in problem.hint
        ]
        others = [problem for problem in problems if problem not in right[:1]]
        surprising = [problem for problem in others if problem.code not in self.also]
        if right and not surprising:
            return ""
        told = "\n".join(map(str, problems)) or "nothing"
        return f"wanted {place[0]}:{place[1]}: {self.code} … {self.mend}\ntold: {told}"


def mistakes() -> list[Mistake]:
    """Return every mistake of the list."""
    return [
        Mistake(topic=path.stem, **entry)
        for path in sorted(FOLDER.glob("*.yaml"))
        for entry in yaml.safe_load(path.read_text("utf-8"))
    ]
