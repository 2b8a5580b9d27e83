"""Practices by sector and journey stage: a table of counts, shaded like a chart."""

from __future__ import annotations

from dataclasses import dataclass

from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.facets import FacetValue

SHADES = 4
"""Steps of shade; an empty cell has none."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The number of practices of one sector at one stage, and its shade from 0 (none) to :data:`SHADES`."""

    count: int
    shade: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts by sector (rows) and stage (columns); a practice counts in each sector and stage that it names."""

    stages: tuple[FacetValue, ...]
    rows: tuple[tuple[FacetValue, tuple[Cell, ...]], ...]


def practice_matrix(catalogue: Catalogue) -> Matrix | None:
    """Count the practices of each sector at each stage, or return None where there are none."""
    stages = tuple(value for value in catalogue.facets["stage"] if value.records.get("practice"))
    sectors = tuple(value for value in catalogue.facets["sector"] if value.records.get("practice"))
    if not stages or not sectors:
        return None
    counts = [[_both(sector, stage) for stage in stages] for sector in sectors]
    most = max(max(row) for row in counts) or 1
    rows = (tuple(Cell(count, _shade(count, most)) for count in row) for row in counts)
    return Matrix(stages, tuple(zip(sectors, rows, strict=True)))


def _both(one: FacetValue, other: FacetValue) -> int:
    """Return how many practices have both values."""
    here = {record.identity for record in one.records["practice"]}
    return sum(record.identity in here for record in other.records["practice"])


def _shade(count: int, most: int) -> int:
    """Return a step of shade: any count at all is seen, and only the highest are darkest."""
    return -(-count * SHADES // most)
