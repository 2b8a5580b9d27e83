"""Charts as a reader, a screen reader and a hostile contributor meet them."""

from __future__ import annotations

import re
from decimal import Decimal

import jinja2
import pytest
from charting import (
    FMT,
    HOSTILE,
    THEME,
    a_city,
    all_numbers_are_in_the_table,
    bars,
    cut,
    emissions,
    figure,
    inventory,
    read,
    results,
    target,
    texts,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from selectolax.lexbor import LexborHTMLParser

from utm_exchange.catalogue.cohort import build_cohort
from utm_exchange.indexes.charts import drawing
from utm_exchange.indexes.charts.groups import group_chart
from utm_exchange.indexes.charts.matrix import practice_matrix


def test_a_city_with_nothing_to_compare_has_no_chart():
    assert emissions() is None
    assert emissions([inventory(2019, 5)]) is None
    assert emissions(targets=[{"kind": "net-zero", "source": "b"}]) is None


def test_targets_alone_make_a_time_line_without_columns():
    chart = emissions(targets=[target(2050)])
    root = read(chart)
    assert chart.title == "Targets over time"
    assert texts(root) == ["Today", "2050", "2050: Net zero"]
    assert list(root.iter("rect")) == []
    assert chart.svg.startswith('<svg role="img"')


def test_each_target_keeps_the_word_of_its_source():
    chart = emissions(targets=[target(2030, "climate-neutral"), target(2040, "carbon-neutral"), target(2050)])
    said = " ".join(texts(read(chart)))
    assert all(words in said for words in ("2030: Climate neutral", "2040: Carbon neutral", "2050: Net zero"))


def test_a_cut_becomes_a_column_only_with_an_inventory_of_its_base_year():
    with_base = emissions([inventory(2019, 1000)], [cut(2030, 40, 2019)])
    assert [row.cells[2] for row in with_base.rows] == ["1,000\xa0tCO2e", "600\xa0tCO2e, worked out here"]
    held, aim = bars(read(with_base), "result") + bars(read(with_base), "target")
    assert float(aim.get("height")) / float(held.get("height")) == pytest.approx(0.6)
    without = emissions([inventory(2018, 1000)], [cut(2030, 40, 2019)])
    assert bars(read(without), "target") == []
    assert "2030: 40% below 2019" in texts(read(without))
    assert without.rows[1].cells[2] == "No level given"


@pytest.mark.parametrize("value", ["0", "-5", "101"])
def test_no_level_is_worked_out_of_a_cut_that_is_none(value):
    chart = emissions([inventory(2019, 1000)], [cut(2030, value, 2019)])
    assert bars(read(chart), "target") == []


def test_no_level_is_worked_out_where_the_base_is_in_doubt():
    two = emissions(
        [inventory(2019, 1000, boundary="city"), inventory(2019, 2000, boundary="region")],
        [cut(2030, 40, 2019)],
    )
    assert bars(read(two), "target") == []
    other = target(2030, "reduction", value="50", unit="% (consumption, per person)", base_year="2019")
    chart = emissions([inventory(2019, 1000)], [other])
    assert bars(read(chart), "target") == []
    assert "per person" in chart.rows[1].cells[1]


def test_a_worked_out_level_is_no_finer_than_its_inventory():
    chart = emissions([inventory(2019, 10683551)], [cut(2030, "52.2", 2019)])
    assert chart.rows[1].cells[2] == "5,106,737\xa0tCO2e (5.11 million), worked out here"


def test_results_estimates_and_targets_are_drawn_apart():
    chart = emissions([inventory(2018, 9), inventory(2019, 8, grade="estimate")], [cut(2030, 50, 2018)])
    root = read(chart)
    assert [len(bars(root, mark)) for mark in ("result", "estimate", "target")] == [1, 1, 1]
    assert bars(root, "target")[0].get("fill") == "url(#emissions-chart-hatch)"
    assert [key.mark for key in chart.keys] == ["result", "estimate", "flag", "level"]


def test_only_inventories_that_cover_the_same_are_joined():
    same = {"boundary": "city", "method": "GPC"}
    joined = emissions([inventory(2018, 9, **same), inventory(2019, 8, **same)])
    apart = emissions([inventory(2018, 9, **same), inventory(2019, 8, boundary="region", method="GPC")])
    unsaid = emissions([inventory(2018, 9), inventory(2019, 8, source="b")])
    assert joined.svg.count('class="join"') == 1
    assert not any("do not compare" in note for note in joined.notes)
    for chart in (apart, unsaid):
        assert 'class="join"' not in chart.svg
        assert any("do not compare" in note for note in chart.notes)


def test_series_are_joined_across_others_between_them():
    city, region = {"boundary": "city"}, {"boundary": "region"}
    chart = emissions(
        [
            inventory(2018, 9, **city),
            inventory(2018, 19, **region),
            inventory(2019, 8, **city),
            inventory(2019, 7, **city),
        ]
    )
    joins = [node for node in read(chart).iter("line") if node.get("class") == "join"]
    assert [(node.get("x1"), node.get("x2")) for node in joins] == [("5%", "16.2%")]


def test_another_unit_stays_in_the_table():
    chart = emissions([inventory(2018, 9), inventory(2019, 8), inventory(2020, 7, unit="kWh")])
    assert len(bars(read(chart), "result")) == 2
    assert "7\xa0kWh" in chart.rows[2].cells
    assert any("table only" in note for note in chart.notes)


def test_a_target_that_was_given_up_says_so_in_words():
    chart = emissions(targets=[target(2025, superseded="Later"), target(2035)])
    root = read(chart)
    assert "no longer in force" in " ".join(texts(root))
    assert sum("given-up" in node.get("class", "") for node in root.iter("circle")) == 1
    assert [row.cells[1] for row in chart.rows] == ["Net zero (no longer in force)", "Net zero"]


@pytest.mark.parametrize(
    "inventories",
    [
        [inventory(year, 10_000_000 - year * 1000) for year in range(2010, 2020)],
        [inventory(2018, 0), inventory(2019, 0)],
        [inventory(2018, "1000000000000000"), inventory(2019, "0.000001")],
        [inventory(2019, 5), inventory(2019, 6), inventory(2019, 7)],
        [inventory(1990, 5), inventory(2025, -3)],
        [inventory(2019, f"{'9' * 20}.{'9' * 8}"), inventory(2020, 1)],
    ],
    ids=["ten", "zero", "huge", "equal years", "negative", "many digits"],
)
def test_any_inventories_can_be_drawn(inventories):
    chart = emissions(inventories, [cut(2030, 40, 2019), target(2050), target(2050, "climate-neutral")])
    assert all_numbers_are_in_the_table(chart)
    assert len(chart.rows) == len(inventories) + 3
    for rect in read(chart).iter("rect"):
        assert float(rect.get("height")) >= 1
        assert float(rect.get("width")) >= 1


def test_numbers_on_columns_never_meet():
    chart = emissions([inventory(year, 10_000_000 - year) for year in range(2010, 2020)], [target(2050)])
    named = [node for node in read(chart).iter("text") if node.get("class") == "number"]
    assert 1 <= len(named) <= 3


def test_years_that_would_overlap_are_left_out():
    chart = emissions(targets=[target(year) for year in (2027, 2028, 2029, 2100)])
    years = [text for text in texts(read(chart)) if re.fullmatch(r"\d{4}", text)]
    assert "2100" in years
    assert len(years) < 4


def allowed(words):
    """Whether the checks let these words into a record."""
    try:
        inventory_of = inventory(2018, 4, unit=words, boundary=words)
        a_city(inventories=[inventory_of])
    except ValidationError:
        return False
    return True


words = st.text(min_size=1, max_size=300).filter(str.strip).filter(allowed)


@given(words, words)
@settings(max_examples=60, deadline=None)
def test_whatever_a_contributor_writes_the_drawing_stays_xml(unit, label):
    inventories = [
        inventory(2018, 4, unit=unit[:300], boundary=label[:300]),
        inventory(2019, 4, unit=unit[:300]),
    ]
    other = target(2030, "renewable", value="5", unit=unit[:300])
    assert read(emissions(inventories, [other])) is not None
    chart = results(figure(5, 3, unit[:300], label=label[:300]))
    assert chart is None or read(chart) is not None, "temperatures have no bars"


def test_hostile_words_are_shown_and_never_run():
    for chart in (
        emissions([inventory(2018, 4, unit=HOSTILE)], [target(2030, "renewable", value="5", unit=HOSTILE)]),
        results(figure(5, 3, HOSTILE, label=HOSTILE)),
    ):
        root = read(chart)
        assert not {node.tag for node in root.iter()} & {"script", "b"}
        assert not any(name.startswith("on") for node in root.iter() for name in node.attrib)


def test_a_practice_is_drawn_beside_its_baseline():
    chart = results(figure(90, 75, year="2018", grade="published"))
    root = read(chart)
    assert [bar.get("width") for bar in bars(root, "result") + bars(root, "base")] == ["90%", "75%"]
    assert texts(root) == ["Trees", "90%, 2018, Published", "75%, year not reported"]
    assert chart.rows[0].source == "a"


@pytest.mark.parametrize(
    "unfair",
    [
        figure(5, 3, baseline={"value": "3", "unit": "km"}),
        figure(5, {"year": "2015"}),
        figure(5, -3),
        figure("27.1", "31.6", "°C"),
        figure(5, 3, baseline=None),
    ],
    ids=["unit", "no value", "below zero", "no true zero", "no baseline"],
)
def test_what_cannot_be_compared_honestly_is_left_out(unfair):
    assert results(unfair) is None
    assert results() is None
    assert len(results(unfair, figure(5, 3)).rows) == 1


def test_bars_of_one_unit_share_a_scale():
    root = read(results(figure(50, 100, "t"), figure(25, 10, "t"), figure(1, 2, "m")))
    assert [bar.get("width") for bar in bars(root, "result")] == ["50%", "25%", "50%"]


@pytest.mark.parametrize(
    ("value", "base", "unit"),
    [
        ("0", "0", "%"),
        ("0", "0", "trees"),
        ("0", "62700", "t"),
        ("99999999999999", "0.0001", "t"),
        ("250", "100", "%"),
    ],
)
def test_any_result_can_be_drawn(value, base, unit):
    chart = results(figure(value, base, unit, grade="estimate"), figure(value, base, unit, grade="target"))
    assert all_numbers_are_in_the_table(chart)
    assert all(0 <= float(node.get("width").rstrip("%")) <= 100 for node in read(chart).iter("rect"))


def test_results_estimates_and_targets_of_a_practice_are_drawn_apart():
    chart = results(figure(1, 2), figure(1, 2, grade="estimate"), figure(1, 2, grade="target"))
    root = read(chart)
    assert [len(bars(root, mark)) for mark in ("result", "estimate", "target", "base")] == [1, 1, 1, 3]


def a_cohort():
    membership = {"wave": "1", "source": "a"}
    people = {"value": "300000", "source": "a"}
    return build_cohort(
        [
            a_city("a", membership=membership, population=people),
            a_city("b", country="UA", membership=membership),
            a_city("c", population=people),
            a_city("d", country="TR"),
        ]
    )


@pytest.mark.parametrize("kind", ["region", "size", "country", "wave", "target-year"])
def test_the_cohort_is_drawn_with_a_link_for_each_group(kind):
    cohort = a_cohort()
    chart = group_chart(cohort, kind, "../..", FMT)
    root = read(chart)
    groups = cohort.groups[kind]
    assert root.get("role") == "group"
    assert [link.get("href") for link in root.iter("a")] == [
        f"../../cohort/{kind}/{group.id}/" for group in groups
    ]
    assert all_numbers_are_in_the_table(chart)
    assert [row.href for row in chart.rows] == [link.get("href") for link in root.iter("a")]


def test_members_are_solid_and_contributing_cities_follow_them():
    root = read(group_chart(a_cohort(), "region", ".", FMT))
    europe = next(link for link in root.iter("a") if link.get("href").endswith("/europe/"))
    assert europe.get("aria-label") == "Europe 2 + 1: 2 cities of the cohort, 1 contributing city"
    member, more = bars(europe, "member")[0], bars(europe, "contributing")[0]
    assert member.get("width") == more.get("x") == "66.7%"
    assert "2 + 1" in texts(europe)


def test_a_cohort_without_cities_has_no_chart():
    assert group_chart(build_cohort([]), "region", ".", FMT) is None


def test_two_charts_on_a_page_share_no_id():
    drawn = "".join(group_chart(a_cohort(), kind, ".", FMT).svg for kind in ("region", "size"))
    drawn += (
        emissions([inventory(2019, 9)], [cut(2030, 5, 2019)]).svg + results(figure(1, 2, grade="target")).svg
    )
    ids = re.findall(r'\bid="([^"]*)"', drawn)
    assert len(ids) == len(set(ids))


def test_the_matrix_counts_each_practice_in_each_sector_and_stage(folder):
    folder.copy("content/practices/river-park.md", "content/practices/other.md", "title: ", "title: Other ")
    catalogue = folder.catalogue()
    matrix = practice_matrix(catalogue)
    practices = catalogue.listed("practice")
    for sector, cells in matrix.rows:
        for stage, cell in zip(matrix.stages, cells, strict=True):
            held = [p for p in practices if sector.id in p.sectors and stage.id in p.stages]
            assert cell.count == len(held)
            assert bool(cell.shade) == bool(held)


@pytest.mark.parametrize("text", ["a" * 500, "漢字" * 100, "", " ", "one two"])
def test_text_is_broken_into_lines_that_fit(text):
    for line in drawing.lines_of(text, 120):
        assert drawing.width_of(line) <= 120
    assert len(drawing.lines_of(text, 120)) <= 2


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0"), (-0.01, "0"), (0.5, "0.5"), (12.0, "12"), (-3.26, "-3.3")]
)
def test_coordinates_are_short(value, written):
    assert drawing.short(value) == written


