"""Synthetic catalogues: right by the checks, the same everywhere, and like real prose in what benchmarks see."""

import collections
import datetime as dt
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from utm_exchange.catalogue.checking import catalogue_of, check_catalogue
from utm_exchange.cli import main
from utm_exchange.records.types import RECORD_TYPES
from utm_exchange.synthetic.outline import counts
from utm_exchange.synthetic.writing import SETTINGS, write_catalogue

TODAY = dt.date(2026, 11, 22)
REPOSITORY = Path(__file__).parents[2]
LEAST = 15


@pytest.fixture(scope="module")
def three_hundred(tmp_path_factory):
    folder = tmp_path_factory.mktemp("synthetic") / "300"
    write_catalogue(300, folder)
    return folder


@pytest.fixture(scope="module")
def checked(three_hundred):
    return check_catalogue(three_hundred, TODAY, synthetic=True)


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("number", [LEAST, 20, 60])
def test_a_small_catalogue_has_exactly_the_number_and_no_problem(tmp_path, number):
    write_catalogue(number, tmp_path / "small")
    found = check_catalogue(tmp_path / "small", TODAY, synthetic=True)
    assert found.problems == ()
    assert len(found.records) == found.files == number


def test_a_larger_catalogue_has_no_error(checked):
    assert checked.errors == ()
    assert len(checked.records) == 300


def test_all_types_are_there_in_their_shares(checked):
    numbers = collections.Counter(record.type_name for record in checked.records)
    assert set(numbers) == {record_type.type_name for record_type in RECORD_TYPES}
    assert numbers["guidance"] == 6
    assert 0.45 < numbers["practice"] / 300 < 0.52
    assert 0.15 < numbers["city"] / 300 < 0.20
    assert numbers["voice"] < 6


@pytest.mark.parametrize("number", [15, 16, 20, 99, 100, 1000, 9999])
def test_the_shares_add_up(number):
    assert sum(counts(number).values()) == number
    assert all(counts(number).values())


def test_every_record_says_that_it_is_synthetic(checked):
    assert all(record.synthetic for record in checked.records)


def test_a_real_catalogue_refuses_it(three_hundred):
    found = check_catalogue(three_hundred, TODAY, synthetic=False)
    assert {problem.code for problem in found.errors} == {"UTM507"}
    assert len(found.errors) == 300


def test_practices_are_as_long_as_real_ones_and_rest_on_sources(checked):
    practices = [r for r in checked.records if r.type_name == "practice" and not r.withdrawn]
    words = sorted(len(practice.body.split()) for practice in practices)
    assert words[len(words) // 20] > 200
    assert words[len(words) * 19 // 20] < 480
    assert all(2 <= len(practice.results) <= 5 for practice in practices)
    assert all(practice.source(figure.source) for practice in practices for figure in practice.results)


def test_words_have_the_frequencies_of_prose(checked):
    words = collections.Counter(word for r in checked.records for word in r.body.lower().split())
    ordered = [number for _word, number in words.most_common()]
    # Zipf: the tenth word has about a tenth of the first one's share, the hundredth about a hundredth.
    assert 5 < ordered[0] / ordered[9] < 20
    assert 40 < ordered[0] / ordered[99] < 200
    assert len(words) > 3000


def test_relations_hold_in_both_directions(checked):
    catalogue = catalogue_of(checked, TODAY)
    named = sum(len(catalogue.named(record)) for record in catalogue.records.values())
    assert named > 4 * 300


def test_two_in_five_cities_are_in_a_wave(checked):
    cities = [record for record in checked.records if record.type_name == "city"]
    waves = [city for city in cities if city.membership and city.membership.wave]
    assert 0.25 < len(waves) / len(cities) < 0.55


def test_seed_and_number_alone_decide_the_bytes(tmp_path, three_hundred):
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "utm_exchange", "synth", "300", str(tmp_path / seed)]
        subprocess.run(
            command, check=True, env={**os.environ, "PYTHONHASHSEED": seed}, stdout=subprocess.DEVNULL
        )
    assert contents(tmp_path / "1") == contents(tmp_path / "2") == contents(three_hundred)


def test_another_seed_gives_another_catalogue(tmp_path, three_hundred):
    write_catalogue(300, tmp_path / "other", seed=7)
    assert contents(tmp_path / "other") != contents(three_hundred)
    assert check_catalogue(tmp_path / "other", TODAY, synthetic=True).errors == ()


def test_the_settings_follow_those_of_the_repository():
    ours, real = (yaml.safe_load(path.read_text("utf-8")) for path in (SETTINGS, REPOSITORY / "mkdocs.yml"))
    assert ours["extra"]["synthetic"] is True
    for name in ("theme", "plugins", "markdown_extensions", "nav", "validation"):
        assert ours[name] == real[name], f"{SETTINGS.name} has another '{name}' than the repository's"


def test_the_pages_that_no_plugin_makes_are_there(three_hundred):
    nav = yaml.safe_dump(yaml.safe_load(SETTINGS.read_text("utf-8"))["nav"])
    named = set(re.findall(r"(?:about|pillars)/[\w/-]+\.md", nav)) - {
        "about/problems/index.md",
        "about/design/index.md",
        "about/data/index.md",
        "about/health/index.md",
    }
    assert named
    assert all((three_hundred / "content" / page).is_file() for page in named)


@pytest.mark.parametrize("used", ["file", "full folder"])
def test_a_folder_in_use_is_refused_and_left_alone(tmp_path, used):
    target = tmp_path / "used"
    if used == "file":
        target.write_text("mine")
    else:
        target.mkdir()
        (target / "mine.txt").write_text("mine")
    before = contents(tmp_path)
    done = CliRunner().invoke(main, ["synth", "20", str(target)])
    assert done.exit_code == 2
    assert "in use" in done.output
    assert contents(tmp_path) == before


@pytest.mark.parametrize("number", ["0", "14", "-3", "many"])
def test_a_number_that_does_not_fit_is_wrong_usage(tmp_path, number):
    done = CliRunner().invoke(main, ["synth", "--", number, str(tmp_path / "new")])
    assert done.exit_code == 2
    assert not (tmp_path / "new").exists()


def test_too_few_names_the_least(tmp_path):
    done = CliRunner().invoke(main, ["synth", str(LEAST - 1), str(tmp_path / "new")])
    assert f"{LEAST} or more" in done.output
