"""How relevance is measured, and that the judged set fits the catalogue it was judged over."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from bench.search_relevance import SETS, Query, gain, judged, recall, reciprocal_rank

from utm_exchange.catalogue.checking import catalogue_of, check_catalogue
from utm_exchange.search.documents import content_pages, documents_of

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 11, 22)
QUERY = Query("q", "trees", "problem", "tune", {"best": 3, "good": 2, "near": 1})


def test_every_record_that_is_judged_can_be_found() -> None:
    catalogue = catalogue_of(check_catalogue(ROOT, TODAY), TODAY)
    there = {document.identity for document in documents_of(catalogue, content_pages(ROOT))}
    judged_ones = {identity for query in judged() for identity in query.relevant}
    assert judged_ones <= there


def test_there_are_enough_queries_and_a_third_of_each_kind_is_held_out() -> None:
    queries = judged()
    assert len(queries) >= 60
    assert len({query.id for query in queries}) == len(queries)
    kinds = Counter(query.kind for query in queries)
    held_out = Counter(query.kind for query in queries if query.set == "held-out")
    assert {query.set for query in queries} == set(SETS)
    assert all(abs(held_out[kind] - number / 3) < 1 for kind, number in kinds.items())


def test_every_query_has_something_useful_to_find() -> None:
    assert all(max(query.relevant.values()) >= 2 for query in judged())
    assert {grade for query in judged() for grade in query.relevant.values()} == {1, 2, 3}


def test_the_best_order_gains_one_and_a_worse_one_less() -> None:
    assert gain(QUERY, ["best", "good", "near"]) == pytest.approx(1)
    # Grades 3, 2, 1 gain 7, 3, 1; the ranks divide by log2 of 2, 3, 4.
    assert gain(QUERY, ["good", "best"]) == pytest.approx(7.4165 / 9.3928, abs=1e-4)
    assert gain(QUERY, ["other"]) == 0
    assert gain(QUERY, []) == 0


def test_recall_and_rank_look_at_what_is_useful() -> None:
    assert recall(QUERY, ["near", "good", "other"]) == 0.5
    assert reciprocal_rank(QUERY, ["near", "good", "best"]) == 0.5
    assert reciprocal_rank(QUERY, ["near"]) == 0


def test_of_more_than_ten_useful_records_ten_can_be_found() -> None:
    many = Query("q", "africa", "place", "tune", {f"r{number}": 3 for number in range(24)})
    assert recall(many, [f"r{number}" for number in range(10)]) == 1
