"""A city's emissions and targets over time.

Inventories are columns from zero: nothing is drawn between years that nobody measured. A line joins
the tops of two columns only where both cover the same and were counted the same way. Each target
with a year is a flag in its source's word. A cut against a base year becomes a column too, but only
where exactly one inventory of that very year is on record: a level is worked out, never invented.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from utm_exchange.formatting import Formatter
from utm_exchange.i18n import gettext as _
from utm_exchange.indexes.charts.columns import Column, Ground, columns
from utm_exchange.indexes.charts.drawing import (
    LINE,
    Chart,
    Drawn,
    Row,
    amount,
    drawing,
    legend,
    mark_of,
    short,
)
from utm_exchange.indexes.charts.timeline import Flag, TimeAxis, flags, today_line, year_labels
from utm_exchange.records.types.city import City, Inventory, Target
from utm_exchange.records.vocabulary import vocabulary

PREFIX = "emissions-chart"
PLOT = 130
"""Pixels of the highest column."""
ABOVE = 22
"""Pixels above it, for its number."""
STEM = 14
"""Pixels from the last flag to the axis where there are no columns."""
TO_YEARS = 15
"""Pixels from the axis to the base line of the years below it."""


@dataclass(frozen=True, slots=True)
class _Aim:
    """A target with a year, what it says, and its level where one can be worked out."""

    target: Target
    year: int
    label: str
    level: Decimal | None


def city_chart(city: City, this_year: int, fmt: Formatter) -> Chart | None:
    """Draw a city's emissions and targets, or return None where there is nothing to compare.

    One inventory alone is a number and no chart; one target alone still shows how far away it is.
    """
    shown = _plotted(city.inventories)
    aims = _aims(city, shown, fmt)
    if not aims and len(shown) <= 1:
        return None
    title = _title(bool(shown), bool(aims))
    axis = _axis(shown, aims, this_year)
    drawn = _body(axis, shown, aims, this_year, fmt)
    rows = (
        *(_inventory_row(item, fmt) for item in city.inventories),
        *(_target_row(aim, city, fmt) for aim in aims),
    )
    return Chart(
        PREFIX,
        title,
        drawing(PREFIX, title, _description(shown, aims, fmt), drawn),
        (_("Year"), _("What"), _("Amount"), _("Who says so")),
        tuple(sorted(rows, key=lambda row: row.cells[0])),
        legend(_marks(shown, aims)),
        tuple(_notes(city, shown, aims)),
    )


def _title(emissions: bool, targets: bool) -> str:
    if emissions and targets:
        return _("Emissions and targets over time")
    return _("Emissions over time") if emissions else _("Targets over time")


def _plotted(inventories: Sequence[Inventory]) -> tuple[Inventory, ...]:
    """Return the inventories that share a scale: those of the unit that most of them have, oldest first."""
    if not inventories:
        return ()
    counted = Counter(item.unit for item in inventories if item.value >= 0)
    unit = counted.most_common(1)[0][0] if counted else ""
    return tuple(
        sorted(
            (item for item in inventories if item.unit == unit and item.value >= 0),
            key=lambda item: item.year,
        )
    )


def _aims(city: City, shown: Sequence[Inventory], fmt: Formatter) -> tuple[_Aim, ...]:
    """Return the targets that have a year, earliest first."""
    dated = ((target, target.target_year) for target in city.targets if target.target_year)
    found = (_Aim(target, year, _what(target, fmt), _level(target, shown)) for target, year in dated)
    return tuple(sorted(found, key=lambda aim: aim.year))


def _what(target: Target, fmt: Formatter) -> str:
    """Say what a target aims at, in the word of its source."""
    kind = _(vocabulary("target-kinds")[target.kind].label)
    if target.value is None:
        return kind
    value = fmt.with_unit(target.value, target.unit or "")
    if target.kind == "reduction" and target.unit == "%":
        if target.base_year:
            return _("{amount} below {year}").format(amount=value, year=target.base_year)
        return _("{amount} less, base year not reported").format(amount=value)
    if target.base_year:
        return _("{kind}: {amount}, against {year}").format(kind=kind, amount=value, year=target.base_year)
    return _("{kind}: {amount}").format(kind=kind, amount=value)


def _level(target: Target, shown: Sequence[Inventory]) -> Decimal | None:
    """Work out what a cut leaves, in the inventories' unit; None where that would be a guess."""
    bases = [item for item in shown if item.year == target.base_year]
    if target.kind != "reduction" or target.unit != "%" or target.value is None or len(bases) != 1:
        return None
    if not 0 < target.value <= 100:  # noqa: PLR2004 - percent
        return None
    base = bases[0].value
    left = base * (100 - target.value) / 100
    # No more digits than the inventory itself has.
    return left.quantize(Decimal(1).scaleb(min(0, int(base.as_tuple().exponent))))


def _axis(shown: Sequence[Inventory], aims: Sequence[_Aim], this_year: int) -> TimeAxis:
    years = [*(item.year for item in shown), *(aim.year for aim in aims), this_year]
    return TimeAxis(min(years), max(years))


