"""``utm review`` on real repositories: what a reviewer is told, and that nobody else's words do anything in it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from sample_folder import Folder
from utm_exchange.cli import main
from utm_exchange.review.comment import MARKER
from utm_exchange.review.inert import code, inert

PARK = "content/practices/river-park.md"
RIGA = "cities/riga.yaml"
PRIZE = "content/news/prize.md"


class Repository:
    """A repository of the sample catalogue, whose branch ``work`` is to be merged into ``main``."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.git("init", "-q", "-b", "main")
        self.commit("Begin")
        self.git("switch", "-q", "-c", "work")

    def git(self, *arguments: str) -> None:
        own = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *own, *arguments], cwd=self.folder.root, check=True, capture_output=True)

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)

    def review(self, *arguments: str, base: str = "main", code: int = 0) -> str:
        done = CliRunner().invoke(
            main,
            ["review", "--root", str(self.folder.root), "--base", base, "--today", "2026-06-01", *arguments],
        )
        assert done.exit_code == code, done.output
        assert "Traceback" not in done.output
        return done.output


@pytest.fixture
def repository(folder: Folder) -> Repository:
    return Repository(folder)


def test_a_new_record_is_named_with_its_page(repository: Repository) -> None:
    repository.folder.copy(PARK, "content/practices/lake-park.md", "title: A park", "title: A lake park")
    repository.commit("Add a practice")
    told = repository.review("--preview", "https://preview.example.org/7/")
    assert told.startswith(f"{MARKER}\n\n## No errors\n")
    assert (
        "- **New** Practice: A lake park that takes the flood\n  [`practices/lake-park/`](https://preview.example.org/7/practices/lake-park/)"
        in told
    )
    assert "[See the site as it would be](https://preview.example.org/7/)" in told


def test_errors_come_first_then_advice_each_with_its_mend(repository: Repository) -> None:
    text = repository.folder.read(PARK)
    repository.folder.write(PARK, text[: text.index("results:")] + text[text.index("cost:") :])
    repository.folder.edit(RIGA, "country: LV", "country: Latvia")
    repository.commit("Change two records")
    told = repository.review(code=1)
    assert "## 1 error is to be mended" in told
    assert (
        "**`cities/riga.yaml`**\n\n- **line 3** country: `'Latvia'` is not a country code (UTM309)\n  **Mend:** write LV for Latvia"
        in told
    )
    assert told.index("### Errors") < told.index("### Advice") < told.index("### What changes")
    assert "- **To be mended first** City: Riga" in told
    assert (
        "- **Changed** Practice: A park that takes the flood\n  `practices/river-park/`\n  changed: `results`"
        in told
    )


def test_what_a_change_breaks_elsewhere_is_told_and_old_advice_is_not(repository: Repository) -> None:
    (repository.folder.root / RIGA).unlink()
    repository.commit("Take a city out")
    told = repository.review(code=1)
    assert f"**`{PARK}`** (not changed here, but no longer right)" in told
    assert "- **Deleted** City: Riga\n  its address leads nowhere then" in told


def test_a_withdrawn_record_is_told_as_such(repository: Repository) -> None:
    repository.folder.edit(
        PRIZE, "sources:", "withdrawn:\n  date: 2026-05-02\n  reason: A mistake.\nsources:"
    )
    repository.commit("Withdraw it")
    assert "- **Withdrawn** News item: The park wins a prize" in repository.review()


def test_a_renamed_record_keeps_its_old_name_in_mind(repository: Repository) -> None:
    repository.git("mv", PRIZE, "content/news/park-prize.md")
    repository.commit("Rename it")
    told = repository.review()
    assert (
        "- **Renamed** News item: The park wins a prize\n  `news/park-prize/`\n  was `prize`; add it to 'aliases'"
        in told
    )


def test_what_others_merged_meanwhile_is_not_told(repository: Repository) -> None:
    repository.folder.edit(PRIZE, "The jury said so.", "The jury said so, twice.")
    repository.commit("Change the news")
    repository.git("switch", "-q", "main")
    repository.folder.edit("cities/tartu.yaml", "title: Tartu", "title: Tartu city")
    repository.commit("Somebody else's work")
    repository.git("switch", "-q", "work")
    told = repository.review()
    assert "changed: `text`" in told
    assert "Tartu" not in told


def test_files_that_git_does_not_know_yet_count(repository: Repository) -> None:
    repository.folder.copy(PRIZE, "content/news/second-prize.md")
    assert "`news/second-prize/`" in repository.review()


