"""The cities of this repository, which the drawings must be able to show."""

import datetime as dt
from pathlib import Path

from utm_exchange.records.loading import load_file
from utm_exchange.records.types import City

REPOSITORY = Path(__file__).parents[2]


def real_cities() -> list[City]:
    """Read every city's file."""
    paths = sorted((REPOSITORY / "cities").glob("*.yaml"))
    loaded = [load_file(REPOSITORY, City, path, dt.date(2026, 11, 22)) for path in paths]
    return [item.record for item in loaded if isinstance(item.record, City)]
