"""What all charts share: their parts as data, and the words and marks of SVG.

A drawing has no viewBox. It is as wide as the page lets it be, places across it are percentages and
everything else is in CSS pixels, so letters are as large on a phone as on a desk. What must not
collide is worked out for the narrowest phone (:data:`NARROW`); on a wider page it only moves apart.

Colours and strokes are the style sheet's (``.chart`` in ``site.css``). Results are solid, estimates
outlined, targets hatched: the same three classes in every chart.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from utm_exchange.formatting import Formatter
from utm_exchange.i18n import gettext as _

NARROW = 288
"""Pixels across a drawing on a phone 320 pixels wide, margins taken off."""
CHARACTER = 6.4
"""Pixels that a letter takes on average in the charts' 13 pixel text, rather too many than too few."""
LINE = 17
"""Pixels from one line of text to the next."""

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # not allowed in XML


Drawn = tuple[str, float]
"""A piece of SVG, and its height in pixels."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a chart's table; ``source`` is the id of a source of the record, '' for none."""

    cells: tuple[str, ...]
    source: str = ""
    href: str = ""
    """Where the first cell leads, relative to the page; '' for nowhere."""


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the legend: a class of marks (``result``, ``estimate``, ``target``…) and its meaning."""

    mark: str
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with all that stands around it. ``id`` begins every id in the drawing."""

    id: str
    title: str
    svg: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    keys: tuple[Key, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources, each once, in the order of the rows."""
        return tuple(dict.fromkeys(row.source for row in self.rows if row.source))


def fit(text: str) -> str:
    """Make a string fit for text and attribute values of XML."""
    return escape(_UNFIT.sub("", text), quote=True)


def short(number: float) -> str:
    """Write a coordinate to a tenth, without what SVG can do without."""
    written = f"{number:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def width_of(text: str) -> float:
    """Estimate how many pixels a text takes; letters of East Asia count as two."""
    return CHARACTER * sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def lines_of(text: str, room: float, most: int = 2) -> tuple[str, ...]:
    """Break a text into at most ``most`` lines of ``room`` pixels; what is cut off ends in an ellipsis."""
    clean = " ".join(_UNFIT.sub("", text).split())
    # Where letters are wide, fewer fit.
    stretch = width_of(clean) / (CHARACTER * len(clean)) if clean else 1
    letters = max(8, int(room / (CHARACTER * stretch)))
    return tuple(textwrap.wrap(clean, letters, max_lines=most, placeholder="…", break_on_hyphens=False))


def words(lines: Sequence[str], at: str, y: float, *, anchor: str = "", name: str = "") -> str:
    """Draw lines of text, the first on the base line ``y``; ``at`` is a length such as ``50%``.

    ``anchor`` is ``middle`` or ``end``, '' for the start; ``name`` is a further class.
    """
    more = (f' class="{name}"' if name else "") + (f' text-anchor="{anchor}"' if anchor else "")
    place = "" if at == "0" else f' x="{at}"'
    return "".join(
        f'<text{place} y="{short(y + LINE * number)}"{more}>{fit(line)}</text>'
        for number, line in enumerate(lines)
    )


def drawing(prefix: str, title: str, description: str, drawn: Drawn, *, role: str = "img") -> str:
    """Frame what is drawn with its title and description for screen readers.

    ``role`` is ``group`` for a drawing with links in it: in an ``img`` they would be hidden.
    The pattern of targets stands in the drawing only where it is used, under an id of its own.
    """
    body, height = drawn
    hatch = f"{prefix}-hatch"
    pattern = ""
    if f"#{hatch})" in body:
        pattern = f'<pattern id="{hatch}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M1 0v5"/></pattern>'
    return (
        f'<svg role="{role}" width="100%" height="{short(height)}" aria-labelledby="{prefix}-title" aria-describedby="{prefix}-about">'
        f'<title id="{prefix}-title">{fit(title)}</title><desc id="{prefix}-about">{fit(description)}</desc>{pattern}{body}</svg>'
    )


def bar(prefix: str, mark: str, place: str, *, faint: bool = False) -> str:
    """Draw a rectangle that is a ``result``, an ``estimate``, a ``target`` or another ``mark``.

    ``place`` is its attributes; ``faint`` says that it is no longer in force.
    """
    fill = f' fill="url(#{prefix}-hatch)"' if mark == "target" else ""
    return f'<rect class="bar {mark}{" given-up" if faint else ""}"{fill} {place}/>'


def mark_of(grade: str) -> str:
    """Return how a figure of a grade is drawn."""
    return grade if grade in {"estimate", "target"} else "result"


def legend(marks: Iterable[str]) -> tuple[Key, ...]:
    """Return the keys of the marks in use, in the order in which they are explained everywhere."""
    used = set(marks)
    labels = {
        "result": _("Result"),
        "estimate": _("Estimate"),
        "target": _("Target"),
        "flag": _("Target"),
        "level": _("What a target leaves, worked out here"),
        "base": _("Compared with"),
        "given-up": _("No longer in force"),
        "member": _("City of the cohort"),
        "contributing": _("Contributing city, not a member"),
    }
    return tuple(Key(mark, label) for mark, label in labels.items() if mark in used)


def amount(fmt: Formatter, value: Decimal, unit: str) -> str:
    """Write a number for the table: exactly, and as short as the drawing has it."""
    exact, brief = fmt.with_unit(value, unit), fmt.short_number(value)
    return exact if brief == fmt.number(value) else f"{exact} ({brief})"
