"""What a search costs who asks: bytes, requests and time of the first query and the next, and of queries once all is there.

In a real Chromium whose main thread is slowed four times, which is all that a browser can slow: workers run at full
speed. So Pagefind and ours are each measured twice, as they come and without their worker, where all of them is slowed,
both by script on an empty page. Ours is measured in the box on the home page, too, as a reader meets it. The server
stands on the same machine: no network delays an answer. How long the same files take with nothing done with them is
shown beside it.
"""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from audit.host import Host, Transfer
from audit.table import Row, compared, limited
from bench.measuring import Task
from bench.search_engines import (
    BARE,
    BARE_IN_PAGE,
    FLOOR,
    IN_PAGE,
    MATERIAL,
    OURS,
    PAGEFIND,
    Engine,
    chromium,
    engines_at,
    opened,
    sites_of,
)
from bench.search_queries import PLAIN, SHAPES, pairs, shaped, telling_words
from playwright.sync_api import Browser

SLOWED = 4.0
SETTLED = 300  # milliseconds after which nothing more is asked for
VISITS = {OURS: 12, BARE: 12, BARE_IN_PAGE: 12, FLOOR: 12, MATERIAL: 2, PAGEFIND: 12, IN_PAGE: 12}
"""First queries, each with nothing in the cache; Material's take half a minute each and hardly differ."""
OF_EACH_SHAPE = {BARE: 24, BARE_IN_PAGE: 24, MATERIAL: 2, PAGEFIND: 6, IN_PAGE: 6}
MOST_KILOBYTES = {3_000: 45.0, 10_000: 60.0}
MOST_REQUESTS, MOST_NEXT_KILOBYTES, MOST_MILLISECONDS = 8, 25.0, 20.0
OF_PAGEFINDS_TIME, OF_PAGEFINDS_BYTES = 1 / 3, 1 / 4

TIMED = """async (query) => {
  const started = performance.now();
  begin();
  const late = new Promise((_, reject) => setTimeout(reject, 180000, `no answer to ${query}`));
  await Promise.race([type(query), late]);
  return performance.now() - started;
}"""
NEXT = TIMED.replace("  begin();\n", "")
LOADED = NEXT.replace("type(query)", "find(query)")
DRAWN = "() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))"
"""Nobody asks anew before the last answer is drawn: what a worker says would wait for that."""


@dataclass(frozen=True)
class Cost:
    """What one query cost: milliseconds until its results were there, bytes with headers, requests."""

    milliseconds: float
    kilobytes: float
    requests: int


@dataclass(frozen=True)
class Visit:
    """A first query with nothing in the cache, and another after it."""

    first: Cost
    following: Cost


def measure(task: Task) -> Iterator[Row]:
    """Yield the rows about searching."""
    folder = sites_of(task)
    texts = [row["texts"] for row in json.loads((folder / "documents.json").read_text("utf-8"))]
    asked = pairs(texts, 2 * max(VISITS.values()), task.seed)
    engines = {engine.name: engine for engine in engines_at(folder)}
    with chromium() as browser:
        visits = {name: list(_visits(browser, engines[name], asked[: 2 * VISITS[name]])) for name in VISITS}
        yield from _first(task.number, visits)
        yield from _following(visits)
        for slowed in (SLOWED, 1.0):
            times = {
                name: _loaded(browser, engines[name], texts, task.seed, slowed) for name in OF_EACH_SHAPE
            }
            yield from _once_loaded(task.number, times, slowed)


def _visits(browser: Browser, engine: Engine, asked: Sequence[str]) -> Iterator[Visit]:
    with Host(engine.site) as host:
        for number, (first, following) in enumerate(zip(asked[::2], asked[1::2], strict=True)):
            print(f"  first query {number + 1}: {engine.name}", file=sys.stderr, flush=True)
            with browser.new_context() as context:
                host.transfers.clear()
                tab = opened(context, host, engine, SLOWED)
                # Material loads its index with the page, so all of the visit counts, as far as it is the search's.
                before = 0 if engine.name == MATERIAL else len(host.transfers)
                milliseconds = tab.evaluate(TIMED, first)
                tab.wait_for_timeout(SETTLED)
                middle = len(host.transfers)
                then = tab.evaluate(NEXT, following)
                tab.wait_for_timeout(SETTLED)
                yield Visit(
                    _cost(milliseconds, engine, host.transfers[before:middle]),
                    _cost(then, engine, host.transfers[middle:]),
                )


def _cost(milliseconds: float, engine: Engine, transfers: Sequence[Transfer]) -> Cost:
    own = [one for one in transfers if any(part in one.path for part in engine.files)]
    return Cost(milliseconds, sum(one.size + one.headers for one in own) / 1000, len(own))


