"""One run reports everything that is wrong, each thing once, whatever the files hold."""

import datetime as dt
import json
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utm_exchange.records.codes import CODES
from utm_exchange.records.loading import load_file
from utm_exchange.records.types import RECORD_TYPES, TYPES_BY_NAME

RIGA = "cities/riga.yaml"
TARTU = "cities/tartu.yaml"
PARK = "content/practices/river-park.md"
DAY = "content/events/open-day.md"
GUIDE = "content/guidance/assess.md"


def test_all_files_are_reported_in_their_order(folder):
    folder.write(TARTU, "title: [\n")
    folder.edit(RIGA, "country: LV", "country: XX")
    folder.edit(GUIDE, "stage: assess", "stage: sit")
    folder.edit(PARK, "scale:", "scail:")
    found = [(problem.path, problem.code) for problem in folder.check().problems]
    assert found == [(RIGA, "UTM309"), (TARTU, "UTM120"), (GUIDE, "UTM302"), (PARK, "UTM202")]


def test_all_problems_of_one_file_are_reported_at_once(folder):
    folder.edit(PARK, "title: A park", "titel: A park")
    folder.edit(PARK, "- riga", "- rigga")
    folder.edit(PARK, "scale: district", "scale: galaxy")
    folder.edit(PARK, "end: 2019", "end: 2014")
    folder.edit(PARK, "  source: report", "  source: rapport")
    folder.edit(PARK, "  year: 2019", "  year: next year")
    folder.edit(PARK, "need:heat-finance", "need:heat-finanse")
    folder.edit(PARK, "## Challenge", "# Challenge")
    assert folder.codes() == ["UTM202", "UTM401", "UTM302", "UTM511", "UTM501", "UTM301", "UTM603", "UTM421"]


def test_a_wrong_field_hides_no_rule_about_others(folder):
    folder.edit(DAY, "kind: conference", "kind: rave")
    folder.edit(DAY, "end: 2026-09-11", "end: 2026-09-01")
    folder.edit(DAY, "practice:river-park", "practice:no-park")
    assert folder.codes() == ["UTM511", "UTM302", "UTM403"]


def test_a_wrong_source_hides_no_other_figure_without_one(folder):
    folder.edit(RIGA, "  url: https://www.example.org/cities", "  url: nowhere")
    folder.edit(RIGA, "  source: statistics", "  source: statistik")
    assert folder.codes() == ["UTM501", "UTM304"]


def test_an_alias_is_compared_although_another_field_is_wrong(folder):
    folder.edit(RIGA, "country: LV", "aliases: [tartu]\ncountry: XX")
    assert folder.codes() == ["UTM412", "UTM309"]


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        pytest.param(
            DAY,
            "start: 2026-09-10 09:30",
            "start: soon",
            "UTM303",
            id="the start that an end is compared with",
        ),
        pytest.param(DAY, "time_zone: Europe/Riga", "time_zone: here", "UTM308", id="the zone of an hour"),
        pytest.param(
            PARK, "start: 2015", "start: long ago", "UTM301", id="the year that another is compared with"
        ),
        pytest.param(PARK, "- id: report", "- id: The Report", "UTM206", id="the id that figures name"),
        pytest.param(
            PARK,
            "results:\n- label: Homes out of danger",
            "results:\n- lable: Homes",
            "UTM202",
            id="a misspelled field",
        ),
        pytest.param(PARK, "- riga", "- Riga!", "UTM206", id="a city's name"),
        pytest.param(PARK, "needs:\n- heat-finance", "needs: heat-finance", "UTM203", id="a list of needs"),
        pytest.param(RIGA, "country: LV", "aliases: [Dorpat!]\ncountry: LV", "UTM206", id="an alias"),
        pytest.param(GUIDE, "stage: assess", "stage: zzz", "UTM302", id="a stage"),
        pytest.param(GUIDE, "## Common traps", "## Comon traps", "UTM602", id="a misspelled section"),
    ],
)
def test_a_value_that_is_wrong_has_no_false_consequences(folder, path, old, new, code):
    folder.edit(path, old, new)
    assert folder.codes() == [code]