def test_a_catalogue_in_a_folder_of_a_larger_repository(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "large" / "exchange")
    repository = Repository(folder)
    subprocess.run(["git", "rev-parse", "HEAD"], cwd=folder.root, check=True, capture_output=True)
    folder.edit(PRIZE, "The jury said so.", "The jury said so, twice.")
    assert "changed: `text`" in repository.review()


def test_nothing_changed_is_told_too(repository: Repository) -> None:
    told = repository.review()
    assert "## No errors" in told
    assert "What changes" not in told


def test_size_is_compared_when_both_sites_are_given(repository: Repository, tmp_path: Path) -> None:
    for name, pages in (("old", 1), ("new", 2)):
        for page in range(pages):
            file = tmp_path / name / f"{page}" / "index.html"
            file.parent.mkdir(parents=True)
            file.write_text("<p>words</p>" * 400 * (page + 1))
    told = repository.review("--site", str(tmp_path / "new"), "--base-site", str(tmp_path / "old"))
    assert "| Pages | 1 | 2 | +1 |" in told
    assert "| Stored | 5 kB | 14 kB | +9 kB |" in told
    assert re.search(r"\| `1/index.html` \| 0 B \| \d+ B \| \+\d+ B \|", told)


def test_a_download_is_told_as_one(repository: Repository) -> None:
    assert "[Download the site as it would be](https://example.org/artifact/7)" in repository.review(
        "--preview", "https://example.org/artifact/7"
    )


def test_the_comment_goes_into_a_file_where_asked(repository: Repository, tmp_path: Path) -> None:
    assert repository.review("--output", str(tmp_path / "review.md")) == ""
    assert (tmp_path / "review.md").read_text("utf-8").startswith(MARKER)


@pytest.mark.parametrize(
    ("arguments", "base", "message"),
    [
        ((), "nowhere", "git knows no revision nowhere here"),
        ((), "--output=/tmp/x", "git knows no revision --output=/tmp/x here"),
        (("--preview", "javascript:alert(1)"), "main", "--preview takes a web address"),
        (("--site", "."), "main", "--site and --base-site go together"),
    ],
)
def test_wrong_usage_is_told(
    repository: Repository, arguments: tuple[str, ...], base: str, message: str
) -> None:
    assert message in repository.review(*arguments, base=base, code=2)


def test_outside_a_repository_one_is_told(folder: Folder) -> None:
    done = CliRunner().invoke(
        main, ["review", "--root", str(folder.root), "--base", "main"], env={"GIT_CEILING_DIRECTORIES": "/"}
    )
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_lines_of_work_without_a_common_beginning_are_told(repository: Repository) -> None:
    repository.git("switch", "-q", "--orphan", "alone")
    repository.folder.write("mkdocs.yml", "site_name: Sample\n")
    repository.commit("Begin again")
    assert "no common beginning" in repository.review(code=2)


ATTACK = "@everyone see evil/repo#1 <img src=https://evil.example/x> [press](https://evil.example) `` ` **bold** www.evil.example GH-12 <!-- x"


def test_words_of_others_do_nothing_in_the_comment(repository: Repository) -> None:
    repository.folder.edit(PARK, "title: A park that takes the flood", f'title: "{ATTACK}"')
    repository.folder.edit(PRIZE, "title: The park wins a prize", "title: Prize @everyone evil/repo#1")
    repository.commit("Attack")
    told = repository.review(code=1)
    shown = outside_code(told)
    for sign in ("@", "evil", "<img", "GH-12", "press"):
        assert sign not in shown, shown


def outside_code(text: str) -> str:
    """Return Markdown without its spans of code, as CommonMark finds them."""
    return re.sub(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", "", text)


@given(st.text(min_size=1))
def test_only_plain_words_stand_outside_of_code(text: str) -> None:
    shown = outside_code(inert(text))
    assert re.fullmatch(r"(?:[^\W_]|['’\-.,;:!? ])*", shown)
    assert not re.search(r"www\.|://|GH-\d|@", shown)


@given(st.text("`a ", max_size=20))
def test_code_is_one_span_whatever_stands_in_it(text: str) -> None:
    assert outside_code(code(f"x{text}")) == ""


def test_a_comment_is_never_longer_than_github_takes(repository: Repository) -> None:
    for number in range(400):
        repository.folder.copy(
            PRIZE, f"content/news/prize-{number}.md", "title: The park", "title: " + "The park " * 40
        )
    told = repository.review(code=1)
    assert len(told) < 65_536
    assert "And 340 more." in told