def _series(item: Inventory) -> str:
    """Name the series of an inventory: all that cover the same and were counted the same way."""
    if item.boundary or item.method:
        return f"{item.boundary or ''}; {item.method or ''}"
    # Nothing is said of it: only one and the same publication is likely to count alike.
    return f"source {item.source}"


def _body(
    axis: TimeAxis, shown: Sequence[Inventory], aims: Sequence[_Aim], this_year: int, fmt: Formatter
) -> Drawn:
    """Draw flags, columns and axis."""
    plot = PLOT + ABOVE if shown else STEM
    stems, marks, top = flags(axis, [_flag(aim) for aim in aims], plot)
    floor = top + plot
    bars = columns(PREFIX, Ground(axis, floor, PLOT), [*_measured(shown, fmt), *_levels(aims, fmt)])
    years = [
        *(item.year for item in (*shown[-1:], *shown[:1])),
        *(aim.year for aim in reversed(aims)),
        *(item.year for item in shown),
    ]
    below = f'<line class="axis" x2="100%" y1="{short(floor)}" y2="{short(floor)}"/>{year_labels(axis, years, floor + TO_YEARS)}'
    # This year's word has a row of its own: it would meet the year of a near target.
    now = today_line(axis, this_year, _("Today"), top + 2, floor + TO_YEARS + 5)
    return now + stems + bars + below + marks, floor + TO_YEARS + LINE * 1.25


def _measured(shown: Sequence[Inventory], fmt: Formatter) -> Iterator[Column]:
    for item in shown:
        yield Column(item.year, item.value, fmt.short_number(item.value), mark_of(item.grade), _series(item))


def _levels(aims: Sequence[_Aim], fmt: Formatter) -> Iterator[Column]:
    for aim in aims:
        if aim.level is not None:
            faint = bool(aim.target.superseded)
            yield Column(aim.year, aim.level, fmt.short_number(aim.level), "target", faint=faint)


def _flag(aim: _Aim) -> Flag:
    """Return a target as a flag; a word says that it was given up, not only its look."""
    label = f"{aim.year}: {aim.label}"
    if aim.target.superseded:
        return Flag(aim.year, _("{target} (no longer in force)").format(target=label), faint=True)
    return Flag(aim.year, label)


def _inventory_row(item: Inventory, fmt: Formatter) -> Row:
    covers = "; ".join(part for part in (item.boundary, item.method) if part)
    what = _("Emissions: {covers}").format(covers=covers) if covers else _("Emissions")
    return Row((str(item.year), what, amount(fmt, item.value, item.unit), _grade(item.grade)), item.source)


def _target_row(aim: _Aim, city: City, fmt: Formatter) -> Row:
    kind = _(vocabulary("target-kinds")[aim.target.kind].label)
    said = aim.label if aim.label == kind else f"{kind}: {aim.label.removeprefix(f'{kind}: ')}"
    if aim.target.superseded:
        said = _("{target} (no longer in force)").format(target=said)
    unit = _plotted(city.inventories)[0].unit if aim.level is not None else ""
    level = (
        _("{amount}, worked out here").format(amount=amount(fmt, aim.level, unit))
        if aim.level is not None
        else ""
    )
    return Row((str(aim.year), said, level or _("No level given"), _grade("target")), aim.target.source)


def _grade(grade: str) -> str:
    return _(vocabulary("grades")[grade].label)


def _marks(shown: Sequence[Inventory], aims: Sequence[_Aim]) -> Iterator[str]:
    yield from (mark_of(item.grade) for item in shown)
    yield from ("flag" for _aim in aims)
    yield from ("level" for aim in aims if aim.level is not None)
    yield from ("given-up" for aim in aims if aim.target.superseded)


def _description(shown: Sequence[Inventory], aims: Sequence[_Aim], fmt: Formatter) -> str:
    """Say the chart in a few sentences."""
    found = []
    ends = dict.fromkeys((shown[0], shown[-1]) if shown else ())
    if ends:
        said = "; ".join(
            _("{amount} in {year}").format(amount=fmt.with_unit(item.value, item.unit), year=item.year)
            for item in ends
        )
        found.append(_("Emissions: {said}.").format(said=said))
    if aims:
        found.append(_("Targets: {said}.").format(said="; ".join(f"{aim.year}: {aim.label}" for aim in aims)))
    return " ".join((*found, _("The table below has every number.")))


def _notes(city: City, shown: Sequence[Inventory], aims: Sequence[_Aim]) -> Iterator[str]:
    if shown:
        yield _("Columns: emissions in {unit}.").format(unit=shown[0].unit)
    if len({_series(item) for item in shown}) > 1:
        yield _(
            "Inventories that no line joins cover different things or were counted differently: do not compare them."
        )
    if any(aim.level is not None for aim in aims):
        yield _(
            "A target’s column is worked out here from the inventory of its base year; the target itself may cover other emissions."
        )
    if len(shown) < len(city.inventories):
        yield _("Inventories in another unit stand in the table only.")
