"""What goes wrong is told as data, can be tried again, and never gives wrong results."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from search_fixture import ASK, Served, open_tab

Answer = Callable[[str], tuple[int, bytes] | None]


@pytest.fixture
def served(real: Served) -> Iterator[Served]:
    yield real
    real.answer = lambda _path: None


def ask(tab: Page, text: str = "flood parks") -> dict[str, object]:
    answer = tab.evaluate(ASK, text)
    assert isinstance(answer, dict)
    return answer


def shards(status: int, change: Callable[[bytes], bytes], served: Served) -> Answer:
    """Replace the answer for every shard."""

    def answer(path: str) -> tuple[int, bytes] | None:
        return (status, change((served.folder / path).read_bytes())) if "/t/" in path else None

    return answer


DAMAGES: dict[str, tuple[int, Callable[[bytes], bytes], str]] = {
    "cut short": (200, lambda body: body[: len(body) // 2], "damaged"),
    "empty": (200, lambda _body: b"", "damaged"),
    "one digit changed": (200, lambda body: body[:-20] + bytes([body[-20] ^ 1]) + body[-19:], "damaged"),
    "a page that says sorry": (200, lambda _body: b"<!doctype html><h1>Sorry</h1>", "damaged"),
    "another file": (200, lambda body: re.sub(rb'"t/\d+"', b'"t/9999"', body), "damaged"),
    "another edition": (200, lambda body: re.sub(rb'"[0-9a-f]{16}"', b'"0123456789abcdef"', body), "edition"),
    "gone": (404, lambda _body: b"", "missing"),
    "server in trouble": (503, lambda _body: b"", "offline"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_bad_shard_is_told_and_can_be_tried_again(browser: Browser, served: Served, damage: str) -> None:
    status, change, kind = DAMAGES[damage]
    tab = open_tab(browser, served.address)
    served.answer = shards(status, change, served)
    answer = ask(tab)
    assert answer["ok"] is False
    assert answer["error"]["kind"] == kind  # type: ignore[index]
    served.answer = lambda _path: None
    again = ask(tab)
    assert again["ok"], again
    assert len(again["hits"]) > 5  # type: ignore[arg-type]
    tab.close()


def test_a_network_that_dies_between_two_shards(browser: Browser, served: Served) -> None:
    with browser.new_context() as context:
        tab = context.new_page()
        tab.goto(served.address)
        assert ask(tab, "flood")["ok"]
        context.set_offline(True)
        assert ask(tab, "flood")["ok"], "what was loaded stays"
        assert ask(tab, "zoo wetland tram")["error"]["kind"] == "offline"  # type: ignore[index]
        context.set_offline(False)
        assert ask(tab, "zoo wetland tram")["ok"]


def test_a_site_with_a_newer_edition(browser: Browser, served: Served) -> None:
    tab = open_tab(browser, served.address)
    manifest = json.loads((served.folder / "search/manifest.json").read_text("utf-8"))

    def answer(path: str) -> tuple[int, bytes] | None:
        if path == "search/manifest.json":
            return 200, json.dumps({**manifest, "edition": "feedfeedfeedfeed"}).encode()
        return (404, b"") if manifest["edition"] in path else None

    served.answer = answer
    error = ask(tab)["error"]
    assert error["kind"] == "edition"  # type: ignore[index]
    assert error["detail"] == "feedfeedfeedfeed"  # type: ignore[index]
    tab.close()


def test_an_engine_without_a_right_head_answers_nothing(browser: Browser, served: Served) -> None:
    engine = (served.folder / "search/engine.js").read_bytes()
    served.answer = lambda path: (
        (200, engine.replace(b'"documents":', b'"dokuments":')) if path == "search/engine.js" else None
    )
    tab = open_tab(browser, served.address)
    assert ask(tab)["error"] == {"kind": "damaged", "file": "head", "detail": ""}
    tab.close()


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "+-~^:*" * 2000,
        "a~99999999999",
        "flood~50 parks~50",
        "Київ",
        "北京 مدينة",
        "?!",
        " ",
        "",
        "\\",
        "-",
        "+",
        "title:",
        "nowhere:x",
        "*",
        "a*",
        "flood^999999999",
        "__proto__",
        "<script>",
    ],
)
def test_odd_questions_are_answered_calmly(browser: Browser, served: Served, text: str) -> None:
    tab = open_tab(browser, served.address)
    tab.set_default_timeout(10_000)
    for answer in (ask(tab, text), tab.evaluate("(text) => utmSearch.ask(text, {typing: true})", text)):
        assert answer["ok"] or answer["error"]["kind"] == "broad"
    tab.close()


def test_a_query_that_lunr_cannot_read_says_why(browser: Browser, served: Served) -> None:
    tab = open_tab(browser, served.address)
    error = tab.evaluate("utmSearch.search('nowhere:x')")["error"]
    assert error["kind"] == "query"
    assert "nowhere" in error["detail"]
    tab.close()


def test_a_stale_question_is_dropped(browser: Browser, served: Served) -> None:
    tab = open_tab(browser, served.address)
    answer = tab.evaluate(
        "() => { const stop = new AbortController(); const found = utmSearch.ask('flood parks', {signal: stop.signal}); stop.abort(); return found }"
    )
    assert answer["error"]["kind"] == "aborted"
    assert ask(tab)["ok"]
    tab.close()


def test_a_slip_is_mended_only_where_nothing_is_found(browser: Browser, served: Served) -> None:
    tab = open_tab(browser, served.address)
    mended = ask(tab, "flodd")
    assert mended["corrected"] is True
    assert any("flood" in hit["terms"] for hit in mended["hits"])  # type: ignore[attr-defined]
    half = ask(tab, "flodd parks")
    assert half["corrected"] is False
    assert half["unknown"] == ["flodd"]
    tab.close()


def test_names_of_one_subject_find_each_other_and_are_marked(browser: Browser, served: Served) -> None:
    tab = open_tab(browser, served.address)
    hits = ask(tab, "streetcar")["hits"]
    rows = tab.evaluate("(ids) => utmSearch.records(ids)", [hit["id"] for hit in hits])["rows"]  # type: ignore[attr-defined]
    assert any("tram" in row["title"].lower() + row["summary"].lower() for row in rows)
    parts = tab.evaluate("utmSearch.mark('The tram (trams) of Toyama', ['tram_'])")
    assert [part["text"] for part in parts if part["hit"]] == ["tram", "(trams)"]
    assert "".join(part["text"] for part in parts) == "The tram (trams) of Toyama"
    tab.close()


def test_search_works_from_a_folder(browser: Browser, real: Served, tmp_path: Path) -> None:
    folder = shutil.copytree(real.folder, tmp_path / "stick")
    tab = browser.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto((folder / "index.html").as_uri())
    answer = ask(tab)
    assert answer["ok"]
    rows = tab.evaluate("(ids) => utmSearch.records(ids)", [hit["id"] for hit in answer["hits"][:3]])["rows"]  # type: ignore[index]
    assert "park" in rows[0]["title"]
    assert tab.evaluate("utmSearch.facet('sector')")["values"]
    assert all(url.startswith("file:") for url in asked)
    damaged = next((folder / "search").glob("*/f/region.js"))
    damaged.write_text(damaged.read_text("utf-8").replace("Europe", "Eurasia"), "utf-8")
    assert tab.evaluate("utmSearch.facet('region')")["error"]["kind"] == "damaged"
    next((folder / "search").glob("*/f/stage.js")).unlink()
    assert tab.evaluate("utmSearch.facet('stage')")["error"]["kind"] == "missing"
    tab.close()
