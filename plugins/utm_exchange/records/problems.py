"""Problems: something wrong in a file, with its place and a way to mend it."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "advice"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong, at one place.

    ``path`` is relative to the catalogue's root with forward slashes; ``line`` and ``column``
    count from 1. An *error* blocks the build, an *advice* does not.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str
    field: str = ""
    severity: Severity = "error"

    def __post_init__(self) -> None:
        """Keep what is quoted from a file to one line of bearable length."""
        for name, limit in (("message", 300), ("hint", 600), ("field", 120)):
            text = getattr(self, name)
            if len(text) > limit or not text.isprintable():
                object.__setattr__(
                    self,
                    name,
                    textwrap.shorten(
                        "".join(c if c.isprintable() else " " for c in text), limit, placeholder=" …"
                    ),
                )

    def __str__(self) -> str:
        """Return the text form that the design fixes: the place, then an indented hint."""
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.message}\n    hint: {self.hint}"
