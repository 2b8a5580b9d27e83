"""Every link leads somewhere, and every record can be reached."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote, urlsplit

from site_fixture import Site


def resolved(page: str, href: str) -> str | None:
    """Return the file that a link inside the site leads to, None for links out of it."""
    parts = urlsplit(href)
    if parts.scheme or href.startswith("//"):
        return None
    path = unquote(parts.path)
    # Only the page for wrong addresses has links from the root: nobody knows where it is shown.
    folder = "" if path.startswith("/") else posixpath.dirname(page)
    target = posixpath.normpath(posixpath.join(folder, path.lstrip("/"))) if path else page
    if path.endswith("/") or path in {".", ".."} or target == ".":
        target = posixpath.join(target, "index.html")
    return target.removeprefix("./")


def links(site: Site, page: str) -> list[str]:
    return [
        value
        for node in site.pages[page].css("[href], [src]")
        for value in (node.attributes.get("href"), node.attributes.get("src"))
        if value
    ]


def test_every_internal_link_and_anchor_resolves(site: Site) -> None:
    ids = {
        name: {node.attributes.get("id") for node in page.css("[id]")} for name, page in site.pages.items()
    }
    broken = []
    for name in site.pages:
        for href in links(site, name):
            target = resolved(name, href)
            if target is None:
                continue
            anchor = urlsplit(href).fragment
            if not (site.folder / target).is_file() or (anchor and anchor not in ids[target]):
                broken.append(f"{name} -> {href}")
    assert broken == []


def test_every_link_inside_the_site_is_relative(site: Site) -> None:
    absolute = [
        f"{name} -> {href}"
        for name in site.pages
        if name != "404.html"
        for href in links(site, name)
        if href.startswith("/")
    ]
    assert absolute == []


def test_every_page_can_be_reached_from_the_home_page_by_links_alone(site: Site) -> None:
    seen = {"index.html"}
    queue = ["index.html"]
    while queue:
        page = queue.pop()
        for href in links(site, page):
            target = resolved(page, href)
            if target and target in site.pages and target not in seen:
                seen.add(target)
                queue.append(target)
    assert set(site.pages) - seen == {"404.html"}


def test_no_id_stands_twice_on_a_page(site: Site) -> None:
    twice = {}
    for name, page in site.pages.items():
        ids = [node.attributes.get("id") for node in page.css("[id]")]
        if doubled := {i for i in ids if ids.count(i) > 1}:
            twice[name] = doubled
    assert twice == {}
