"""A word that nothing is found for is taken for the words that are spelled as nearly as any is."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from search_fixture import ASK, NAMES, Served, edition_of_texts, open_tab, write_edition


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("transpord", ["transport"]),  # transform has two letters that are others
        ("transpodr", ["transport"]),  # none is spelled nearer
        ("transport", ["transport"]),
        ("rtansport", ["transport"]),
        ("fluad", []),  # a short word has too many others near it to look for two slips
        ("fload", ["flood"]),
    ],
)
def test_the_nearest_spelling_is_found(
    browser: Browser, tmp_path: Path, typed: str, meant: list[str]
) -> None:
    texts = [dict.fromkeys(NAMES, "") | {"title": word} for word in ("transport", "transform", "flood")]
    write_edition(tmp_path, edition_of_texts(texts))
    served = Served(tmp_path).start()
    try:
        tab = open_tab(browser, served.address)
        answer = tab.evaluate(ASK, typed)
        tab.close()
        assert [hit["terms"] for hit in answer["hits"]] == [[word] for word in meant]
        assert answer["corrected"] is (typed != "transport")
    finally:
        served.stop()
