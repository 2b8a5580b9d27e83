"""``utm check``: what it prints, what it returns, and that nobody ever sees a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from utm_exchange.cli import main

RIGA = "cities/riga.yaml"
PARK = "content/practices/river-park.md"


@pytest.fixture
def check(folder):
    def run(*arguments, today="2026-06-01", env=None):
        day = ("--today", today) if today else ()
        done = CliRunner().invoke(
            main, ["check", "--root", str(folder.root), *day, *map(str, arguments)], env=env
        )
        assert done.exception is None or isinstance(done.exception, SystemExit)
        assert "Traceback" not in done.output
        return done

    return run


@pytest.fixture
def wrong(folder):
    folder.edit(RIGA, "country: LV", "country: Latvia")
    return folder


@pytest.fixture
def advised(folder):
    text = folder.read(PARK)
    folder.write(PARK, text[: text.index("results:")] + text[text.index("cost:") :])
    return folder


def test_a_right_catalogue_gives_no_problem(check):
    done = check()
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "11 files checked, 0 errors\n"


@pytest.mark.usefixtures("wrong")
def test_an_error_is_printed_with_its_place_and_a_hint(check):
    done = check()
    assert done.exit_code == 1
    assert (
        done.stdout
        == "cities/riga.yaml:3:10: UTM309 country: 'Latvia' is not a country code\n    hint: write LV for Latvia\n"
    )
    assert done.stderr == "11 files checked, 1 error\n"


@pytest.mark.usefixtures("advised")
def test_advice_is_printed_and_blocks_nothing(check):
    done = check()
    assert done.exit_code == 0
    assert "UTM701 (advice) title: no result is reported yet" in done.stdout
    assert done.stderr == "11 files checked, 0 errors, 1 advice\n"


@pytest.mark.usefixtures("wrong")
def test_programs_read_problems_as_json(check):
    done = check("--format", "json")
    assert done.exit_code == 1
    assert json.loads(done.stdout) == [
        {
            "code": "UTM309",
            "severity": "error",
            "path": RIGA,
            "line": 3,
            "column": 10,
            "field": "country",
            "message": "country: 'Latvia' is not a country code",
            "hint": "write LV for Latvia",
        }
    ]


def test_programs_read_an_empty_list_when_all_is_right(check):
    assert json.loads(check("--format", "json").stdout) == []


@pytest.mark.usefixtures("advised")
def test_github_shows_problems_beside_the_lines(check, wrong):
    wrong.edit(RIGA, "country: Latvia", "country: 50%,a:b")
    assert check("--format", "github").stdout.splitlines() == [
        "::error file=cities/riga.yaml,line=3,col=10,title=UTM309::country: '50%25,a:b' is not a country code. write the two letters of ISO 3166, for example UA for Ukraine",
        "::notice file=content/practices/river-park.md,line=2,col=8,title=UTM701::title: no result is reported yet. add 'results:' when there is something to count",
    ]


@pytest.mark.usefixtures("wrong")
def test_one_file_is_checked_alone_against_the_names_of_the_others(check, folder):
    done = check(folder.root / PARK)
    assert (done.exit_code, done.stderr) == (0, "1 file checked, 0 errors\n")
    folder.edit(PARK, "- riga", "- rigga")
    assert "UTM401 cities[1]: there is no city:rigga" in check(folder.root / PARK).stdout


def test_a_file_named_twice_is_checked_once(check, wrong):
    done = check(wrong.root / "cities", wrong.root / RIGA, wrong.root / "content" / ".." / RIGA)
    assert done.stderr == "2 files checked, 1 error\n"


def test_paths_are_relative_to_where_one_stands(check, wrong, monkeypatch):
    monkeypatch.chdir(wrong.root / "cities")
    assert check("riga.yaml").exit_code == 1
    assert check("..").stderr == "11 files checked, 1 error\n"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("cities/nowhere.yaml", "there is no file or folder here"),
        ("mkdocs.yml", "there is no record at this path"),
        ("content/practices/index.md", "there is no record at this path"),
        ("content/practices/park.jpg", "there is no record at this path"),
        ("loop", "there is no file or folder here"),
    ],
)
def test_a_path_without_a_record_is_told(check, folder, path, message):
    folder.write("content/practices/index.md", "# Practices\n")
    folder.write("content/practices/park.jpg", b"\xff\xd8")
    (folder.root / "loop").symlink_to("loop")
    done = check(folder.root / path)
    assert done.exit_code == 1
    assert f"UTM113 {message}" in done.stdout
    assert "for example cities/lviv.yaml" in done.stdout


def test_today_decides_what_is_still_to_come(check):
    assert check(today="2026-05-01").exit_code == 0
    earlier = check(today="2026-04-30")
    assert (earlier.exit_code, "UTM518" in earlier.stdout) == (0, True), (
        "a day gone by can be built, with advice"
    )
    assert "UTM518" in check(today=None, env={"SOURCE_DATE_EPOCH": "1775000000"}).stdout


@pytest.mark.parametrize(
    ("today", "env", "message"),
    [
        ("tomorrow", {}, "--today tomorrow is not a date; write --today 2026-03-14"),
        ("2026-02-30", {}, "--today 2026-02-30 is not a date"),
        (None, {"SOURCE_DATE_EPOCH": "yesterday"}, "SOURCE_DATE_EPOCH=yesterday is not a number of seconds"),
        (None, {"SOURCE_DATE_EPOCH": "9" * 30}, "is not a number of seconds"),
    ],
)
def test_a_wrong_day_is_wrong_usage(check, today, env, message):
    done = check(today=today, env=env)
    assert done.exit_code == 2
    assert message in done.stderr


def test_a_wrong_root_or_format_is_wrong_usage(check):
    assert check("--format", "xml").exit_code == 2
    done = CliRunner().invoke(main, ["check", "--root", "/no/such/folder"])
    assert done.exit_code == 2
    assert "name the folder that holds mkdocs.yml" in done.stderr


@pytest.mark.parametrize(
    ("settings", "place", "message"),
    [
        (b"site_name: [", "1:12", "a bracket or brace opens here"),
        (b"site_name: x\nplugins: - search\n", "2:10", "a list cannot begin here"),
        (b"- search\n", "1:1", "the settings are not written as 'name: value'"),
        (b"", "1:1", "the settings are not written as 'name: value'"),
        (b"site_name: caf\xe9", "1:1", "this file is not in UTF-8"),
        (b"copyright: 2024-13-45", "1:1", "this is not readable as YAML"),
        (b"a: " + b"[" * 100_000, "1:23", "the facts are nested too deeply"),
        (b"{[a]: b}", "1:2", ""),
    ],
)
def test_broken_settings_are_one_problem(check, folder, settings, place, message):
    folder.write("mkdocs.yml", settings)
    done = check()
    assert done.exit_code == 1
    assert done.stdout.startswith(f"mkdocs.yml:{place}: UTM801 {message}")
    assert done.stdout.count("UTM") == 1


def test_a_folder_without_settings_is_told(check, folder):
    (folder.root / "mkdocs.yml").unlink()
    done = check()
    assert done.exit_code == 1
    assert "every catalogue has a file mkdocs.yml" in done.stdout


def test_settings_may_use_what_only_mkdocs_understands(check, folder):
    folder.write("mkdocs.yml", "site_url: !ENV [URL, x]\nx: !!python/name:a.b\nbase: &b {a: 1}\nc: *b\n")
    assert check().exit_code == 0


@pytest.mark.parametrize(("marked", "code"), [("yes", 0), ("no", 1)])
def test_synthetic_records_belong_in_a_synthetic_catalogue(check, folder, marked, code):
    folder.write("mkdocs.yml", f"extra:\n  synthetic: {marked}\n")
    folder.edit(RIGA, "country:", "synthetic: yes\ncountry:")
    assert check().exit_code == code
    assert check(folder.root / RIGA).exit_code == code


def test_every_command_shows_an_example():
    for name, command in main.commands.items():
        help_text = CliRunner().invoke(main, [name, "--help"]).output
        assert f"utm {name}" in help_text.partition("Example")[2], command


def utm(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "utm_exchange", *arguments],
        check=False,
        capture_output=True,
        env={**os.environ, **environment},
    )


def test_the_real_command_survives_the_worst_catalogue_and_terminal(wrong):
    wrong.write("cities/deep.yaml", "a: " + "[" * 400_000)
    wrong.write("cities/kyiv.yaml", "title: Київ\ncountry: Україна\n")
    if sys.platform == "linux":
        Path(os.fsdecode(os.fsencode(wrong.root) + b"/cities/caf\xe9.yaml")).write_text("title: x\n")
    done = utm("check", "--root", str(wrong.root), "--today", "2026-06-01", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert b"Traceback" not in done.stdout + done.stderr
    assert b"UTM125" in done.stdout
    assert b"cities/riga.yaml:3:10: UTM309" in done.stdout


def test_checking_one_file_loads_neither_mkdocs_nor_country_names(folder):
    program = (
        "import sys; sys.argv = ['utm', 'check', '--root', sys.argv[1], sys.argv[2]]\n"
        "from utm_exchange.cli import main\n"
        "try: main()\n"
        "except SystemExit: print(sorted({'mkdocs', 'jinja2', 'babel', 'material'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder.root), str(folder.root / RIGA)],
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout == "[]\n"
