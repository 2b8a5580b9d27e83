"""What git knows of a record under all its names, and what is told when a name is lost."""

from __future__ import annotations

import datetime as dt

from publishing import commit, git
from sample_folder import Folder
from utm_exchange.catalogue.lives import read_lives

PRIZE = "content/news/prize.md"


def rename(folder: Folder, old: str, new: str, *aliases: str) -> None:
    text = folder.read(f"content/news/{old}.md")
    (folder.root / f"content/news/{old}.md").unlink()
    lines = [line for line in text.split("\n") if not line.startswith("aliases:")]
    lines.insert(1, f"aliases: [{', '.join(aliases)}]")
    folder.write(f"content/news/{new}.md", "\n".join(lines))


def test_a_record_has_one_life_under_all_its_names(folder: Folder) -> None:
    commit(folder, "2026-03-01")
    rename(folder, "prize", "award", "prize")
    commit(folder, "2026-04-01")
    checked = folder.check()
    assert checked.problems == ()
    (record,) = [r for r in checked.records if r.type_name == "news"]
    life = checked.lives.of(record)
    assert life is not None
    assert (life.first, life.last) == (dt.date(2026, 3, 1), dt.date(2026, 4, 1))


def test_what_was_held_back_came_when_it_was_let_out(folder: Folder) -> None:
    commit(folder, "2026-03-01")
    folder.edit(PRIZE, "cities:", "embargo: 2026-05-10\ncities:")
    commit(folder, "2026-03-02")
    checked = folder.check()
    (record,) = [r for r in checked.records if r.type_name == "news"]
    life = checked.lives.of(record)
    assert life is not None
    assert (life.first, life.last) == (dt.date(2026, 5, 10), dt.date(2026, 5, 10))


def test_a_name_that_nobody_answers_to_any_more_is_told(folder: Folder) -> None:
    commit(folder, "2026-03-01")
    (folder.root / PRIZE).rename(folder.root / "content/news/award.md")
    (problem,) = folder.check().problems
    assert (problem.code, problem.severity, problem.path) == ("UTM414", "advice", "content/news/prize")
    assert "aliases: [prize]" in problem.hint


def test_a_later_name_in_the_first_place_is_told(folder: Folder) -> None:
    commit(folder, "2026-03-01")
    rename(folder, "prize", "award", "prize")
    commit(folder, "2026-04-01")
    rename(folder, "award", "honour", "award", "prize")
    (problem,) = folder.check().problems
    assert (problem.code, problem.severity) == ("UTM415", "error")
    assert "put 'prize' first" in problem.hint


def test_a_history_that_is_cut_off_is_not_relied_on(folder: Folder) -> None:
    commit(folder, "2026-03-01")
    folder.edit(PRIZE, "title:", "review_by: 2027-01-01\ntitle:")
    commit(folder, "2026-04-01")
    git(folder.root, "clone", "-q", "--depth=1", folder.root.as_uri(), str(folder.root / "shallow"))
    assert read_lives(folder.root / "shallow").lives == {}
    assert len(read_lives(folder.root).lives) == len(folder.check().records)
