"""The browser and the checks agree: the same YAML, the same codes, the same words.

The modules run as they are, in a real Chromium; Python's own reader and types are the measure.
"""

from __future__ import annotations

import difflib
import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from pydantic import TypeAdapter, ValidationError

from utm_exchange.contribute import plugin
from utm_exchange.contribute.drafts import file_text
from utm_exchange.contribute.fields import every_field, fields_of
from utm_exchange.contribute.form_view import browser_words, spec_of
from utm_exchange.contribute.forms import prose_of
from utm_exchange.i18n import translations
from utm_exchange.records.characters import odd_character
from utm_exchange.records.hints import slug_of
from utm_exchange.records.loading import record_files
from utm_exchange.records.reading import SourceFile, read_source, source_of
from utm_exchange.records.types import RECORD_TYPES, TYPES_BY_NAME
from utm_exchange.records.yaml_text import parse

REPOSITORY = Path(__file__).parents[2]
MODULES = REPOSITORY / "theme_overrides/assets/modules/contribute"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Quiet, directory=str(MODULES))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        page.evaluate(
            "async () => { for (const name of ['yaml', 'values', 'record', 'rules', 'hints', 'near']) window[name] = await import(`/${name}.js`); }"
        )
        yield page
    server.shutdown()


# Letters that only one of the two knows, for its newer Unicode, are left out (Cn).
CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn"))


def may_stand(*texts: str) -> bool:
    """Tell whether a record may hold a text: what the checks refuse never reaches the reader."""
    return all(odd_character(text) is None for text in texts)


