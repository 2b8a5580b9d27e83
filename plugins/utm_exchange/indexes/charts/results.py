"""A practice's results beside what they are compared with.

Only what can be compared is drawn: both numbers in one unit, none below zero, and no unit whose zero
is a mere convention (twice as many degrees Celsius is not twice as warm). Bars of one unit share one
scale; percentages are shown out of 100.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from utm_exchange.formatting import Formatter
from utm_exchange.i18n import gettext as _
from utm_exchange.indexes.charts.drawing import (
    LINE,
    NARROW,
    Chart,
    Drawn,
    Row,
    amount,
    bar,
    drawing,
    legend,
    lines_of,
    mark_of,
    short,
    width_of,
    words,
)
from utm_exchange.records.types.base import Figure
from utm_exchange.records.types.practice import Practice
from utm_exchange.records.vocabulary import vocabulary

PREFIX = "results-chart"
THICK, THIN = 16, 8
"""Pixels of the bar of a result, and of what it is compared with."""
BELOW = 7
"""Pixels between text and bar."""
APART = 26
"""Pixels between two figures."""
BOLD = 0.94
"""The part of the width that text of a label may be estimated to take: its letters are wider."""
NO_ZERO = ("°", "celsius", "fahrenheit", "ph")
"""Beginnings of units that have no true zero, so that the length of a bar would mislead."""
WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A figure with the number that it is compared with, in its unit."""

    figure: Figure
    base: Decimal


def results_chart(practice: Practice, fmt: Formatter) -> Chart | None:
    """Draw the results that have something to be compared with, or return None where none has."""
    pairs = tuple(_pairs(practice.results))
    if not pairs:
        return None
    title = _("Results beside what they are compared with")
    marks = ["base", *(mark_of(pair.figure.grade) for pair in pairs)]
    notes = [_("Bars of the same unit share one scale; percentages are out of 100.")]
    if len(pairs) < sum(
        1 for figure in practice.results if figure.baseline and figure.baseline.value is not None
    ):
        notes.append(_("Figures that no bar can compare fairly are left out."))
    return Chart(
        PREFIX,
        title,
        drawing(PREFIX, title, _description(pairs, fmt), _body(pairs, fmt)),
        (_("What"), _("Result"), _("Compared with"), _("Who says so")),
        tuple(_row(pair, fmt) for pair in pairs),
        legend(marks),
        tuple(notes),
    )


def _pairs(figures: Iterable[Figure]) -> Iterator[_Pair]:
    for figure in figures:
        base = figure.baseline
        if base is None or base.value is None or base.unit not in (None, figure.unit):
            continue
        if min(base.value, figure.value) < 0 or figure.unit.casefold().startswith(NO_ZERO):
            continue
        yield _Pair(figure, base.value)


def _scales(pairs: Iterable[_Pair]) -> dict[str, Decimal]:
    """Return the number that fills the width, by unit."""
    found: dict[str, Decimal] = {}
    for pair in pairs:
        unit = pair.figure.unit
        least = WHOLE if unit == "%" else Decimal(0)
        found[unit] = max(found.get(unit, least), pair.figure.value, pair.base)
    return {unit: most or Decimal(1) for unit, most in found.items()}


def _body(pairs: tuple[_Pair, ...], fmt: Formatter) -> Drawn:
    """Draw the pairs one below the other."""
    scales, parts, y = _scales(pairs), [], 13.0
    for pair in pairs:
        scale = scales[pair.figure.unit]
        label = lines_of(pair.figure.label, NARROW * BOLD, 3)
        parts.append(words(label, "0", y, name="label"))
        y += LINE * len(label)
        for said, value, mark, thick in (
            (_result(pair, fmt), pair.figure.value, mark_of(pair.figure.grade), THICK),
            (_compared(pair, fmt), pair.base, "base", THIN),
        ):
            lines = _lines(said)
            parts.append(words(lines, "0", y, name="" if mark != "base" else "quiet"))
            y += LINE * (len(lines) - 1) + BELOW
            parts.append(_track(mark, value / scale, y, thick, whole=pair.figure.unit == "%"))
            y += thick + LINE + 1
        y += APART - LINE
    return "".join(parts), y - APART


def _lines(said: tuple[str, str]) -> tuple[str, ...]:
    """Write a number and what belongs to it on one line where they fit, else the second below the first."""
    together = ", ".join(said)
    if width_of(together) <= NARROW:
        return lines_of(together, NARROW)
    return (*lines_of(said[0], NARROW), *lines_of(said[1], NARROW))


def _track(mark: str, part: Decimal, y: float, thick: int, *, whole: bool) -> str:
    """Draw a bar that takes ``part`` of the width, and for percentages the width that stands for 100."""
    place = f'y="{short(y)}" width="{short(float(part) * 100)}%" height="{thick}"'
    track = f'<rect class="track" y="{short(y)}" width="100%" height="{thick}"/>' if whole else ""
    return track + bar(PREFIX, mark, place)


def _result(pair: _Pair, fmt: Formatter) -> tuple[str, str]:
    """Return a result in words, and its year and grade."""
    figure = pair.figure
    when = str(figure.year) if figure.year else _("year not reported")
    return _brief(figure.value, figure.unit, fmt), f"{when}, {_grade(figure)}"


def _compared(pair: _Pair, fmt: Formatter) -> tuple[str, str]:
    """Return what a result is compared with in words, and when or what that was."""
    base = pair.figure.baseline
    note = (base.note or "") if base else ""
    year = str(base.year) if base and base.year else ""
    # "January 2016" says the year already.
    when = ", ".join(part for part in (year if year not in note else "", note) if part)
    return _brief(pair.base, pair.figure.unit, fmt), when or _("year not reported")


def _brief(value: Decimal, unit: str, fmt: Formatter) -> str:
    return f"{fmt.short_number(value)}{fmt.gap(unit)}{unit}"


def _grade(figure: Figure) -> str:
    return _(vocabulary("grades")[figure.grade].label)


def _row(pair: _Pair, fmt: Formatter) -> Row:
    """Return a figure's row of the table, with the exact numbers where the drawing rounds."""
    figure = pair.figure
    result = f"{amount(fmt, figure.value, figure.unit)}, {_result(pair, fmt)[1]}"
    compared = f"{amount(fmt, pair.base, figure.unit)}, {_compared(pair, fmt)[1]}"
    return Row((figure.label, result, compared, _grade(figure)), figure.source)


def _description(pairs: Iterable[_Pair], fmt: Formatter) -> str:
    """Say the chart in a sentence for each figure."""
    return " ".join(
        _("{label}: {result}; compared with {baseline}.").format(
            label=pair.figure.label,
            result=", ".join(_result(pair, fmt)),
            baseline=", ".join(_compared(pair, fmt)),
        )
        for pair in pairs
    )
