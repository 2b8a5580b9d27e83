"""The table that audit and benchmarks print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HEADINGS = ("what", "here", "compared with", "there", "ratio", "target", "")


@dataclass(frozen=True)
class Row:
    """One line: a value, or two and their ratio, against a target where there is one."""

    what: str
    here: str
    other: str = ""
    there: str = ""
    ratio: float | None = None
    target: str = ""
    held: bool | None = None

    def cells(self) -> tuple[str, ...]:
        """Return the texts of the columns."""
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        verdict = {None: "", True: "held", False: "MISSED"}[self.held]
        return (self.what, self.here, self.other, self.there, ratio, self.target, verdict)


def compared(what: str, other: str, values: tuple[float, float], unit: str, most: float) -> Row:
    """Return a row for two values, ours and theirs, the first of which may be at most ``most`` times the second."""
    here, there = values
    if not here or not there:
        return Row(what, "not measured", other, "not measured")
    ratio = here / there
    return Row(
        what, f"{here:,.1f} {unit}", other, f"{there:,.1f} {unit}", ratio, f"<= {most:.2g}", ratio <= most
    )


def limited(what: str, here: float, unit: str, most: float) -> Row:
    """Return a row for one value that may be at most ``most``."""
    return Row(what, f"{here:,.2f} {unit}", target=f"<= {most:g} {unit}", held=here <= most)


def written(rows: Iterable[Row]) -> str:
    """Return the table as text that Markdown shows as a table too; a column that no row fills is left out."""
    lines: list[Sequence[str]] = [row.cells() for row in rows]
    used = [column for column in range(len(HEADINGS)) if any(line[column] for line in lines)]
    shown = [[line[column] for column in used] for line in [HEADINGS, *lines]]
    widths = [max(map(len, cells)) for cells in zip(*shown, strict=True)]
    texts = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in shown
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([texts[0], rule, *texts[1:]])
