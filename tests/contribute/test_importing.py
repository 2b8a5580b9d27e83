"""``utm import``: what people send becomes records, all or none, and problems name file, row and column."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from utm_exchange.cli import main
from utm_exchange.contribute.forms import FORMS_BY_NAME
from utm_exchange.contribute.issue_forms import questions

CITIES = (
    "title,country,summary,Population: Number,population.source,sources\n"
    "Lviv,Ukraine,City in Ukraine.,717273,1,Census | Statistics Office | https://www.example.org/c | 2026-05-01\n"
    "Kraków,PL,City in Poland.,,,Census | Statistics Office | https://www.example.org/k | 2026-05-01\n"
)


@pytest.fixture
def take(folder):
    def run(*files: Path, more: tuple[str, ...] = ()):
        named = [str(file) for file in files]
        return CliRunner().invoke(
            main, ["import", *named, "--root", str(folder.root), "--today", "2026-06-01", *more]
        )

    return run


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def files(folder) -> dict[str, bytes]:
    return {
        path.relative_to(folder.root).as_posix(): path.read_bytes()
        for path in folder.root.rglob("*")
        if path.is_file()
    }


def test_a_table_of_cities_becomes_profiles_completed_from_geonames(take, folder, tmp_path) -> None:
    done = take(written(tmp_path / "cities.csv", CITIES))
    assert done.exit_code == 0, done.output
    assert "cities.csv, row 2: new -> cities/lviv.yaml" in done.output
    assert "cities.csv, row 3: new -> cities/krakow.yaml" in done.output
    assert "country: UA\nlocation:\n  lat: 49.83826" in folder.read("cities/lviv.yaml")
    assert "population:\n  value: 717273\n  source: statistics-office" in folder.read("cities/lviv.yaml")
    assert not folder.check().errors


def test_the_same_table_again_changes_nothing_and_a_changed_one_updates(take, folder, tmp_path) -> None:
    table = written(tmp_path / "cities.csv", CITIES)
    take(table)
    first = files(folder)
    again = take(table)
    assert again.exit_code == 0
    assert "0 records written" in again.output
    assert files(folder) == first
    folder.edit("cities/lviv.yaml", "sources:", "needs:\n- heat-finance\nsources:")
    done = take(written(table, CITIES.replace("717273", "720000")))
    assert "row 2: updated -> cities/lviv.yaml" in done.output
    text = folder.read("cities/lviv.yaml")
    assert "value: 720000" in text
    assert "- heat-finance" in text, "what the table does not name stays"
    assert text.count("id: statistics-office") == 1
    assert len(files(folder)) == len(first)


def test_one_mistake_and_nothing_is_written_and_the_cell_is_named(take, folder, tmp_path) -> None:
    before = files(folder)
    done = take(written(tmp_path / "cities.csv", CITIES.replace("717273", '"717,273"')))
    assert done.exit_code == 1
    assert "cities.csv:2:4: UTM301 population.value: '717,273' is not a whole number" in done.output
    assert "717273" in done.output
    assert files(folder) == before


@pytest.mark.parametrize(
    ("table", "place", "hint"),
    [
        ("title,contry\nLviv,UA\n", "cities.csv:1:2: UTM902", "write 'country'"),
        ("title,country,zzz\nLviv,UA,blue\n", "cities.csv:1:3: UTM902", "page of all fields"),
        (
            "title,country,summary,sources\nLviv,UA,A.,a|b|c|d|e|f|g|h\n",
            "cities.csv:2:4: UTM903",
            "One a line",
        ),
        ("title,country\n,UA\n", "cities.csv:2:1: UTM905", "title"),
        ("title,country\nLviv,UA\nLviv,UA\n", "cities.csv:3:1: UTM906", "another title"),
        ("title,population[x].value\nLviv,1\n", "cities.csv:1:2: UTM902", ""),
    ],
)
def test_a_table_that_cannot_be_read_says_where_and_why(
    take, tmp_path, table: str, place: str, hint: str
) -> None:
    done = take(written(tmp_path / "cities.csv", table))
    assert done.exit_code == 1
    assert place in done.output
    assert hint in done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_tables_of_other_countries_are_read(take, tmp_path, delimiter: str) -> None:
    table = f"\ufefftitle{delimiter}country{delimiter}summary{delimiter}location.lat{delimiter}location.lon{delimiter}sources\nRiga{delimiter}LV{delimiter}Capital.{delimiter}56.9{delimiter}24.1{delimiter}A|B|https://a.example/|2026-05-01\n"
    assert "cities/riga.yaml" in take(written(tmp_path / "cities.csv", table)).output


def test_a_workbook_with_sheets_of_sources_and_results(take, folder, tmp_path) -> None:
    book = openpyxl.Workbook()
    main_sheet = book.active
    main_sheet.title = "Practices"
    main_sheet.append(
        [
            "Title",
            "Summary",
            "Cities",
            "In the lead",
            "Pillars",
            "Stages of the journey",
            "Sectors",
            "Scale",
            "Status",
            "Start",
            "Challenge",
            "What was done",
        ]
    )
    main_sheet.append(
        [
            "Bus gates",
            "Buses go first.",
            "Riga; Tartu",
            "City of Riga",
            "Integrated transition",
            "Implement, Scale and share",
            "Mobility",
            "City",
            "Running",
            2020,
            "Buses stood.\n\nStill.",
            "Gates.",
        ]
    )
    sources = book.create_sheet("sources")
    sources.append(["record", "id", "title", "publisher", "url", "accessed"])
    import datetime as dt

    sources.append(
        ["Bus gates", "plan", "Bus plan", "City of Riga", "https://www.example.org/b", dt.date(2026, 5, 1)]
    )
    results = book.create_sheet("results")
    results.append(["record", "label", "value", "unit", "source", "grade", "baseline.year"])
    results.append(["Bus gates", "Minutes saved", 3.5, "minutes", "plan", "reported", 2019.0])
    book.save(tmp_path / "book.xlsx")
    done = take(tmp_path / "book.xlsx")
    assert done.exit_code == 0, done.output
    practice = folder.catalogue().get("practice:riga-bus-gates")
    assert practice.cities == ("riga", "tartu")
    assert practice.stages == ("implement", "scale")
    assert practice.start == 2020
    assert (str(practice.results[0].value), practice.results[0].baseline.year) == ("3.5", 2019)
    assert practice.body_sections()["challenge"] == "Buses stood.\n\nStill."
    results.cell(2, 3).value = "3,5"
    results.append(["No gates", "x"])
    book.save(tmp_path / "book.xlsx")
    done = take(tmp_path / "book.xlsx")
    assert "book.xlsx [results]:3:1: UTM907" in done.output
    results.delete_rows(3)
    book.save(tmp_path / "book.xlsx")
    assert "book.xlsx [results]:2:3: UTM301" in take(tmp_path / "book.xlsx").output


def issue_of(answers: dict[str, str], form: str) -> str:
    """Write an issue as GitHub does: https://docs.github.com, 'About issue forms'."""
    parts = [
        f"### {question.label}\n\n{answers.get(question.label, '_No response_')}"
        for question in questions(FORMS_BY_NAME[form])
    ]
    return "\n\n".join([*parts, "### Licence\n\n- [X] I agree"]) + "\n"


