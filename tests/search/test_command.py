"""``utm search`` finds what the browser finds, in the same order."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser
from search_fixture import NAMES, SEARCH, TODAY, Served, open_tab, read_catalogue

from utm_exchange.cli import main
from utm_exchange.search.asking import hits
from utm_exchange.search.index import build_index
from utm_exchange.search.synonyms import synonyms

REPOSITORY = Path(__file__).parents[2]


def test_hits_are_those_of_the_browser(browser: Browser, real: Served) -> None:
    documents, _catalogue = read_catalogue(REPOSITORY)
    index = build_index([document.texts for document in documents], NAMES, synonyms())
    tab = open_tab(browser, real.address)
    for query in ("flood park", "+heat -pump", "title:tram^5 bus", "always generally", "cit*", "-city"):
        theirs = tab.evaluate(SEARCH, query)["hits"]
        ours = hits(index, query)
        assert sorted(ordinal for ordinal, _score in ours) == sorted(hit["id"] for hit in theirs), query
        assert [score for _ordinal, score in ours] == pytest.approx(
            [hit["score"] for hit in theirs], abs=1e-9
        ), query
    tab.close()


def test_the_command_prints_score_identity_and_title() -> None:
    done = CliRunner().invoke(
        main, ["search", "flood", "parks", "--root", str(REPOSITORY), "--today", TODAY.isoformat(), "-n", "3"]
    )
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert "practice:beira-chiveve-green-infrastructure" in lines[0]
    assert len(lines) == 4


@pytest.mark.parametrize(
    ("words", "code", "said"), [("nowhere:x", 2, "nowhere"), ("zzzzqqq", 0, "0 results")]
)
def test_what_cannot_be_found_or_read_is_said(words: str, code: int, said: str) -> None:
    done = CliRunner().invoke(main, ["search", words, "--root", str(REPOSITORY)])
    assert done.exit_code == code
    assert said in done.output
