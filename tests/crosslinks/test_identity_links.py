"""Links by identity lead to the page of the record, wherever the page stands."""

import pytest

from sample_folder import Folder
from utm_exchange.crosslinks.links import link_identities
from utm_exchange.crosslinks.redirects import redirects


@pytest.mark.parametrize(
    ("page", "target"),
    [
        ("index.md", "cities/riga.md"),
        ("about/join.md", "../cities/riga.md"),
        ("cities/tartu.md", "riga.md"),
    ],
)
def test_a_link_is_relative_to_its_page(folder: Folder, page: str, target: str) -> None:
    assert link_identities("See [Riga](city:riga).", page, folder.catalogue()) == f"See [Riga]({target})."


def test_anchor_and_title_stay(folder: Folder) -> None:
    linked = link_identities('[Riga](city:riga#targets "Its targets")', "index.md", folder.catalogue())
    assert linked == '[Riga](cities/riga.md#targets "Its targets")'


@pytest.mark.parametrize(
    "text",
    [
        "`[a](city:riga)` in code stays",
        "```\n[b](city:riga)\n```",
        "[mail](mailto:a@b.example)",
        "[x](https://a.example/city:riga)",
    ],
)
def test_code_and_other_schemes_are_left_alone(folder: Folder, text: str) -> None:
    assert link_identities(text, "index.md", folder.catalogue()) == text


def test_several_links_of_a_line_are_resolved_each(folder: Folder) -> None:
    text = "[a](city:riga), `[b](city:riga)`, [c](city:tartu)"
    linked = link_identities(text, "index.md", folder.catalogue())
    assert linked == "[a](cities/riga.md), `[b](city:riga)`, [c](cities/tartu.md)"


def test_a_link_to_news_that_is_held_back_is_plain_text_until_its_day(folder: Folder) -> None:
    news = next((folder.root / "content/news").glob("*.md"))
    path = news.relative_to(folder.root).as_posix()
    text = folder.read(path)
    date = next(line for line in text.splitlines() if line.startswith("date: "))
    folder.edit(path, date, "date: 2027-01-01")
    held = link_identities(f"Soon: [what is coming](news:{news.stem}).", "index.md", folder.catalogue())
    assert held == "Soon: what is coming."


def test_each_alias_is_a_page_that_leads_on(folder: Folder) -> None:
    folder.edit("cities/riga.yaml", "title: Riga", "title: Riga\naliases: [riga-city]")
    pages = dict(redirects(folder.catalogue()))
    assert list(pages) == ["cities/riga-city/index.html"]
    assert 'url=../riga/index.html"' in pages["cities/riga-city/index.html"]