ANSWERS = {
    "Title": "Gates for buses", "Summary": "Buses go first.", "Cities": "Riga", "In the lead": "City of Riga",
    "Status": "Running", "Sectors": "Mobility, Nature and adaptation", "Pillars": "Integrated transition",
    "Stages of the journey": "Implement, Scale and share", "Scale": "City", "Challenge": "Buses stood.\n\n### Not a question\n\nStill.",
    "What was done": "Gates.", "Sources": "Bus plan | City of Riga | https://www.example.org/b | 2026-05-01",
    "Results": "Minutes saved | 3.5 | minutes | 1 | Reported | 2024", "Sustainable Development Goals": "Sustainable cities and communities",
}  # fmt: skip


def test_the_text_of_an_issue_form_becomes_a_record(take, folder, tmp_path) -> None:
    done = take(written(tmp_path / "issue.md", issue_of(ANSWERS, "practice")))
    assert done.exit_code == 0, done.output
    practice = folder.catalogue().get("practice:riga-gates-for-buses")
    assert practice.sectors == ("mobility", "nature-and-adaptation")
    assert practice.stages == ("implement", "scale")
    assert practice.results[0].source == "city-of-riga"
    assert practice.results[0].grade == "reported"
    assert "### Not a question" in practice.body
    assert "Licence" not in practice.body


def test_a_mistake_in_an_issue_is_told_at_its_line(take, tmp_path) -> None:
    text = issue_of(
        ANSWERS | {"Results": "Minutes saved | about 3 | minutes | 1 | reported", "Start": "last year"},
        "practice",
    )
    lines = text.split("\n")
    done = take(written(tmp_path / "issue.md", text))
    assert f"issue.md:{lines.index('last year') + 1}:1: UTM301 start" in done.output
    number = next(n for n, line in enumerate(lines, 1) if line.startswith("Minutes saved"))
    assert f"issue.md:{number}:1: UTM301 results[1].value" in done.output


