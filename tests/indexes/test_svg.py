"""Maps as a reader, a keyboard and a screen reader meet them."""

from __future__ import annotations

import gzip
import math
import random
import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from real_cities import real_cities

from utm_exchange.indexes import svg
from utm_exchange.indexes.locator import SIDE, frame, locator

OSLO = svg.MapPoint("Oslo", 59.91, 10.75, "cities/oslo/", "contributing", "contributing city")
TURKU = svg.MapPoint("Turku", 60.45, 22.27, "cities/turku/", "member", "member city")
HOSTILE = svg.MapPoint('<script>alert("1")</script>', 1, 2, 'x/?a="b"&c=<d>', '" onload="x', "it's & <b>")


def cities() -> list[tuple[str, str, float, float]]:
    """Every city of this repository: country, name, degrees north, degrees east."""
    return [(city.country, city.title, city.location.lat, city.location.lon) for city in real_cities()]


def drawn(*points, **more):
    text = svg.world_map(points, title="Cities", description="A table follows.", **more)
    return text, ET.fromstring(text)  # noqa: S314 - our own text


def hits(root):
    found = (mark for mark in root.iter("circle") if mark.get("class") == "map-hit")
    return [(float(mark.get("cx")), float(mark.get("cy")), float(mark.get("r"))) for mark in found]


def test_world_map_names_itself_and_hides_no_link():
    _, root = drawn(OSLO, TURKU, prefix="home")
    assert root.get("role") == "group"
    assert root.find("title").get("id") == root.get("aria-labelledby") == "home-title"
    assert root.find("desc").get("id") == root.get("aria-describedby") == "home-description"
    assert [link.get("href") for link in root.iter("a")] == ["cities/oslo/", "cities/turku/"]
    assert [link.find("title").text for link in root.iter("a")] == [
        "Oslo, contributing city",
        "Turku, member city",
    ]
    assert all(link.get("aria-hidden") is None and link.get("tabindex") is None for link in root.iter("a"))


def test_two_maps_share_no_id():
    first, second = drawn(OSLO, prefix="a")[0], drawn(OSLO, prefix="b")[0]
    ids = re.findall(r' id="([^"]+)"', first + second)
    assert len(ids) == len(set(ids)) == 4


def test_link_turns_the_address_into_the_page_s_own():
    _, root = drawn(OSLO, link=lambda href: f"../../{href}")
    assert root.find("a").get("href") == "../../cities/oslo/"


def test_groups_differ_in_shape_as_well_as_class():
    points = [svg.MapPoint(group, 10 * i, 20 * i, "x", group, "") for i, group in enumerate(svg.GROUPS)]
    _, root = drawn(*points)
    marks = {link.get("class"): link.findall("*")[-1] for link in root.iter("a")}
    assert set(marks) == {"map-point member", "map-point contributing", "map-point practice"}
    assert marks["map-point member"].tag == "circle"
    outlines = {re.sub(r"^m\S+ ?\S+? ", "", marks[f"map-point {group}"].get("d", "")) for group in svg.GROUPS}
    assert len(outlines) == 3
    assert len({svg.legend_mark(group) for group in svg.GROUPS}) == 3


def test_hostile_text_stays_text():
    text, root = drawn(HOSTILE, prefix='"><script>')
    assert "<script" not in text
    link = root.find("a")
    assert link.find("title").text == f"{HOSTILE.name}, {HOSTILE.label}"
    assert link.get("href") == HOSTILE.href
    assert set(link.attrib) == {"class", "href"}


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    name=st.text(),
    href=st.text(),
    group=st.text(),
    label=st.text(),
    title=st.text(),
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
)
def test_any_text_is_well_formed_and_every_point_on_the_map(*, name, href, group, label, lat, lon, title):
    text = svg.world_map(
        [svg.MapPoint(name, lat, lon, href, group, label)], title=title, description=label, prefix=name
    )
    ((x, y, _),) = hits(ET.fromstring(text))  # noqa: S314 - our own text
    assert 0 <= x <= svg.WIDTH
    assert 0 <= y <= svg.HEIGHT


def test_no_style_script_or_line_break():
    text, _ = drawn(OSLO, TURKU)
    for word in ("style=", "<style", "<script", "\n", "http"):
        assert word not in text


def test_order_of_input_changes_nothing():
    points = [svg.MapPoint(name, lat, lon, name, "member", "") for _, name, lat, lon in cities()]
    text = drawn(*points)[0]
    random.Random(1).shuffle(points)
    assert drawn(*points, points[0])[0] == text


def test_smaller_groups_lie_on_top():
    many = [svg.MapPoint(f"m{i}", i, i, "x", "member", "") for i in range(3)]
    _, root = drawn(OSLO, *many)
    assert [link.find("title").text for link in root.iter("a")][-1].startswith("Oslo")