NASTY = st.sampled_from(
    ["no", "NULL", "~", "a: b", "a #b", "- a", "'", '"', '"quoted"', "it's: \"so\"", "\\n", "a\\", "12:30", "1e3", "0x1F",
     "  leading", "trailing ", "two\nlines", "three\n\nlines\n", "tab\there", "🚌 bus", "مرحبا: بالعالم", "שלום", "@at", "`tick`",
     "%percent", "!tag", "&anchor", "*alias", "{brace}", "[bracket]", "| pipe", "> fold", "---", "...", "?", ":", "a:", ",", "=",
     "2026-03-14", "yes", "=1+1", "\u00a0space", "é\u0301", "\u0085next"]
)  # fmt: skip
SCALAR = st.one_of(
    st.text(CHARACTERS, min_size=1, max_size=60), NASTY, st.text("\n \t:#'\"-ab", min_size=1, max_size=12)
).filter(lambda text: text.strip() and may_stand(text))
NAME = st.from_regex(r"[a-z][a-z_]{0,10}", fullmatch=True)
TREES = st.dictionaries(
    NAME,
    st.recursive(SCALAR, lambda inner: st.lists(st.one_of(SCALAR, st.dictionaries(NAME, inner, min_size=1, max_size=3)), min_size=1, max_size=3) | st.dictionaries(NAME, inner, min_size=1, max_size=3), max_leaves=6),
    min_size=1, max_size=5,
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(tree=TREES)
def test_yaml_that_the_browser_writes_is_read_to_the_same_values(tab: Page, tree: dict[str, Any]) -> None:
    text = tab.evaluate("tree => yaml.writeYaml(tree)", tree)
    assert parse(text) == tree
    assert tab.evaluate("text => yaml.readYaml(text)", text) == tree, "and read again by the form"


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(tree=TREES)
def test_what_the_command_writes_the_form_reads(tab: Page, tree: dict[str, Any]) -> None:
    text = file_text(TYPES_BY_NAME["city"], tree)
    held = parse(text)
    assert tab.evaluate("text => yaml.readYaml(text)", text) == held


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(title=SCALAR, body=st.text(CHARACTERS | st.just("\n"), max_size=200))
def test_a_whole_file_comes_through(tab: Page, title: str, body: str) -> None:
    assume(may_stand(title, body))
    record = {"facts": {"title": title}, "sections": [{"heading": "Challenge", "text": f"x {body}"}]}
    text = tab.evaluate("record => window.record.fileText(record, {prose: true, order: []})", record)
    source = source_of("a.md", text.encode())
    assert isinstance(source, SourceFile)
    assert parse(source.yaml) == {"title": title}
    assert source.body.strip() == f"## Challenge\n\nx {body}".strip()


def test_every_record_of_the_repository_is_read_as_the_checks_read_it(tab: Page) -> None:
    seen = 0
    for kind, path in record_files(REPOSITORY):
        source = read_source(REPOSITORY, path)
        assert isinstance(source, SourceFile)
        read = tab.evaluate("text => window.record.readRecord(text)", path.read_text("utf-8"))
        assert read["facts"] == parse(source.yaml), path
        written = tab.evaluate(
            "([text, prose]) => window.record.fileText(window.record.readRecord(text), {prose, order: []})",
            [path.read_text("utf-8"), kind.type_name != "city"],
        )
        again = source_of(path.name, written.encode())
        assert isinstance(again, SourceFile)
        assert parse(again.yaml) == parse(source.yaml), path
        assert again.body.split() == source.body.split(), path
        seen += 1
    assert seen > 200


@pytest.mark.parametrize(
    "text",
    [
        "a: &x 1",
        "a: |\n  text",
        "a: {b: c}",
        "a: [b",
        "a",
        "- a",
        "a: 1\na: 2",
        "a: 1\n   b: 2",
        'a: "open',
        "a: !!int 1",
    ],
)
def test_yaml_that_the_form_cannot_read_is_told_with_its_line(tab: Page, text: str) -> None:
    said = tab.evaluate(
        "text => { try { yaml.readYaml(text); return ''; } catch (error) { return error.message; } }", text
    )
    assert said.startswith("line ")
    assert "written in a way that this form cannot read" in said


FIELDS = {
    field.kind + field.refers: field
    for kind in RECORD_TYPES
    for field in every_field(fields_of(kind))
    if field.kind not in {"group", "truth", "zone", "country", "language", "currency", "term"}
}
VALUES = [
    "x", "x" * 121, "é" * 301, "🚌" * 1501, "12", "12.5", "-3", "+4", "1,200", "1.200", "1.234.567,8", "12,5", "1 250", "about 350 homes", "3 million", "2.5m", "4k",
    "1e6", "1.5e3 t", "abc", "", "12.", ".5", "1_000", "−5", "２０２４", "99999999999999999999999", "2024", "20", "1849", "2151", "02024", "2024.0", "in 2024",
    "2026-03-14", "2026-03", "2026-3-4", "14.03.2026", "03/14/2026", "14/03/2026", "14 March 2026", "March 14, 2026", "14th of March", "2026-02-30", "2026-13-01",
    "2026-03-14 09:30", "2026-03-14T09:30", "2026-03-14 9:30", "14.3.2026 9.30", "2026-03-14 25:00", "1.13.2026", "0999-01-01", "2200-01-01", "12:30", "31 Foo 2026",
    "https://www.example.org/a", "http://a.example", "www.example.org", "example.org/path", "https://localhost", "ftp://a.example", "<https://a.example/x>",
    "[t](https://a.example/x)", "https://a.example/a b", "javascript:alert(1)", "https://", "HTTPS://A.example", "https://user@a.example:80/x?y#z", "https://[::1]/",
    "a@b.example", "a@b", "a b@c.example", "@c.example", "Łódź", "Sao Paulo!", "a--b", "a-b", "A", "oslo-climate-budget", "practice:oslo", "practice: oslo", "oslo:",
    "partner:gcom", "partner:Big Name", "Partner: x", "City of Oslo", "91", "-90.5", "181", "59.91", "ß", "日本", "½", "1’000", "５",
]  # fmt: skip


@pytest.mark.parametrize("name", FIELDS)
def test_a_wrong_value_gets_the_same_code_and_words_as_from_the_checks(tab: Page, name: str) -> None:
    field = FIELDS[name]
    said = tab.evaluate(
        "([field, texts]) => texts.map(text => window.values.checkValue(field, text))",
        [spec_of(field), [value for value in VALUES if value]],
    )
    adapter = TypeAdapter(field.annotation)
    for value, found in zip((value for value in VALUES if value), said, strict=True):
        try:
            adapter.validate_python(value)
            expected = None
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            expected = (first["type"], first["ctx"]["message"], first["ctx"]["hint"])
        assert (found and (found["code"], found["message"], found["hint"])) == expected, value


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(st.text(CHARACTERS, max_size=25), min_size=5, max_size=20))
def test_file_names_are_made_alike(tab: Page, texts: list[str]) -> None:
    assert tab.evaluate("texts => texts.map(hints.slugOf)", texts) == [slug_of(text) for text in texts]


NAME = st.text("abcd-", max_size=9)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(word=NAME, names=st.lists(NAME, max_size=8, unique=True), least=st.sampled_from((0.5, 0.6, 0.75)))
def test_the_nearest_name_is_the_one_that_the_checks_propose(
    tab: Page, word: str, names: list[str], least: float
) -> None:
    expected = difflib.get_close_matches(word, names, n=1, cutoff=least)
    found = tab.evaluate(
        "([word, names, least]) => near.nearest(word, names, least) ?? null", [word, names, least]
    )
    assert found == (expected[0] if expected else None)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("riga-city", "write 'riga'"),
        ("rigga", "write 'riga'"),
        ("zzz", "correct the name, or add the city first, with the form for cities"),
    ],
)
def test_a_city_that_nobody_knows_is_answered_with_the_one_that_was_meant(
    tab: Page, typed: str, hint: str
) -> None:
    spec = {
        "type": "need",
        "fields": [spec_of(field) for field in fields_of(TYPES_BY_NAME["need"])],
        "prose": [],
    }
    said = tab.evaluate(
        "([text, spec]) => rules.checkRecord(window.record.readRecord(text), spec, {city: {riga: 'Riga', tartu: 'Tartu'}}, '2026-06-01')",
        [f"---\ntitle: A need\ncities:\n- {typed}\n---\n", spec],
    )
    assert [one["hint"] for one in said if one["code"] == "UTM401"] == [hint]


