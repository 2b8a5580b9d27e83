"""``utm new``: a file that passes the checks, or what is still missing, in their own words."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from utm_exchange.cli import main
from utm_exchange.contribute.drafts import PathError, set_path, suggested_slug
from utm_exchange.contribute.gazetteer import places_called, surely
from utm_exchange.records.types import Need, Practice
from utm_exchange.reporting import report

SOURCE = [
    "--set", "sources[1].title=Report", "--set", "sources[1].publisher=City of Riga",
    "--set", "sources[1].url=https://www.example.org/r", "--set", "sources[1].accessed=2026-05-01",
]  # fmt: skip
PRACTICE = [
    "--set", "title=Buses that wait", "--set", "summary=Buses wait for trains.", "--set", "cities=Riga",
    "--set", "lead=City of Riga", "--set", "pillars=Integrated transition", "--set", "stages=implement; scale",
    "--set", "sectors=Mobility", "--set", "scale=City", "--set", "status=Running",
    "--set", "challenge=People missed trains.", "--set", "approach=Drivers got a screen.",
]  # fmt: skip


@pytest.fixture
def new(folder):
    def run(*arguments: str, answers: str = ""):
        return CliRunner().invoke(
            main, ["new", *arguments, "--root", str(folder.root), "--today", "2026-06-01"], input=answers
        )

    return run


def test_values_alone_make_a_file_that_passes(new, folder) -> None:
    done = new("practice", *PRACTICE, *SOURCE)
    assert done.exit_code == 0, done.output
    text = folder.read("content/practices/riga-buses-that-wait.md")
    assert "cities:\n- riga\n" in text
    assert "stages:\n- implement\n- scale\n" in text
    assert "- id: city-of-riga\n" in text
    assert not folder.check().errors


def test_what_is_missing_is_listed_in_the_words_of_the_checks(new, folder) -> None:
    done = new("practice", "--set", "title=Half a practice", "--set", "start=20")
    assert done.exit_code == 1
    said = [line for line in done.output.split("\n") if ": UTM" in line]
    told = report((p for p in folder.check().problems if "half-a-practice" in p.path), "text").split("\n")[
        ::2
    ]
    assert sorted(said) == sorted(told)


def test_a_figure_points_at_a_source_by_its_number(new, folder) -> None:
    figure = ["label=Trains met", "value=12", "unit=trains", "source=1", "grade=reported"]
    done = new(
        "practice",
        *PRACTICE,
        *SOURCE,
        *(
            part
            for item in figure
            for part in ("--set", f"results[].{item}" if item.startswith("label") else f"results[1].{item}")
        ),
    )
    assert done.exit_code == 0, done.output
    assert "  source: city-of-riga\n" in folder.read("content/practices/riga-buses-that-wait.md")


def test_nothing_is_ever_overwritten(new, folder) -> None:
    before = folder.read("cities/riga.yaml")
    done = new("city", "--set", "title=Riga", "--set", "country=LV", "--set", "summary=Again.")
    assert done.exit_code == 1
    assert "was left as it is" in done.output
    assert folder.read("cities/riga.yaml") == before


def test_a_city_is_completed_from_geonames_which_is_named_as_the_source(new, folder) -> None:
    done = new("city", "--set", "title=Lviv", "--set", "country=Ukraine", "--set", "summary=City in Ukraine.")
    assert done.exit_code == 0, done.output
    text = folder.read("cities/lviv.yaml")
    assert (
        "country: UA\nlocation:\n  lat: 49.83826\n  lon: 24.02324\npopulation:\n  value: 717273\n  source: geonames"
        in text
    )
    assert "CC BY 4.0" in text
    city = folder.catalogue().cities["lviv"]
    assert (city.region, city.size_band) != ("", "")


def test_a_name_that_several_countries_have_is_not_guessed(new) -> None:
    assert surely("Valencia") is None
    assert surely("Valencia", "VE").country == "VE"
    assert [place.name for place in places_called("Lwów", "UA")] == ["Lviv"]
    assert places_called("Nowhere at all") == []
    done = new("city", "--set", "title=Valencia", "--set", "summary=A city.")
    assert done.exit_code == 1
    assert "location" in done.output


def test_answers_can_be_piped_in(new, folder) -> None:
    answers = ["Money for roofs", "Cities ask who pays for roofs.", "Finance", "Cities at a meeting in 2024", "UTM",
               "y", "minutes", "Minutes", "UTM", "www.example.org", "https://www.example.org/m", "2026-05-01", "", "n", "n"]  # fmt: skip
    done = new("need", answers="\n".join(answers) + "\n")
    assert done.exit_code == 0, done.output
    assert (
        "UTM304 'www.example.org' is not a web address. hint: write the whole address: https://www.example.org"
        in done.output
    )
    assert "theme: finance" in folder.read("content/needs/money-for-roofs.md")


def test_a_file_can_be_the_beginning(new, folder, tmp_path) -> None:
    start = tmp_path / "start.md"
    start.write_text(
        folder.read("content/practices/river-park.md").replace("A park that", "A pond that"), "utf-8"
    )
    done = new("practice", "--from", str(start), "--slug", "river-pond", "--set", "status=stopped")
    assert done.exit_code == 0, done.output
    text = folder.read("content/practices/river-pond.md")
    assert "title: A pond that takes the flood" in text
    assert "status: stopped" in text
    assert "Each spring the river came" in text


@pytest.mark.parametrize("given", ["nonsense", "results[0].label=x", "results[].=x", "../x=1"])
def test_a_path_that_is_none_is_told(new, given: str) -> None:
    done = new("practice", "--set", "title=A", "--set", given)
    assert done.exit_code == 2
    assert "Traceback" not in done.output


@pytest.mark.parametrize("slug", ["../../evil", "Łódź", "a b", ".hidden"])
def test_a_file_name_cannot_leave_its_folder(new, slug: str) -> None:
    done = new("need", "--set", "title=A", "--slug", slug)
    assert done.exit_code == 2
    assert "small letters" in done.output


def test_paths_reach_into_lists_and_groups() -> None:
    facts: dict = {}
    for path, value in [
        ("a", "1"),
        ("b[2].c", "2"),
        ("b[1].c", "3"),
        ("d[]", "4"),
        ("d[]", "5"),
        ("e.f", "6"),
    ]:
        set_path(facts, path, value)
    assert facts == {"a": "1", "b": [{"c": "3"}, {"c": "2"}], "d": ["4", "5"], "e": {"f": "6"}}
    with pytest.raises(PathError):
        set_path(facts, "a.b", "7")


def test_file_names_are_short_and_begin_with_the_city() -> None:
    long = {
        "title": "A very long title that goes on and on, far beyond what an address should ever hold",
        "cities": ["lviv"],
    }
    slug = suggested_slug(Practice, long)
    assert slug.startswith("lviv-a-very-long")
    assert len(slug) <= 60
    assert not slug.endswith("-")
    assert suggested_slug(Practice, {"title": "Lviv trams", "cities": ["lviv"]}) == "lviv-trams"
    assert suggested_slug(Need, {"title": "Čas & peníze"}) == "cas-penize"
    assert suggested_slug(Need, {}) == ""


def test_on_a_terminal_the_words_of_a_vocabulary_are_completed(folder) -> None:
    """A pseudo-terminal: what is typed is half a word, the completion gives the rest."""
    master, slave = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "utm_exchange", "new", "need", "--root", str(folder.root), "--today", "2026-06-01"],
        stdin=slave, stdout=slave, stderr=slave, env={**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"},
    )  # fmt: skip
    os.close(slave)
    seen = ""

    def until(words: str, seconds: float = 20) -> None:
        nonlocal seen
        end = time.monotonic() + seconds
        while words not in seen and time.monotonic() < end:
            if select.select([master], [], [], 0.2)[0]:
                try:
                    seen += os.read(master, 65536).decode("utf-8", "replace")
                except OSError:
                    break
        assert words in seen, seen[-2000:]
        seen = seen.partition(words)[2]

    try:
        until("Title")
        until(": ")
        os.write(master, b"Roofs\r")
        until("Summary")
        os.write(master, b"Who pays for roofs.\r")
        until("Theme")
        until("finance)")
        os.write(master, b"fina")
        until("Finance")
        os.write(master, b"\t\r")
        until("Who raised it")
        os.write(master, b"Cities\r")
        until("Whose pages state it")
    finally:
        child.terminate()
        child.wait(10)
        os.close(master)
