"""What git knows of records: shown on real repositories."""

import datetime as dt
import subprocess
from pathlib import Path

import pytest

from sample_folder import Folder
from utm_exchange.catalogue.changes import all_changes, changes_of, last_change, of_city
from utm_exchange.catalogue.history import History, read_history

PARK = "content/practices/river-park.md"
CITY = "cities/riga.yaml"
TODAY = dt.date(2026, 6, 1)


class Repository:
    """A git repository around the sample catalogue, whose days are the test's."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "Ana Lu")
        self.git("config", "user.email", "ana@city.example")

    def git(self, *arguments: str, day: str = "2026-01-01") -> str:
        stamp = f"{day}T12:00:00+00:00"
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            env={"PATH": "/usr/bin:/bin", "GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp, "HOME": "/"},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def commit(self, day: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", "Change", day=day)


@pytest.fixture
def repository(folder: Folder) -> Repository:
    """The sample, committed on 3 March 2026."""
    made = Repository(folder.root)
    made.commit("2026-03-03")
    return made


def told(history: History, path: str) -> list[tuple[str, str]]:
    seen = history.of(path)
    return [(change.day.isoformat(), change.kind) for change in seen.changes] if seen else []


def test_a_file_is_added_once_and_updated_on_each_day_that_changes_it(folder, repository) -> None:
    for day, title in (("2026-04-01", "One"), ("2026-04-01", "Two"), ("2026-05-05", "Three")):
        folder.edit(PARK, "summary:", f"# {title}\nsummary:")
        repository.commit(day)
    history = read_history(folder.root, TODAY)
    assert told(history, PARK) == [
        ("2026-03-03", "added"),
        ("2026-04-01", "updated"),
        ("2026-05-05", "updated"),
    ]
    assert told(history, CITY) == [("2026-03-03", "added")]


def test_nothing_after_the_day_of_the_build_counts(folder, repository) -> None:
    folder.edit(PARK, "summary:", "# later\nsummary:")
    repository.commit("2026-06-02")
    assert told(read_history(folder.root, TODAY), PARK) == [("2026-03-03", "added")]
    assert read_history(folder.root, dt.date(2026, 3, 2)).files == {}


def test_a_renamed_file_keeps_its_past_through_every_name(folder, repository) -> None:
    for day, old, new in (("2026-04-01", "river-park", "river"), ("2026-05-01", "river", "riverside")):
        repository.git("mv", f"content/practices/{old}.md", f"content/practices/{new}.md")
        repository.commit(day)
    folder.edit("content/practices/riverside.md", "summary:", "# more\nsummary:")
    repository.commit("2026-05-20")
    history = read_history(folder.root, TODAY)
    assert told(history, "content/practices/riverside.md") == [
        ("2026-03-03", "added"),
        ("2026-04-01", "renamed"),
        ("2026-05-01", "renamed"),
        ("2026-05-20", "updated"),
    ]
    assert told(history, PARK) == []


def test_two_files_that_swap_their_names_swap_their_past(folder, repository) -> None:
    folder.write("content/news/a.md", "alpha " * 80)
    repository.commit("2026-03-10")
    folder.write("content/news/b.md", "beta " * 80)
    repository.commit("2026-03-20")
    repository.git("mv", "content/news/a.md", "content/news/c.md")
    repository.git("mv", "content/news/b.md", "content/news/a.md")
    repository.git("mv", "content/news/c.md", "content/news/b.md")
    repository.commit("2026-04-01")
    history = read_history(folder.root, TODAY)
    # git takes a swap for two changes in place unless it breaks files up, and so do we: no past is lost.
    assert told(history, "content/news/a.md")[0] == ("2026-03-10", "added")
    assert told(history, "content/news/b.md")[0] == ("2026-03-20", "added")


def test_a_file_that_comes_back_after_it_was_deleted_begins_anew(folder, repository) -> None:
    text = folder.read(PARK)
    (folder.root / PARK).unlink()
    repository.commit("2026-04-01")
    folder.write(PARK, text)
    repository.commit("2026-05-01")
    assert told(read_history(folder.root, TODAY), PARK) == [("2026-05-01", "added")]


def test_a_merge_counts_on_the_day_on_which_it_came_in(folder, repository) -> None:
    repository.git("switch", "-qc", "proposal")
    folder.copy(PARK, "content/practices/second-park.md")
    repository.commit("2026-04-01")
    folder.edit("content/practices/second-park.md", "summary:", "# again\nsummary:")
    repository.commit("2026-04-10")
    repository.git("switch", "-q", "main")
    folder.edit(CITY, "summary:", "# meanwhile\nsummary:")
    repository.commit("2026-04-12")
    repository.git("merge", "-q", "--no-ff", "-m", "Merge", "proposal", day="2026-05-05")
    history = read_history(folder.root, TODAY)
    assert told(history, "content/practices/second-park.md") == [("2026-05-05", "added")]
    assert told(history, CITY)[-1] == ("2026-04-12", "updated")


def test_names_that_git_would_quote_are_read(folder, repository) -> None:
    folder.write('content/news/été\tet "tout".md', "x")
    repository.commit("2026-04-01")
    assert told(read_history(folder.root, TODAY), 'content/news/été\tet "tout".md')


def test_a_catalogue_below_the_root_of_its_repository_is_read(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "outer" / "catalogue")
    Repository(tmp_path / "outer").commit("2026-03-03")
    assert told(read_history(folder.root, TODAY), PARK) == [("2026-03-03", "added")]


def test_a_shallow_clone_says_that_it_knows_nothing(folder, repository, tmp_path: Path) -> None:
    folder.edit(PARK, "summary:", "# more\nsummary:")
    repository.commit("2026-04-01")
    clone = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth", "1", folder.root.as_uri(), str(clone)], check=True)
    assert read_history(clone, TODAY) == History({}, "shallow")


def test_a_folder_without_a_repository_says_so(tmp_path: Path) -> None:
    assert read_history(tmp_path, TODAY) == History({}, "no-git")


def test_a_machine_without_git_says_so(repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert read_history(repository.root, TODAY) == History({}, "no-git")


def test_an_empty_repository_has_no_history(folder) -> None:
    Repository(folder.root)
    assert read_history(folder.root, TODAY).files == {}


# --- What happened to records -------------------------------------------------------------------


def kinds(folder: Folder, identity: str) -> list[tuple[str, str]]:
    record = folder.catalogue().get(identity)
    history = read_history(folder.root, TODAY)
    return [(change.day.isoformat(), change.kind) for change in changes_of(record, history)]


def test_a_withdrawal_is_told_on_the_day_that_the_record_names(folder, repository) -> None:
    folder.edit(PARK, "scale:", "withdrawn:\n  date: 2026-04-20\n  reason: A mistake.\nscale:")
    repository.commit("2026-05-01")
    assert kinds(folder, "practice:river-park") == [("2026-03-03", "added"), ("2026-04-20", "withdrawn")]


def test_news_that_was_held_back_is_added_on_its_own_day(folder, repository) -> None:
    folder.edit("content/news/prize.md", "date: 2026-04-02", "date: 2026-05-15")
    repository.commit("2026-05-10")
    assert kinds(folder, "news:prize") == [("2026-05-15", "added")]


def test_what_an_embargo_held_back_is_added_when_it_ends(folder, repository) -> None:
    folder.edit(PARK, "scale:", "embargo: 2026-05-20\nscale:")
    repository.commit("2026-05-10")
    assert kinds(folder, "practice:river-park") == [("2026-05-20", "added")]


def test_what_is_held_back_is_in_no_list_of_changes(folder, repository) -> None:
    folder.edit("content/news/prize.md", "date: 2026-04-02", "date: 2026-06-15")
    repository.commit("2026-05-10")
    changes = all_changes(folder.catalogue(), read_history(folder.root, TODAY))
    assert changes
    assert "news:prize" not in {change.record.identity for change in changes}


def test_the_newest_come_first_and_a_city_has_those_of_the_records_that_name_it(folder, repository) -> None:
    folder.edit(PARK, "summary:", "# more\nsummary:")
    repository.commit("2026-04-01")
    catalogue = folder.catalogue()
    changes = all_changes(catalogue, read_history(folder.root, TODAY))
    assert [change.day for change in changes] == sorted((c.day for c in changes), reverse=True)
    riga = [(change.record.identity, change.kind) for change in of_city(changes, catalogue)["riga"]]
    # The news is dated 2 April: it was held back until then.
    assert riga[:2] == [("news:prize", "added"), ("practice:river-park", "updated")]
    assert ("city:riga", "added") in riga


def test_the_day_that_a_record_names_comes_before_that_of_git(folder, repository) -> None:
    history = read_history(repository.root, TODAY)
    assert last_change(folder.catalogue().get("practice:river-park"), history) == dt.date(2026, 3, 3)
    folder.edit(PARK, "scale:", "updated: 2026-03-01\nscale:")
    assert last_change(folder.catalogue().get("practice:river-park"), history) == dt.date(2026, 3, 1)
