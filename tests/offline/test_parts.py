"""Parts: pages without what they share, in files named by their content, the same for the same pages."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from offline_fixture import EVENT, PARK

from utm_exchange.offline.fragments import Cutter, Shell, digest, way_to_root, whole
from utm_exchange.offline.holdings import BUDGET
from utm_exchange.offline.parts import groups_of, parts_of
from utm_exchange.offline.reading import read_site

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="color-scheme" content="light dark"><link rel="stylesheet" href="{root}assets/site.css">
<script src="{root}assets/site.js" defer></script>
</head><body>
<a class="skip" href="#main">Skip</a><nav><a href="{root}practices/">Practices</a></nav><main id="main">
<p>{text}</p><a href="{root}cities/riga/">Riga</a>
</main>
  <footer class="site-footer"><p data-address="Address: {title}">Day</p></footer>
</html>
"""
FILES = {"assets/site.css": "0123456789abcdef", "assets/site.js": "fedcba9876543210"}


def page(address: str, text: str = "Text.") -> str:
    return PAGE.format(title=f"Page {address}", root=way_to_root(address), text=text)


def test_two_pages_share_their_head_header_and_footer_whatever_their_depth() -> None:
    cutter = Cutter(FILES)
    for address in ("practices/a/", "browse/year/2020/"):
        cutter.cut(page(address), address)
    assert sorted({name.partition("@")[0] for name in cutter.blocks}) == [
        "foot",
        "footer",
        "head",
        "header",
        "top",
    ]
    assert len(cutter.blocks) == 5


def test_a_page_comes_back_with_its_edition_and_the_digests_of_its_files() -> None:
    cutter = Cutter(FILES)
    fragment = cutter.cut(page("practices/a/"), "practices/a/")
    html = whole(fragment, Shell("2026-06-01.0123456789abcdef", FILES, cutter.blocks), "practices/a/")
    expected = page("practices/a/").replace("site.css", "site.css?v=0123456789abcdef")
    expected = expected.replace("site.js", "site.js?v=fedcba9876543210")
    meta = '<meta name="utm-edition" content="2026-06-01.0123456789abcdef">\n  <title>'
    assert html == expected.replace("<title>", meta)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Co"])))
def test_no_text_gets_lost_between_taking_apart_and_putting_together(text: str) -> None:
    cutter = Cutter(())
    fragment = cutter.cut(page("a/b/", text), "a/b/")
    html = whole(fragment, Shell("E", {}, cutter.blocks), "a/b/")
    assert html.replace('<meta name="utm-edition" content="E">\n  ', "", 1) == page("a/b/", text)


def test_a_page_of_another_theme_stays_as_it_is() -> None:
    html = '<html><body><main id="main">Words</main></body></html>'
    cutter = Cutter(FILES)
    assert whole(cutter.cut(html, "a/"), Shell("E", FILES, cutter.blocks), "a/") == html


def test_pages_of_the_same_packs_go_together_and_each_is_in_one_part() -> None:
    entries = {f"{name}/": ("", name * 10) for name in "abcdef"}
    holders = {"a/": ["x"], "b/": ["x", "y"], "c/": ["y", "x"], "d/": ["x"], "e/": []}
    groups = groups_of(holders)
    assert sorted(groups) == [("a/", "d/"), ("b/", "c/")]
    for group in groups:
        for part, data in parts_of(group, lambda key: json.dumps(entries[key])):
            assert part.keys == group
            assert json.loads(data) == {key: list(entries[key]) for key in group}
            assert (part.digest, part.size) == (digest(data), len(data))


def test_a_changed_page_changes_one_part_only() -> None:
    texts = {f"{number}/": f'"{str(number) * 3000}"' for number in range(100)}

    def parts(entries: dict[str, str]) -> set[str]:
        made = [part for part, _data in parts_of(tuple(sorted(entries)), entries.__getitem__)]
        assert all(part.size < 100_000 for part in made)
        return {part.digest for part in made}

    before, after = parts(texts), parts({**texts, "50/": f'"{"new" * 1500}"'})
    assert len(before) > 3
    assert len(after - before) <= 2


def test_the_same_site_gives_the_same_packs_wherever_it_stands(
    editions: tuple[Path, Path], tmp_path: Path
) -> None:
    elsewhere = shutil.copytree(editions[0], tmp_path / "elsewhere")
    one, two = read_site(editions[0]), read_site(elsewhere)
    assert one.pages == two.pages
    assert one.blocks == two.blocks


def test_the_shell_keeps_to_its_budget(editions: tuple[Path, Path]) -> None:
    assert BUDGET < 300_000
    worker = (editions[0] / "sw.js").read_text("utf-8")
    assert worker.startswith("/* Edition 2026-06-01.")
    assert "practices/" in worker
    assert PARK not in worker
    assert EVENT not in worker