def test_every_point_can_be_seen_and_hit():
    crowd = [svg.MapPoint(f"p{i}", 52 + i / 50, 4, "x", "member", "") for i in range(9)]
    found = hits(drawn(*crowd, OSLO, HOSTILE)[1])
    for i, (x, y, radius) in enumerate(found):
        others = [math.dist((x, y), other[:2]) for j, other in enumerate(found) if j != i]
        assert min(others) >= 4.9  # no mark covers another
        assert radius >= 4.5
        assert radius <= max(4.6, min(others) - 4.4)  # nor does the area that answers


def test_a_point_by_itself_answers_within_more_than_24_units():
    ((_, _, radius),) = hits(drawn(OSLO)[1])
    assert 2 * radius >= 24


def test_land_is_light():
    assert len(svg.land_path()) <= 12_000
    assert len(gzip.compress(svg.land_path().encode())) <= 7_000


def test_a_map_without_points_is_still_a_map():
    _, root = drawn()
    assert root.find("path").get("d")


def test_path_data_draws_the_ring_it_was_given():
    ring = ((1.04, 2.0), (10.5, 2.0), (10.5, -3.25), (0.0, 0.0))
    data = svg.path_data([ring, ring])
    assert re.fullmatch(r"[mz\d. -]+", data)
    x = y = 0.0
    corners = []
    for subpath in data.rstrip("z").split("z"):
        start = (x, y)
        numbers = [float(text) for text in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", subpath)]
        here = []
        x, y = start
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            here.append((x, y))
        x, y = here[0]
        corners.append(here)
    for here in corners:
        assert here == [pytest.approx(corner, abs=0.051) for corner in ring]


@given(st.lists(st.tuples(st.floats(0, 96), st.floats(0, 96)), min_size=3, unique=True), st.floats(0, 5))
def test_simplify_leaves_every_point_within_the_tolerance(points, tolerance):
    ring = tuple(points)
    simple = svg.simplify(ring, tolerance)
    assert set(simple) <= set(ring)
    sides = list(pairwise((*simple, simple[0])))
    for point in ring:
        assert min(svg._segment_distance(point, *side) for side in sides) <= tolerance + 1e-9


@pytest.mark.parametrize("value", [0, -0.04, 0.04, 0.05001, -0.5, 0.5, 10, 10.04, -10.96, 100.0])
def test_numbers_are_short_and_true(value):
    assert float(svg.number(value)) == pytest.approx(value, abs=0.051)
    assert not re.search(r"^-?0\.|\.0$|^-0$", svg.number(value))


@pytest.mark.parametrize(("country", "name", "lat", "lon"), cities())
def test_every_city_has_a_locator(country, name, lat, lon):
    text = locator(country, lat, lon)
    root = ET.fromstring(text)  # noqa: S314 - our own text
    assert root.get("aria-hidden") == "true", name
    assert len(text.encode()) <= 1250
    dot = root.find("circle")
    assert 0 < float(dot.get("cx")) < SIDE
    assert 0 < float(dot.get("cy")) < SIDE
    view = frame(country, lat, lon)
    assert view is not None
    assert view.holds(lat, lon)
    assert view.outline
    assert not re.search(r"style=|\sid=|<title|\n", text)


def test_unknown_country_has_no_locator():
    assert locator("ZZ", 0, 0) == ""
    assert locator("", 0, 0) == ""


def test_cities_of_one_country_share_the_outline():
    assert frame("NO", 59.9, 10.7) is frame("NO", 69.6, 18.9)


@pytest.mark.parametrize(
    ("country", "lat", "lon"),
    [
        ("FJ", -18.14, 178.44),
        ("NZ", -36.85, 174.76),
        ("RU", 64.73, 177.5),
        ("US", 61.2, -149.9),
        ("US", 21.3, -157.86),
        ("FR", -20.9, 55.45),
        ("SG", 1.35, 103.8),
        ("MV", 4.17, 73.5),
        ("VA", 41.903, 12.453),
        ("MC", 43.735, 7.42),
        ("TV", -8.52, 179.2),
        ("XK", 42.67, 21.16),
    ],
)
def test_far_split_and_small_countries(country, lat, lon):
    view = frame(country, lat, lon)
    assert view is not None
    assert view.holds(lat, lon)
    assert view.outline or view.context  # the Vatican is less than a tenth of a unit
    assert len(locator(country, lat, lon)) <= 1250


def test_contiguous_states_are_shown_without_alaska():
    assert frame("US", 25.8, -80.2) is not frame("US", 61.2, -149.9)


def test_small_country_is_shown_within_its_surroundings():
    assert frame("LU", 49.6, 6.1).context
    assert not frame("NO", 59.9, 10.7).context


def test_city_is_on_its_country_s_land():
    """The dot and the outline are drawn by the same projection: Madrid is in the middle of Spain."""
    x, y = frame("ES", 40.42, -3.7).place(40.42, -3.7)
    assert abs(x - SIDE / 2) < SIDE / 5
    assert abs(y - SIDE / 2) < SIDE / 5