def test_the_exact_number_is_in_the_table_with_the_short_one():
    assert drawing.amount(FMT, Decimal(10683551), "t") == "10,683,551\xa0t (10.68 million)"
    assert drawing.amount(FMT, Decimal(5), "t") == "5\xa0t"


def test_the_figure_around_a_chart_shows_title_legend_sources_and_table():
    chart = emissions([inventory(2019, 1000, boundary=HOSTILE)], [cut(2030, 40, 2019)])
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(THEME), autoescape=True, extensions=["jinja2.ext.i18n"]
    )
    env.install_null_translations(newstyle=True)
    head = "{% macro source_mark(record, id) %}<a href='#source-{{ id }}'>{{ id }}</a>{% endmacro %}"
    env.loader = jinja2.ChoiceLoader([jinja2.DictLoader({"marks.html": head}), env.loader])
    page = env.from_string('{% import "marks.html" as m %}{% include "partials/chart_figure.html" %}').render(
        chart=chart, record=None
    )
    shown = LexborHTMLParser(page)
    assert shown.css_first("figure > figcaption").text() == chart.title
    assert shown.css_first("figure svg[role=img] > title").text() == chart.title
    assert [key.text() for key in shown.css(".key")] == [
        "Result",
        "Target",
        "What a target leaves, worked out here",
    ]
    assert len(shown.css("details tbody tr")) == 2
    assert {mark.attributes["href"] for mark in shown.css("a")} == {"#source-a", "#source-b"}
    assert shown.css("script") == []
