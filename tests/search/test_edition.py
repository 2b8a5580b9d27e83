"""The files of an edition: the same bytes everywhere, and light."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import subprocess
import sys
import zlib
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page
from search_fixture import ASK, NAMES, Served, edition_at, edition_of_texts, write_box, write_edition

from utm_exchange.joining import minified
from utm_exchange.search.bundle import LunrError, bundle
from utm_exchange.search.edition import dump
from utm_exchange.search.index import build_index
from utm_exchange.search.plugin import LUNR
from utm_exchange.search.shards import SHARD_SIZE, shards_of
from utm_exchange.synthetic.writing import write_catalogue

REPOSITORY = Path(__file__).parents[2]
LIMITS = {"engine": 19_500, "box": 4_300}
"""Bytes over the wire: lunr.js, the engine and the head of this repository's index; the search box."""
QUESTIONS = (
    "flood parks",
    "heat pump",
    "tram line",
    "solar school",
    "waste pickers",
    "green bond",
    "cycling lanes",
    "urban heat",
    "tree planting",
    "bus charging",
)
FIRST_LIMIT, NEXT_LIMIT, MOST_REQUESTS = 45_000, 25_000, 8
"""Bytes of the first question and of the next, and requests of the first, at 3,000 records."""
SHAPES = {
    # Query in lunr's language: bytes of its shards, and of the lexicon where it is needed.
    "flood": 7_000,
    "flood park": 14_000,
    "+flood -park": 14_000,
    "title:tram^5 body:bus": 14_000,
    "flo*": 14_000,
    "flo*d": 14_000,
    "flodd~1": 25_000,
    "pay heat pump concept:heat_pump_^4": 25_000,
    "*water": 60_000,
}

DIGEST = """
import sys, hashlib, pathlib
sys.path.insert(0, sys.argv[1])
from search_fixture import edition_at
edition, _texts = edition_at(pathlib.Path(sys.argv[2]))
print(edition.id, hashlib.sha256(repr(sorted(edition.files())).encode()).hexdigest())
"""


def test_hash_seeds_and_folders_change_nothing(tmp_path: Path) -> None:
    lines = set()
    for seed, name in (("1", "one"), ("77", "two")):
        write_catalogue(60, tmp_path / name)
        done = subprocess.run(
            [sys.executable, "-c", DIGEST, str(Path(__file__).parent), str(tmp_path / name)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        lines.add(done.stdout)
    assert len(lines) == 1


def test_every_file_says_what_it_is() -> None:
    edition, _texts = edition_at(REPOSITORY)
    for path, text in edition.files():
        if path == "manifest.json":
            assert json.loads(text)["edition"] == edition.id
            continue
        begin = "utmSearch.put("
        assert text.startswith(begin)
        id_, key, crc, data = json.loads(f"[{text[len(begin) : -2]}]")
        assert path == f"{id_}/{key}.js"
        assert id_ == edition.id
        assert zlib.crc32(dump(data).encode()) == crc


def test_shards_are_closed_in_time_and_begin_where_they_say() -> None:
    texts = [
        {name: " ".join(f"w{number % step} v{number}" for number in range(60)) for name in NAMES}
        for step in range(2, 400)
    ]
    shards = list(shards_of(build_index(texts, NAMES)))
    assert len(shards) > 3
    assert all(len(shard.postings) <= 2 * SHARD_SIZE or len(shard.terms) == 1 for shard in shards)
    assert all(
        before.terms[-1] < after.first <= after.terms[0] for before, after in itertools.pairwise(shards)
    )


def test_an_empty_catalogue_is_searched_in_peace(browser: Browser, tmp_path: Path) -> None:
    write_edition(tmp_path, edition_of_texts([]))
    served = Served(tmp_path).start()
    tab = browser.new_page()
    tab.goto(served.address)
    assert tab.evaluate(ASK, "flood parks")["hits"] == []
    served.stop()


def test_half_a_pair_survives() -> None:
    assert dump(["\ud83d", "\U0001f600"]) == '["\\ud83d","\U0001f600"]'


def test_a_script_in_fewer_bytes_does_the_same(browser: Browser) -> None:
    code = """/* a */ var told = (function (given) {
      'use strict'; // yes
      const pattern = /[/*]\\//; let found = `${given} ${pattern.test('*/')}`;
      return found + '//no' + 6 / 2 / 3 + (this === undefined);
    })('\ud83d\ude80 é')"""
    code = code.encode("utf-16", "surrogatepass").decode("utf-16")
    small = minified(code)
    assert len(small) < len(code) * 0.7
    tab = browser.new_page()
    assert tab.evaluate(f"() => {{ {small}; return told }}") == tab.evaluate(
        f"() => {{ {code}; return told }}"
    )
    tab.close()


def test_another_lunr_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "lunr.js"
    other.write_text(LUNR.read_text("utf-8").replace('"2.3.9"', '"2.4.0"'), "utf-8")
    with pytest.raises(LunrError):
        bundle(other, tmp_path, edition_of_texts([]))


def test_the_scripts_are_light_and_the_engine_keeps_its_licence(real: Served) -> None:
    scripts = {name: (real.folder / f"search/{name}.js").read_bytes() for name in LIMITS}
    sizes = {name: len(zlib.compress(text, 6)) for name, text in scripts.items()}
    assert {name: size for name, size in sizes.items() if size > LIMITS[name]} == {}
    text = scripts["engine"]
    assert b"@license MIT" in text[:300]
    assert hashlib.sha256(text).digest() != hashlib.sha256(LUNR.read_bytes()).digest()


def test_questions_in_the_box_cost_few_bytes_and_requests(browser: Browser, tmp_path: Path) -> None:
    write_catalogue(3000, tmp_path / "catalogue")
    edition, _texts = edition_at(tmp_path / "catalogue")
    write_edition(tmp_path / "site", edition)
    write_box(tmp_path / "site")
    served = Served(tmp_path / "site").start()
    for question, following in itertools.pairwise(QUESTIONS):
        tab = browser.new_page()
        tab.goto(f"{served.address}box.html")
        tab.get_by_role("button", name="Search").click()
        first = costs(served, tab, question)
        assert (sum(first) <= FIRST_LIMIT, len(first) <= MOST_REQUESTS) == (True, True), (question, first)
        assert sum(then := costs(served, tab, following)) <= NEXT_LIMIT, (following, then)
        tab.close()
    served.stop()


def costs(served: Served, tab: Page, question: str) -> list[int]:
    """Type a question into the box, wait for its results, and return the bytes of each answer of the server."""
    tab.locator("#search-input").fill(question)
    tab.locator(f"a[href$='?q={quote(question)}']").wait_for()
    sizes = [size for path, size in served.sent if path.startswith("search/")]
    served.sent.clear()
    return sizes


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", ["real", "synthetic"])
def test_each_shape_of_query_keeps_its_budget(
    browser: Browser, request: pytest.FixtureRequest, name: str, shape: str
) -> None:
    served: Served = request.getfixturevalue(name)
    tab = browser.new_page()
    tab.goto(served.address)
    served.sent.clear()
    assert tab.evaluate("(query) => utmSearch.search(query)", shape)["ok"]
    assert sum(size for _path, size in served.sent) <= SHAPES[shape], served.sent
    tab.close()
