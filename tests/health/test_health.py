"""Editorial health: how records age, what is said to editors, and where it is shown."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from click.testing import CliRunner

from sample_folder import Folder
from utm_exchange.catalogue.history import History
from utm_exchange.cli import main
from utm_exchange.health.ageing import age_of, spans
from utm_exchange.health.findings import Health, dead_addresses, health_of
from utm_exchange.records.types import TYPES_BY_NAME, Record

PARK = "content/practices/river-park.md"
RIGA = "cities/riga.yaml"


def found(folder: Folder, dead: dict[str, str] | None = None) -> Health:
    return health_of(folder.catalogue(), History({}), dead)


def told(health: Health, section_id: str) -> dict[str, str]:
    section = next(section for section in health.sections if section.id == section_id)
    return {entry.record.identity: entry.note for entry in section.entries}


def park(folder: Folder, review_by: str) -> Record:
    folder.edit(PARK, "scale:", f"review_by: {review_by}\nscale:")
    record = folder.catalogue().get("practice:river-park")
    assert record
    return record


@pytest.mark.parametrize(
    ("review_by", "state"),
    [
        ("2026-12-01", "fresh"),
        ("2026-07-31", "due"),
        ("2026-06-01", "due"),
        ("2026-03-03", "due"),
        ("2026-03-02", "stale"),
    ],
)
def test_a_day_to_look_again_is_fresh_then_due_then_stale(folder: Folder, review_by: str, state: str) -> None:
    record = park(folder, review_by)
    assert (spans()["practice"].notice, spans()["practice"].grace) == (60, 90)
    age = age_of(record, None, folder.today)
    assert age
    assert (age.state, str(age.due)) == (state, review_by)


def test_without_a_day_the_last_sign_of_work_counts(folder: Folder) -> None:
    record = folder.catalogue().get("practice:river-park")
    assert record
    lasts = dt.timedelta(days=spans()["practice"].lasts)
    read = age_of(record, None, folder.today)
    changed = age_of(record, dt.date(2026, 5, 20), folder.today)
    assert read
    assert read.due == dt.date(2026, 5, 1) + lasts
    assert changed
    assert changed.due == dt.date(2026, 5, 20) + lasts


def test_what_tells_of_the_past_does_not_age(folder: Folder) -> None:
    catalogue = folder.catalogue()
    for identity in ("news:prize", "event:open-day", "voice:mayor"):
        record = catalogue.get(identity)
        assert record
        assert age_of(record, dt.date(2000, 1, 1), folder.today) is None


def test_every_type_that_ages_is_a_type() -> None:
    assert spans().keys() <= TYPES_BY_NAME.keys()


def test_stale_records_come_with_the_longest_first(folder: Folder) -> None:
    folder.edit(RIGA, "country:", "review_by: 2024-01-01\ncountry:")
    park(folder, "2025-01-01")
    assert list(told(found(folder), "stale")) == ["city:riga", "practice:river-park"]


def test_what_lacks_evidence_is_told(folder: Folder) -> None:
    text = folder.read(PARK)
    folder.write(PARK, text[: text.index("results:")] + text[text.index("cost:") :])
    assert told(found(folder), "evidence") == {
        "practice:river-park": "no result",
        "city:tartu": "no target and no figure",
    }


def test_thin_records_and_those_that_nobody_names_are_told(folder: Folder) -> None:
    health = found(folder)
    assert told(health, "thin")["city:tartu"] == "0 of 6 kinds of facts"
    assert "practice:river-park" in told(health, "thin")
    assert told(health, "orphans") == {}
    folder.copy(
        "content/news/prize.md",
        "content/news/alone.md",
        "cities:\n- riga\nrelated:\n- practice:river-park\n",
        "",
    )
    assert "news:alone" in told(found(folder), "orphans")


def test_coverage_marks_what_is_missing(folder: Folder) -> None:
    rows = {(row.facet, row.value): row for row in found(folder).coverage}
    assert rows["sector", "nature-and-adaptation"].count == 1
    assert not rows["sector", "nature-and-adaptation"].gap
    assert rows["sector", "mobility"].gap


def test_the_languages_of_places_are_counted_with_what_is_written_in_them(folder: Folder) -> None:
    folder.edit(PARK, "scale:", "languages: [en, lv]\nscale:")
    languages = {row.code: row for row in found(folder).languages}
    assert (languages["lv"].records, languages["lv"].written) == (2, 1)
    assert languages["et"].written == 0


def test_dead_sources_are_told_of_when_the_links_were_asked(folder: Folder) -> None:
    path = folder.write(
        "links.json",
        json.dumps(
            {
                "asked": "2026-05-01",
                "addresses": {
                    "https://www.example.org/prize": {"state": "dead", "reason": "404"},
                    "https://www.example.org/park": {"state": "unsure", "reason": "403"},
                },
            }
        ),
    )
    assert told(found(folder, dead_addresses(path)), "dead-links") == {"news:prize": "The prize: 404"}
    assert dead_addresses(folder.root / "nothing.json") == {}
    with pytest.raises(ValueError, match="write it anew"):
        dead_addresses(folder.write("links.json", "[1]"))


def test_the_command_tells_it_in_words_and_as_json(folder: Folder) -> None:
    def run(*arguments: str) -> str:
        done = CliRunner().invoke(
            main, ["health", "--root", str(folder.root), "--today", "2026-06-01", *arguments]
        )
        assert done.exit_code == 0, done.output
        return done.output

    assert "Without evidence: 1\n" in run()
    assert "Gaps by sector: Energy and heat 0" in run()
    data = json.loads(run("--format", "json"))
    assert data["findings"]["evidence"] == [
        {"record": "city:tartu", "page": "cities/tartu/", "note": "no target and no figure"}
    ]
    assert {row["value"] for row in data["coverage"]["sector"] if not row["gap"]} == {"nature-and-adaptation"}


def test_a_broken_file_of_links_is_told(folder: Folder) -> None:
    folder.write("links.json", "{")
    done = CliRunner().invoke(main, ["health", "--root", str(folder.root), "--today", "2026-06-01"])
    assert done.exit_code == 2
    assert "write it anew" in done.output
