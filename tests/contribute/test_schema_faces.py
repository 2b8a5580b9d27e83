"""One schema, many faces: what is derived from the record types is right, strict as the checks, and has not drifted."""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from utm_exchange.cli import main
from utm_exchange.contribute.choices import choices_of
from utm_exchange.contribute.derived import derived_files, drifted
from utm_exchange.contribute.fields import every_field, fields_of, record_fields
from utm_exchange.contribute.forms import EDITORS, FORMS
from utm_exchange.contribute.issue_forms import questions
from utm_exchange.contribute.labels import LABELS, SINGULAR
from utm_exchange.contribute.record_templates import example_value, template_of
from utm_exchange.contribute.schema import EDITORS_DIALECT, schema_of
from utm_exchange.records.loading import record_files
from utm_exchange.records.reading import SourceFile, read_source
from utm_exchange.records.types import RECORD_TYPES, TYPES_BY_NAME
from utm_exchange.records.yaml_text import parse

REPOSITORY = Path(__file__).parents[2]
TYPES = pytest.mark.parametrize("kind", RECORD_TYPES, ids=lambda kind: kind.type_name)


def validator(kind) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(
        schema_of(kind), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


def test_what_is_committed_has_not_drifted() -> None:
    assert drifted(REPOSITORY) == [], "run: .venv/bin/utm schema --write"


def test_one_command_writes_what_has_drifted(tmp_path: Path) -> None:
    written = CliRunner().invoke(main, ["schema", "--write", "--root", str(tmp_path)])
    assert written.exit_code == 0
    assert drifted(tmp_path) == []
    (tmp_path / "templates/city.yaml").write_text("changed")
    assert drifted(tmp_path) == ["templates/city.yaml"]
    CliRunner().invoke(main, ["schema", "--write", "--root", str(tmp_path)])
    assert drifted(tmp_path) == []
    assert (
        "nothing to write" in CliRunner().invoke(main, ["schema", "--write", "--root", str(tmp_path)]).output
    )


def test_a_schema_is_printed() -> None:
    done = CliRunner().invoke(main, ["schema", "need"])
    assert json.loads(done.output)["title"] == "Need"
    assert CliRunner().invoke(main, ["schema"]).exit_code == 2


@TYPES
def test_a_schema_is_one_and_describes_every_field(kind) -> None:
    schema = schema_of(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft7Validator.check_schema(schema_of(kind, EDITORS_DIALECT))
    assert set(schema["properties"]) == set(kind.model_fields)
    for name, said in schema["properties"].items():
        assert said["title"], name
        assert said["description"], name


def test_each_field_has_its_label_and_no_label_is_left_over() -> None:
    names = {field.name for kind in RECORD_TYPES for field in every_field(fields_of(kind))}
    assert names == set(LABELS)
    lists = {
        field.name
        for kind in RECORD_TYPES
        for field in every_field(fields_of(kind))
        if field.kind == "group" and field.many
    }
    assert lists == set(SINGULAR)


def as_editors_read(tree: object) -> object:
    if isinstance(tree, dict):
        return {name: as_editors_read(value) for name, value in tree.items()}
    if isinstance(tree, list):
        return [as_editors_read(item) for item in tree]
    return float(tree) if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", str(tree)) else tree


def test_every_record_of_the_repository_fits_its_schema() -> None:
    seen = 0
    for kind, path in record_files(REPOSITORY):
        source = read_source(REPOSITORY, path)
        assert isinstance(source, SourceFile)
        # As an editor reads it: YAML 1.2 has numbers; and as the checks do: all is text.
        for tree in (parse(source.yaml), as_editors_read(parse(source.yaml))):
            assert list(validator(kind).iter_errors(tree)) == [], path
        seen += 1
    assert seen > 200


WRONG = [
    ("practice", "title", ""),
    ("practice", "title", "x" * 121),
    ("practice", "scale", "planet"),
    ("practice", "start", "20"),
    ("practice", "cities", ["Łódź"]),
    ("practice", "sdgs", ["18"]),
    ("practice", "colour", "green"),
    ("city", "country", "UK"),
    ("city", "location", {"lat": "north", "lon": "0"}),
    ("city", "population", {"value": "12,000", "source": "a"}),
    ("city", "contact", {"name": "Office", "email": "office at riga"}),
    ("event", "time_zone", "Riga"),
    ("event", "start", "14 March 2026"),
    ("event", "url", "www.example.org"),
    ("event", "related", ["river-park"]),
    ("funding", "rolling", "on"),
    ("funding", "amount", {"text": "much", "currency": "€", "source": "a"}),
    ("need", "updated", "2026-02-30"),
]


@pytest.mark.parametrize(("name", "field", "value"), WRONG)
def test_a_schema_refuses_what_the_checks_refuse(name: str, field: str, value: object) -> None:
    kind = TYPES_BY_NAME[name]
    tree = right_tree(kind)
    assert list(validator(kind).iter_errors(tree)) == []
    kind.model_validate(copy.deepcopy(tree))
    tree[field] = value
    assert list(validator(kind).iter_errors(tree)) != []
    with pytest.raises(ValidationError):
        kind.model_validate(tree)


def test_a_place_that_is_not_on_earth_is_refused_in_the_editor() -> None:
    tree = right_tree(TYPES_BY_NAME["city"]) | {"location": {"lat": 91, "lon": 0}}
    assert len(list(validator(TYPES_BY_NAME["city"]).iter_errors(tree))) == 1


def right_tree(kind) -> dict:
    return {field.name: example_value(field) for field in fields_of(kind) if field.required}


VALUES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "2024",
            "2026-03-14",
            "2026-03",
            "yes",
            "EUR",
            "https://a.example/x",
            "12.5",
            "practice:a",
            "a-b",
            "en",
            "UA",
            " 5 ",
        ]
    ),
)