def test_a_record_with_errors_is_never_shown(folder):
    folder.edit(RIGA, "country: LV", "country: XX")
    assert "city:riga" not in {record.identity for record in folder.check().records}


def test_a_file_with_errors_is_still_known_to_those_that_name_it(folder):
    folder.write(RIGA, "title: [\n")
    assert folder.codes() == ["UTM120"]


def test_nothing_quoted_from_a_file_breaks_the_line_or_fills_the_screen(folder):
    folder.edit(RIGA, "country: LV", 'country: "LV\\n\\e[31m' + "x" * 5000 + '"')
    (problem,) = folder.check().problems
    assert problem.message.isprintable()
    assert problem.hint.isprintable()
    assert len(problem.message) <= 300


# --- Whatever a file holds ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Return a function that loads some bytes as a record of a type."""
    root = tmp_path_factory.mktemp("any")

    def load(type_name, data):
        record_type = TYPES_BY_NAME[type_name]
        path = root / record_type.folder / ("any.yaml" if type_name == "city" else "any.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return load_file(root, record_type, path, dt.date(2026, 6, 1))

    return load


def assert_told_well(loaded):
    for problem in loaded.problems:
        assert problem.code in CODES
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.message
        assert problem.hint
    errors = [problem for problem in loaded.problems if problem.severity == "error"]
    assert (loaded.record is None) == bool(errors)


types = st.sampled_from(sorted(TYPES_BY_NAME))


@settings(deadline=None)
@given(types, st.binary())
def test_arbitrary_bytes_are_reported_and_never_raise(place, type_name, data):
    assert_told_well(place(type_name, data))


YAML_MARKS = st.text(
    string.ascii_lowercase + "  \n\n\n\t:-#&*!|>'\"[]{},%@`?~.0189é\u2028\ufeff", max_size=200
)


@settings(deadline=None, max_examples=300)
@given(types, YAML_MARKS)
def test_arbitrary_yaml_is_reported_and_never_raises(place, type_name, text):
    assert_told_well(
        place(type_name, (text if type_name == "city" else f"---\n{text}\n---\n{text}").encode())
    )


FIELD_NAMES = sorted(
    {name for record_type in RECORD_TYPES for name in record_type.model_fields}
    | {"value", "year", "source", "label", "id"}
)
VALUES = st.sampled_from(
    [
        "",
        "riga",
        "2020",
        "2026-03-14 09:30",
        "yes",
        "EUR",
        "https://a.example",
        "partner:x",
        "null",
        "1e999999999",
        "9" * 5000,
    ]
)
TREES = st.recursive(
    VALUES | st.text(max_size=20) | st.none(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(FIELD_NAMES) | st.text(max_size=5), inner, max_size=5)
    ),
    max_leaves=25,
)


@settings(deadline=None, max_examples=300)
@given(types, st.dictionaries(st.sampled_from(FIELD_NAMES), TREES, max_size=12))
def test_arbitrary_trees_are_reported_and_never_raise(place, type_name, tree):
    text = json.dumps(tree)  # JSON is YAML
    assert_told_well(place(type_name, (text if type_name == "city" else f"---\n{text}\n---\n").encode()))


WORDS = st.text("abcçλ文 ", min_size=1, max_size=12).filter(lambda text: text == text.strip())


@settings(deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=5), st.integers(0, 3), st.integers(0, 4))
def test_a_problem_points_at_the_first_letter_of_the_value(place, words, indentation, blank):
    marked = [f"ZZ {word}" for word in words]
    space = " " * indentation
    text = "\n" * blank + "needs:\n" + "".join(f"{space}- {word}\n" for word in marked)
    loaded = place("city", text.encode())
    lines = text.split("\n")
    pointed = [
        lines[problem.line - 1][problem.column - 1 :]
        for problem in loaded.problems
        if problem.code == "UTM206"
    ]
    assert pointed == marked
