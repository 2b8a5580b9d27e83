"""Ageing: whether a record is fresh, due to be looked at again, or stale; how long each type lasts is data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from utm_exchange.records.types import Record
from utm_exchange.records.yaml_text import parse

State = Literal["fresh", "due", "stale"]


@dataclass(frozen=True, slots=True)
class Span:
    """How a type ages, in days; see ``ageing.yaml``."""

    lasts: int
    notice: int
    grace: int


@dataclass(frozen=True, slots=True)
class Age:
    """The state of a record on one day, and the day by which somebody should look at it again."""

    state: State
    due: dt.date


@lru_cache
def spans() -> dict[str, Span]:
    """Return how each type that ages does so, by its name."""
    tree = parse((Path(__file__).parent / "ageing.yaml").read_text("utf-8"))
    return {
        name: Span(**{field: int(days) for field, days in values.items()}) for name, values in tree.items()
    }


def age_of(record: Record, changed: dt.date | None, today: dt.date) -> Age | None:
    """Return the age of a record; None for a type that does not age, or where no day is known.

    ``changed`` is the day of its last change, where one is known.
    """
    span = spans().get(record.type_name)
    if span is None or record.withdrawn:
        return None
    due = record.review_by
    if due is None:
        known = [day for day in (changed, *(source.accessed for source in record.sources)) if day]
        if not known:
            return None
        due = max(known) + dt.timedelta(days=span.lasts)
    if today > due + dt.timedelta(days=span.grace):
        return Age("stale", due)
    if today >= due - dt.timedelta(days=span.notice):
        return Age("due", due)
    return Age("fresh", due)