def test_a_report_of_reuse_adds_to_the_practice_that_it_names(take, folder, tmp_path) -> None:
    answers = {
        "Practice": "https://exchange.example/practices/river-park/", "Taken up elsewhere": "Tartu | 1 | tartu",
        "Sources": "Tartu's park | City of Tartu | https://www.example.org/t | 2026-05-01",
    }  # fmt: skip
    done = take(written(tmp_path / "issue.md", issue_of(answers, "reuse")))
    assert done.exit_code == 0, done.output
    practice = folder.catalogue().get("practice:river-park")
    assert [entry.place for entry in practice.reuse] == ["Tartu"]
    assert practice.reuse[0].source == "city-of-tartu"
    assert practice.results, "all else stays"
    assert "The wall was moved back." in practice.body


@pytest.mark.parametrize("form", ["city", "event", "need"])
def test_each_issue_form_is_known_by_its_questions(take, tmp_path, form: str) -> None:
    done = take(
        written(tmp_path / "issue.txt", issue_of({"Title": "Something new", "Summary": "Text."}, form))
    )
    folder_of = {"city": "cities", "event": "content/events", "need": "content/needs"}
    assert done.exit_code == 1
    assert "UTM201" in done.output
    assert "UTM904" not in done.output
    assert folder_of[form]


def test_a_record_that_was_saved_is_taken_as_it_is(take, folder, tmp_path) -> None:
    text = folder.read("content/practices/river-park.md").replace("title:", "# a note\ntitle:", 1)
    done = take(written(tmp_path / "river-park-two (1).md", text))
    assert done.exit_code == 0, done.output
    assert folder.read("content/practices/river-park-two.md") == text


def test_a_practice_and_its_city_can_come_together(take, folder, tmp_path) -> None:
    practice = written(
        tmp_path / "quay.md", folder.read("content/practices/river-park.md").replace("- riga", "- jelgava")
    )
    assert "UTM401" in take(practice).output
    city = written(
        tmp_path / "jelgava.yaml", folder.read("cities/riga.yaml").replace("title: Riga", "title: Jelgava")
    )
    done = take(practice, city)
    assert done.exit_code == 0, done.output
    assert not folder.check().errors


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("letter.docx", b"PK", "UTM901"),
        ("book.xlsx", b"not a workbook", "UTM901"),
        ("table.csv", "título\nRīga".encode("utf-16"), "UTM104"),
        ("empty.csv", b"", "UTM105"),
        ("table.csv", b"a,b\n1,2\n", "UTM904"),
        ("note.md", b"Dear editors, our city planted trees.", "UTM106"),
        ("odd.yaml", b"title: [", "UTM120"),
        ("two.md", b"---\nzzz: 1\n---\n", "UTM904"),
        (
            "Not A Name.md",
            b"---\ntitle: A\ntheme: finance\nraised_by: B\norigin: C\nsummary: D\n---\n",
            "UTM109",
        ),
        ("bidi.md", "---\ntitle: a\u202eb\n---\n".encode(), "UTM108"),
    ],
)
def test_a_file_that_is_no_record_is_told_plainly(
    take, folder, tmp_path, name: str, content: bytes, code: str
) -> None:
    before = files(folder)
    path = tmp_path / name
    path.write_bytes(content)
    done = take(path)
    assert done.exit_code == 1
    assert f" {code} " in done.output, done.output
    assert f"{name}" in done.output
    assert "Traceback" not in done.output
    assert files(folder) == before


def test_a_dry_run_only_tells(take, folder, tmp_path) -> None:
    before = files(folder)
    done = take(written(tmp_path / "cities.csv", CITIES), more=("--dry-run",))
    assert done.exit_code == 0
    assert "new -> cities/lviv.yaml" in done.output
    assert files(folder) == before


def test_a_disk_that_refuses_leaves_everything_as_it_was(take, folder, tmp_path, monkeypatch) -> None:
    before = files(folder)

    def refuse(*_arguments, **_named):
        raise PermissionError(13, "Permission denied", "cities")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    done = take(written(tmp_path / "cities.csv", CITIES))
    assert done.exit_code == 1
    assert re.search(r"nothing was written: cities: Permission denied", done.output)
    assert files(folder) == before
