"""The table that the audit prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HEADINGS = ("part", "what", "found", "target", "")


@dataclass(frozen=True)
class Row:
    """One line: what was measured, against its target where there is one."""

    part: str
    what: str
    found: str
    target: str
    held: bool | None = None

    def cells(self) -> tuple[str, ...]:
        """Return the texts of the columns."""
        verdict = {None: "", True: "held", False: "MISSED"}[self.held]
        return (self.part, self.what, self.found, self.target, verdict)


def written(rows: Iterable[Row]) -> str:
    """Return the table as text that Markdown shows as a table too."""
    lines: list[Sequence[str]] = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    texts = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in lines
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([texts[0], rule, *texts[1:]])
