"""What the tests of charts share: records made in a line, and a reader of drawings."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

from utm_exchange.formatting import formatter
from utm_exchange.indexes.charts.emissions import city_chart
from utm_exchange.indexes.charts.results import results_chart
from utm_exchange.records.types import City, Practice

THEME = Path(__file__).parents[2] / "theme_overrides"
FMT = formatter("en")
SOURCES = [
    {"id": "a", "title": "A", "publisher": "P", "url": "https://a.example/", "accessed": "2026-01-01"},
    {"id": "b", "title": "B", "publisher": "Q", "url": "https://b.example/", "accessed": "2026-01-01"},
]
HOSTILE = "3 < 4 & \"quotes\" onload='x' ]]> \x07"


def a_city(slug="x", **fields):
    city = City.model_validate(
        {
            "title": "X",
            "summary": "S",
            "country": "NO",
            "location": {"lat": "59", "lon": "10"},
            "sources": SOURCES,
            **fields,
        }
    )
    city.attach(slug, "", None)
    return city


def inventory(year, value, **fields):
    return {
        "year": str(year),
        "value": str(value),
        "unit": "tCO2e",
        "source": "a",
        "grade": "reported",
        **fields,
    }


def target(year, kind="net-zero", **fields):
    return {"kind": kind, "target_year": str(year), "source": "b", **fields}


def cut(year, value, base, **fields):
    return target(year, "reduction", value=str(value), unit="%", base_year=str(base), **fields)


def emissions(inventories=(), targets=(), today=2026):
    return city_chart(a_city(inventories=inventories, targets=targets), today, FMT)


def figure(value, base, unit="%", **fields):
    baseline = {"value": str(base)} if not isinstance(base, dict) else base
    return {
        "label": "Trees",
        "value": str(value),
        "unit": unit,
        "source": "a",
        "grade": "reported",
        "baseline": baseline,
        **fields,
    }


def results(*figures):
    practice = Practice.model_validate(
        {
            "title": "X", "summary": "S", "cities": ["x"], "lead": "City", "pillars": ["capacity-and-funding"],
            "stages": ["plan"], "sectors": ["water"], "scale": "city", "status": "running",
            "results": figures, "sources": SOURCES,
        }
    )  # fmt: skip
    return results_chart(practice, FMT)


def read(chart):
    root = ET.fromstring(chart.svg)  # noqa: S314 - our own text
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    assert all(name.startswith(chart.id) for name in ids)
    assert root.find("title").text
    assert root.find("title").get("id") == root.get("aria-labelledby")
    assert root.find("desc").get("id") == root.get("aria-describedby")
    used = set(re.findall(r"url\(#([^)]*)\)", chart.svg))
    assert used <= set(ids)
    assert not re.search(
        r"nan|inf|e[+-]\d", " ".join(v for n in root.iter() for k, v in n.attrib.items() if k in PLACES)
    )
    return root


PLACES = {"x", "y", "x1", "x2", "y1", "y2", "width", "height", "cx", "cy", "transform"}


def numbers(text):
    return set(re.findall(r"\d[\d,.]*\d|\d", text))


def all_numbers_are_in_the_table(chart):
    root = read(chart)
    shown = numbers(" ".join(node.text or "" for node in root.iter() if node.tag in {"text", "desc"}))
    table = numbers(" ".join(cell for row in chart.rows for cell in row.cells))
    return shown <= table


def bars(root, mark):
    return [node for node in root.iter("rect") if mark in node.get("class", "").split()]


def texts(root):
    return [node.text for node in root.iter("text")]
