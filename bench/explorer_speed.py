"""How long a choice in the explorer takes until its count and its results are there, in a browser slowed four times."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from audit.host import Host
from audit.table import Row, limited
from bench.measuring import Task
from bench.search_engines import Engine, chromium, opened, sites_of
from playwright.sync_api import Browser

PAGE, FACETS, OF_EACH = "practices/", ("sector", "region"), 6
MOST_MILLISECONDS = 50.0
SLOWED = 4.0


def measure(task: Task) -> Iterator[Row]:
    """Yield the rows about the explorer of practices, whose files have come already."""
    explorer = Engine("explorer", sites_of(task) / "ours", PAGE, "explorer.js", ("",))
    with chromium() as browser:
        for slowed in (SLOWED, 1.0):
            counts, results = zip(*_pressed(browser, explorer, slowed), strict=True)
            how = f"slowed {slowed:g} times" if slowed > 1 else "not slowed"
            what = f"click on a facet, {task.number:,} records, {how}"
            yield limited(f"{what}: until it is counted", statistics.median(counts), "ms", MOST_MILLISECONDS)
            yield limited(f"{what}: until it is shown", statistics.median(results), "ms", MOST_MILLISECONDS)


def _pressed(browser: Browser, explorer: Engine, slowed: float) -> Iterator[tuple[float, float]]:
    with Host(explorer.site) as host, browser.new_context() as context:
        tab = opened(context, host, explorer, slowed)
        for facet in FACETS:
            values = tab.evaluate("([facet, number]) => choices(facet, number)", [facet, OF_EACH])
            # One after the other is added; what the second round shows has come in the first.
            for loaded in (False, True):
                for value in values:
                    times = tab.evaluate("([facet, value]) => press(facet, value)", [facet, value])
                    if loaded:
                        yield times
                tab.evaluate("clear()")