@TYPES
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_what_the_checks_take_the_schema_takes(kind, data: st.DataObject) -> None:
    field = data.draw(st.sampled_from([f for f in fields_of(kind) if f.kind != "group"]))
    # The checks forgive the space around a word of a list; an editor marks it.
    value = data.draw(VALUES).strip()
    tree = right_tree(kind) | {field.name: [value] if field.many else value}
    try:
        kind.model_validate(copy.deepcopy(tree))
    except ValidationError:
        return
    assert list(validator(kind).iter_errors(tree)) == [], (field.name, value)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_form_asks_for_every_field_but_those_of_editors(form) -> None:
    asked = [name for step in form.steps for name in step.fields]
    assert len(asked) == len(set(asked))
    if not form.one_of:
        assert set(asked) == set(record_fields(form.type)) - EDITORS


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_questions_of_an_issue_form_have_labels_of_their_own(form) -> None:
    labels = [question.label for question in questions(form)]
    assert len(labels) == len(set(labels))


def test_issue_forms_are_valid_after_the_schema_that_github_publishes() -> None:
    forms = sorted((REPOSITORY / ".github/ISSUE_TEMPLATE").glob("*.yml"))
    assert len(forms) == len(FORMS)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "check_jsonschema",
            "--builtin-schema",
            "vendor.github-issue-forms",
            *map(str, forms),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_vs_code_knows_where_each_schema_belongs() -> None:
    said = json.loads((REPOSITORY / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert said == {"./.vscode/schema/city.json": ["cities/*.yaml"]}
    remark = json.loads((REPOSITORY / ".remarkrc.json").read_text("utf-8"))
    prose = remark["plugins"][1][1]["schemas"]
    assert len(prose) == len(RECORD_TYPES) - 1
    assert all((REPOSITORY / schema).is_file() for schema in (*said, *prose))


@TYPES
def test_a_template_with_every_field_switched_on_is_right_but_for_what_is_to_be_filled_in(kind) -> None:
    text = template_of(kind)
    front = text.split("---\n")[1] if text.startswith("---") else text
    # Notes have one space or three after the '#', fields none, and what is inside them two or four.
    fields = [line for line in front.split("\n") if not re.match(r"#(?: |   )\S", line)]
    full = "\n".join(line.removeprefix("#") for line in fields)
    tree = parse(full)
    required = {field.name: example_value(field) for field in fields_of(kind) if field.required}
    tree = {name: value for name, value in tree.items() if name not in required} | required
    kind.model_validate(tree)
    assert set(tree) == set(record_fields(kind)) - EDITORS


def test_an_empty_template_is_told_what_is_missing(folder) -> None:
    folder.write("content/needs/mine.md", template_of(TYPES_BY_NAME["need"]))
    problems = [p for p in folder.check().problems if p.path.endswith("mine.md")]
    assert {"title", "summary", "theme", "raised_by", "origin"} <= {p.field for p in problems}
    assert all("empty" in p.message or p.code == "UTM506" for p in problems), problems


def test_every_term_has_a_label_in_every_face() -> None:
    for kind in RECORD_TYPES:
        for field in every_field(fields_of(kind)):
            if field.kind == "term":
                assert all(choices_of(field).values()), field.path


def test_derived_files_are_the_same_each_time() -> None:
    assert list(derived_files()) == list(derived_files())


def test_a_field_without_a_known_kind_stops_at_once() -> None:
    from utm_exchange.records.types import Part

    class Odd(Part):
        thing: int

    with pytest.raises(TypeError):
        fields_of(Odd)