def _first(number: int, visits: Mapping[str, Sequence[Visit]]) -> Iterator[Row]:
    first = {name: [visit.first for visit in held] for name, held in visits.items()}
    what = f"first query of two words, {number:,} records"
    most = next((limit for records, limit in MOST_KILOBYTES.items() if number <= records), None)
    kilobytes = [cost.kilobytes for cost in first[OURS]]
    for name, value in (("median", statistics.median(kilobytes)), ("largest", max(kilobytes))):
        yield limited(f"{what}: bytes, {name}", value, "kB", most) if most else Row(what, f"{value:.1f} kB")
    requests = max(cost.requests for cost in first[OURS])
    others = " / ".join(str(max(cost.requests for cost in first[name])) for name in (MATERIAL, PAGEFIND))
    yield Row(
        f"{what}: requests, most",
        str(requests),
        f"{MATERIAL} / {PAGEFIND}",
        others,
        target=f"<= {MOST_REQUESTS}",
        held=requests <= MOST_REQUESTS,
    )
    medians = {
        name: (_median(costs, "kilobytes"), _median(costs, "milliseconds")) for name, costs in first.items()
    }
    for here, other, bytes_share, time_share in (
        (BARE, PAGEFIND, OF_PAGEFINDS_BYTES, OF_PAGEFINDS_TIME),
        (BARE_IN_PAGE, IN_PAGE, OF_PAGEFINDS_BYTES, OF_PAGEFINDS_TIME),
        (OURS, MATERIAL, 1.0, 1.0),
    ):
        yield compared(f"{what}: bytes", other, (medians[OURS][0], medians[other][0]), "kB", bytes_share)
        yield compared(f"{what}: time", other, (medians[here][1], medians[other][1]), "ms", time_share)
    yield from _beside(what, {name: held[1] for name, held in medians.items()})


def _following(visits: Mapping[str, Sequence[Visit]]) -> Iterator[Row]:
    following = {name: [visit.following for visit in held] for name, held in visits.items()}
    kilobytes = [cost.kilobytes for cost in following[OURS]]
    for name, value in (("median", statistics.median(kilobytes)), ("largest", max(kilobytes))):
        yield limited(f"next query of two words: bytes, {name}", value, "kB", MOST_NEXT_KILOBYTES)
    sizes = (statistics.median(kilobytes), _median(following[PAGEFIND], "kilobytes"))
    yield compared("next query of two words: bytes", PAGEFIND, sizes, "kB", 1.0)
    times = {name: _median(costs, "milliseconds") for name, costs in following.items()}
    for here, other in ((BARE, PAGEFIND), (BARE_IN_PAGE, IN_PAGE), (OURS, MATERIAL)):
        yield compared("next query of two words: time", other, (times[here], times[other]), "ms", 1.0)
    yield from _beside("next query of two words", times)


def _beside(what: str, times: Mapping[str, float]) -> Iterator[Row]:
    """Yield what a reader waits for in the box, which draws itself and pauses for keys, and what the files alone take."""
    yield Row(f"{what}: time in the box on the home page", f"{times[OURS]:,.0f} ms")
    yield Row(f"{what}: time of the files alone", f"{times[FLOOR]:,.0f} ms")


def _median(costs: Sequence[Cost], what: str) -> float:
    return statistics.median(getattr(cost, what) for cost in costs)


def _loaded(
    browser: Browser, engine: Engine, texts: Sequence[Mapping[str, str]], seed: int, slowed: float
) -> dict[str, list[float]]:
    """Return milliseconds by shape, of queries whose files have come already."""
    print(f"  queries once loaded, slowed {slowed:g} times: {engine.name}", file=sys.stderr, flush=True)
    shapes = SHAPES if engine.name in {BARE, BARE_IN_PAGE} else PLAIN
    times: dict[str, list[float]] = {}
    with Host(engine.site) as host, browser.new_context() as context:
        tab = opened(context, host, engine, slowed)
        tab.evaluate(TIMED, telling_words(texts[0])[0])
        for shape, query in shaped(texts, shapes, OF_EACH_SHAPE[engine.name], seed):
            # Material has everything at once, and does not answer the same question twice.
            if engine.name != MATERIAL:
                tab.evaluate(LOADED, query)
                tab.evaluate(DRAWN)
            times.setdefault(shape, []).append(tab.evaluate(LOADED, query))
    return times


def _once_loaded(
    number: int, times: Mapping[str, Mapping[str, Sequence[float]]], slowed: float
) -> Iterator[Row]:
    what = f"query once loaded, {number:,} records, " + (
        f"slowed {slowed:g} times" if slowed > 1 else "not slowed"
    )
    plain = {name: [one for shape in PLAIN for one in held[shape]] for name, held in times.items()}
    others = (MATERIAL, PAGEFIND, IN_PAGE)
    for percent in (50, 95):
        here, *there = (_percentile(plain[name], percent) for name in (BARE, *others))
        texts = " / ".join(f"{value:,.0f} ms" for value in there)
        row = f"{what}, plain words: p{percent}"
        yield Row(row, f"{here:.1f} ms", " / ".join(others), texts)
    for name, how in ((BARE, "in a worker"), (BARE_IN_PAGE, "in the page")):
        all_shapes = [one for held in times[name].values() for one in held]
        yield Row(f"{what}, all shapes, {how}: p50", f"{_percentile(all_shapes, 50):.1f} ms")
        yield limited(f"{what}, all shapes, {how}: p95", _percentile(all_shapes, 95), "ms", MOST_MILLISECONDS)
    for shape, held in times[BARE_IN_PAGE].items():
        yield Row(
            f"{what}, {shape}, in the page: p50, most", f"{_percentile(held, 50):.1f} ms, {max(held):.1f} ms"
        )


def _percentile(values: Sequence[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]
