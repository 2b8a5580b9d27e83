"""Simple pages: what a page says in few well-formed elements, whatever the page is like."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utm_exchange.offline.downloads.simple import simple

HERE = "practices/river-park/"


def body(html: str) -> str:
    return simple(f"<body><p>before</p><main>{html}</main><p>after</p></body>", HERE).body


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<h1>A <em>park</em></h1>", "<h1>A <em>park</em></h1>"),
        ("<section class='part'><h2 id='why'>Why</h2></section>", '<div><h2 id="why">Why</h2></div>'),
        ("<script>alert(1)</script><p onclick='x()' style='y'>Text</p>", "<p>Text</p>"),
        ("<nav><a href='../'>Up</a></nav><form><label>Name<input></label></form><p>Text</p>", "<p>Text</p>"),
        ("<svg><path d='M0 0'/><text>no</text></svg><p aria-hidden='true'>no</p><p>Text</p>", "<p>Text</p>"),
        ("<ul><li>one<li>two</ul>", "<ul><li>one</li><li>two</li></ul>"),
        ("<p>5 < 6 &amp; 7</p>", "<p>5 &lt; 6 &amp; 7</p>"),
        ("<marquee>moves</marquee>", "moves"),
        ("<div><div> </div></div><p>Text</p>", "<p>Text</p>"),
        ('<p>28% <span class="grade">Estimate</span></p>', "<p>28%, Estimate</p>"),
    ],
)  # fmt: skip
def test_what_matters_stays_and_the_rest_goes(page: str, said: str) -> None:
    assert body(page) == said


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("../../cities/riga/#plans", "site:cities/riga/#plans"),
        ("../", "site:practices/"),
        ("../..", "site:"),
        ("../../", "site:"),
        ("../../search/?q=park", "site:search/"),
        ("../../api/v1/practices.csv", "site:api/v1/practices.csv"),
        ("https://example.org/a b", "https://example.org/a b"),
    ],
)
def test_links_say_where_in_the_site_they_lead(address: str, target: str) -> None:
    assert f'href="{target}"' in body(f'<a href="{address}">x</a>')


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "//evil.example", "#missing"]
)
def test_links_that_run_something_or_lead_nowhere_are_text(address: str) -> None:
    assert body(f'<p><a href="{address}">x</a></p>') == "<p>x</p>"


def test_whoever_uses_it_says_where_links_inside_lead() -> None:
    article = simple('<main><h1>T</h1><a href="../a/">A &amp; B</a> <a href="../b/">C</a></main>', HERE)
    said = article.linked(lambda target: "a.html?x&y" if target == "practices/a/" else "")
    assert said == '<h1>T</h1><a href="a.html?x&amp;y">A &amp; B</a> C'


pieces = st.lists(
    st.sampled_from(["<p>", "</p>", "<ul>", "<li>", "</ul>", "<b>", "</b>", "<script>", "</script>", "<svg>", "</svg>", "<br>", "<img src=x>",
                     "<td>", "</div>", "<div>", '<a href="../x/">', "</a>", "<h1>", "</h1>", "&lt;", "<!-- c -->", "<nav>", "</nav>", "\x0c"])
    | st.text(max_size=8),
    max_size=25,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(pieces)
def test_any_page_gives_well_formed_elements_of_the_list(parts: list[str]) -> None:
    text = body("".join(parts))
    tree = ET.fromstring(f"<x>{text}</x>")  # noqa: S314 - our own text
    assert {node.tag for node in tree.iter()} <= {"x", "p", "ul", "li", "b", "br", "td", "div", "a", "h1"}
    assert not re.search(r"<(?:script|svg|img|nav)", text)
