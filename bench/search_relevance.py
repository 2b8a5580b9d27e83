"""What search finds of what it should: nDCG@10, recall and rank over the judged set, against Material and Pagefind."""

from __future__ import annotations

import json
import math
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from audit.host import Host
from audit.table import Row
from bench.measuring import ROOT, Task
from bench.search_engines import (
    BARE,
    MATERIAL,
    PAGEFIND,
    Engine,
    build_sites,
    chromium,
    engines_at,
    opened,
)
from playwright.sync_api import Browser

JUDGED = Path(__file__).parent / "relevance" / "judged.yaml"
SETS = ("tune", "held-out")
SHOWN = 10
USEFUL = 2
"""The grade from which a record counts as found, for recall and rank."""


@dataclass(frozen=True)
class Query:
    """A query with the grades of what answers it; what has no grade does not."""

    id: str
    query: str
    kind: str
    set: str
    relevant: Mapping[str, int]


Answers = Mapping[str, Sequence[str]]
"""The identities of the first ten that an engine lists, by the id of a query."""


def judged() -> list[Query]:
    """Read the judged set."""
    return [Query(**held) for held in yaml.safe_load(JUDGED.read_text("utf-8"))["queries"]]


def gain(query: Query, found: Sequence[str]) -> float:
    """Return nDCG@10: exponential gain, discounted by the logarithm of the rank, 1 for the best order there is."""

    def discounted(grades: Sequence[int]) -> float:
        return sum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades[:SHOWN]))

    return discounted([query.relevant.get(identity, 0) for identity in found]) / discounted(
        sorted(query.relevant.values(), reverse=True)
    )


def recall(query: Query, found: Sequence[str]) -> float:
    """Return which share of the useful records stands among the ten; of more than ten useful ones ten can."""
    useful = {identity for identity, grade in query.relevant.items() if grade >= USEFUL}
    return len(useful.intersection(found)) / min(len(useful), SHOWN)


def reciprocal_rank(query: Query, found: Sequence[str]) -> float:
    """Return 1 divided by the rank of the first useful record, 0 where none is listed."""
    useful = (rank for rank, identity in enumerate(found) if query.relevant.get(identity, 0) >= USEFUL)
    return next((1 / (rank + 1) for rank in useful), 0.0)


MEASURES: dict[str, Callable[[Query, Sequence[str]], float]] = {
    "nDCG@10": gain,
    "recall@10": recall,
    "mean reciprocal rank": reciprocal_rank,
}


def measure(task: Task) -> Iterator[Row]:
    """Yield the rows about relevance; the catalogue is that of this repository."""
    folder = task.work / "relevance"
    build_sites(ROOT, folder)
    queries = judged()
    answers = ask_all(folder, queries)
    for name, measured in MEASURES.items():
        for chosen in SETS:
            of_set = [query for query in queries if query.set == chosen]
            yield from _compared(f"{name}, {chosen} ({len(of_set)} queries)", measured, of_set, answers)
    for chosen in SETS:
        for kind in dict.fromkeys(query.kind for query in queries):
            of_kind = [query for query in queries if (query.kind, query.set) == (kind, chosen)]
            here, *others = (_mean(gain, of_kind, answers[name]) for name in (BARE, MATERIAL, PAGEFIND))
            there = " / ".join(f"{value:.3f}" for value in others)
            yield Row(
                f"nDCG@10, {chosen}: {kind} ({len(of_kind)})",
                f"{here:.3f}",
                f"{MATERIAL} / {PAGEFIND}",
                there,
            )


def ask_all(folder: Path, queries: Sequence[Query]) -> dict[str, Answers]:
    """Return what each engine answers to each query, in a real browser."""
    documents = json.loads((folder / "documents.json").read_text("utf-8"))
    identities = {document["address"]: document["identity"] for document in documents}
    with chromium() as browser:
        return {
            engine.name: {
                query: [identities[address] for address in found]
                for query, found in _answers(browser, engine, queries)
            }
            for engine in engines_at(folder)
            if engine.name in (BARE, MATERIAL, PAGEFIND)
        }


def _answers(browser: Browser, engine: Engine, queries: Sequence[Query]) -> Iterator[tuple[str, list[str]]]:
    with Host(engine.site) as host, browser.new_context() as context:
        tab = opened(context, host, engine)
        tab.evaluate("begin()")
        for query in queries:
            yield query.id, tab.evaluate("query => find(query)", query.query)


def _mean(
    measured: Callable[[Query, Sequence[str]], float], queries: Sequence[Query], answers: Answers
) -> float:
    return statistics.mean(measured(query, answers[query.id]) for query in queries)


def _compared(
    what: str,
    measured: Callable[[Query, Sequence[str]], float],
    queries: Sequence[Query],
    answers: Mapping[str, Answers],
) -> Iterator[Row]:
    here = _mean(measured, queries, answers[BARE])
    for other in (MATERIAL, PAGEFIND):
        there = _mean(measured, queries, answers[other])
        yield Row(what, f"{here:.3f}", other, f"{there:.3f}", here / there, "> 1", here > there)