CHANGES = [
    ("content/practices/river-park.md", "end: 2019", "end: 2014"),
    ("content/practices/river-park.md", "  year: 2020", "  year: 2030"),
    ("content/practices/river-park.md", "  source: report\n  grade: reported", "  grade: reported"),
    ("content/practices/river-park.md", "  source: report\n", "  source: rapport\n"),
    ("content/practices/river-park.md", "- riga", "- rigga"),
    ("content/practices/river-park.md", "accessed: 2026-05-01", "accessed: 2026-06-02"),
    ("content/practices/river-park.md", "## Challenge\n", "## Challenges\n"),
    ("content/practices/river-park.md", "## What was done\n", "# What was done\n"),
    ("content/practices/river-park.md", "title: A park that takes the flood\n", ""),
    ("content/practices/river-park.md", "- partner:green-network", "- partner:green-net"),
    ("content/practices/river-park.md", "- heat-finance", "- heat-finances"),
    ("content/events/open-day.md", "end: 2026-09-11", "end: 2026-09-09"),
    ("content/events/open-day.md", "end: 2026-09-11 17:00\ntime_zone: Europe/Riga\n", ""),
    ("content/events/open-day.md", "- practice:river-park", "- practice:river-perk"),
    ("cities/riga.yaml", "base_year: 1990", "base_year: 2030"),
    ("cities/riga.yaml", '  value: 55\n  unit: "%"\n', ""),
    ("cities/riga.yaml", "date: 2022-11-14", "date: 2027-11-14"),
    ("cities/riga.yaml", "  source: mission\ntargets", "targets"),
    ("cities/riga.yaml", "- id: mission", "- id: statistics"),
    ("content/needs/heat-finance.md", "theme: finance", "theme: money"),
]


@pytest.mark.parametrize(("path", "old", "new"), CHANGES)
def test_a_mistake_in_a_record_gets_the_same_codes_fields_and_messages(
    tab: Page, folder, path: str, old: str, new: str
) -> None:
    names = {
        "city": {"riga": "", "tartu": ""},
        "partner": {"green-network": ""},
        "need": {"heat-finance": ""},
        "practice": {"river-park": ""},
    }
    folder.edit(path, old, new)
    kind = next(kind for kind in RECORD_TYPES if path.startswith(f"{kind.folder}/"))
    spec = {
        "type": kind.type_name,
        "fields": [spec_of(field) for field in fields_of(kind)],
        "prose": [
            {"id": p.id, "heading": "" if p.id == "body" else p.label, "help": p.help, "required": p.required}
            for p in prose_of(kind)
        ],
    }
    said = tab.evaluate(
        "([text, spec, names, today]) => rules.checkRecord(window.record.readRecord(text), spec, names, today)",
        [folder.read(path), spec, names, str(folder.today)],
    )
    found = sorted((p["code"], p["message"]) for p in said)
    told = sorted((p.code, p.message) for p in folder.check().problems if p.path == path)
    assert told, "the change is a mistake"
    assert found == told


def test_what_the_browser_says_can_be_translated(monkeypatch: pytest.MonkeyPatch) -> None:
    assert browser_words(MODULES) == {}, "English needs no list"

    class German(type(translations())):
        def gettext(self, message: str) -> str:
            return f"de {message}"

    monkeypatch.setattr("utm_exchange.i18n._current", German)
    words = browser_words(MODULES)
    assert words["Your draft is kept on this device."] == "de Your draft is kept on this device."
    assert words["'{text}' is not a time zone"]
    assert len(words) >= 100


def test_no_module_is_left_out_of_the_script_nor_comes_before_what_it_needs() -> None:
    order = list(plugin._ORDER)
    assert sorted(order) == sorted(path.name for path in MODULES.glob("*.js"))
    for place, name in enumerate(order):
        needed = set(
            re.findall(
                r'^import .* from "\./([\w-]+\.js)";', (MODULES / name).read_text("utf-8"), re.MULTILINE
            )
        )
        assert needed <= set(order[:place]), name
