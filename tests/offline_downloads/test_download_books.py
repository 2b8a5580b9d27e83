"""Books: EPUBs that the EPUB checker accepts, PDFs that people with and without eyes can find their way in."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pypdf
import pytest
from downloads_fixture import Published, entries

from needed_programs import needed

STAGES = ("commit", "assess", "plan", "implement", "monitor", "scale")


def checked(file: Path) -> subprocess.CompletedProcess[str]:
    """Run epubcheck; Debian's program is a Java archive."""
    program = needed("epubcheck")
    archive = zipfile.is_zipfile(program)
    command = ["java", "-jar", program] if archive else [program]
    return subprocess.run(
        [*command, "--failonwarnings", str(file)], check=False, capture_output=True, text=True, timeout=300
    )


@pytest.mark.parametrize("of", ["guidance", "everything"])
def test_epubcheck_has_nothing_to_say(published: Published, of: str) -> None:
    done = checked(published.file("epub", of))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 errors / 0 warnings" in done.stdout + done.stderr


def test_an_epub_says_what_it_is(published: Published) -> None:
    book = entries(published.file("epub", "guidance"))
    assert next(iter(book)) == "mimetype"
    package = book["book/package.opf"].decode()
    for part in (
        "<dc:language>en</dc:language>",
        "Creative Commons Attribution 4.0 International",
        '<meta property="dcterms:modified">2026-11-22T00:00:00Z</meta>',
        'properties="cover-image"',
        "schema:accessibilityFeature",
    ):
        assert part in package
    assert "edition of 22 November 2026" in book["book/about.xhtml"].decode()


def test_an_epub_of_everything_has_every_record_in_its_contents(published: Published) -> None:
    book = entries(published.file("epub", "everything"))
    listed = set(re.findall(r'href="([a-z-]+--[^"#]+\.xhtml)"', book["book/nav.xhtml"].decode()))
    chapters = {name.removeprefix("book/") for name in book if "--" in name}
    pages = {
        f"{section}--{page.parent.name}.xhtml"
        for section in ("practices", "cities", "events", "news", "funding", "training", "needs", "alliance", "voices", "guidance")
        for page in published.site.glob(f"{section}/*/index.html")
        if 'http-equiv="refresh"' not in page.read_text("utf-8")
    }  # fmt: skip
    assert listed == chapters
    assert chapters <= pages
    assert len(pages - chapters) <= 5, "only withdrawn records and pages of lists are no chapters"


@pytest.mark.parametrize("of", ["guidance", "guidance-plan"])
def test_a_pdf_has_bookmarks_tags_page_numbers_and_its_facts(published: Published, of: str) -> None:
    reader = pypdf.PdfReader(published.file("pdf", of))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert {"/H1", "/H2", "/P", "/L", "/Link"} <= kinds_of(root["/StructTreeRoot"])
    assert reader.metadata is not None
    assert reader.metadata.title
    assert b'pdfuaid:part="1"' in reader.xmp_metadata.stream.get_data()  # type: ignore[union-attr]
    total = len(reader.pages)
    for number, page in enumerate(reader.pages[1:], 2):
        assert f"{number} / {total}" in page.extract_text().splitlines()[-2:][0] + page.extract_text()[-60:]
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert len(titles) >= (len(STAGES) if of == "guidance" else 1)
    assert any(isinstance(entry, list) for entry in reader.outline), "chapters have their parts below them"


def kinds_of(node: Any) -> set[str]:
    """Return the kinds of all elements below a node of the structure tree."""
    found = {str(node["/S"])} if "/S" in node else set()
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        child = child.get_object() if hasattr(child, "get_object") else child  # noqa: PLW2901
        if isinstance(child, dict):
            found |= kinds_of(child)
    return found


def test_there_is_a_pdf_of_each_stage_and_of_the_whole(published: Published) -> None:
    made = {file.name for file in published.files("pdf")}
    assert made == {
        f"urban-transitions-exchange-guidance{of}.pdf" for of in ("", *(f"-{stage}" for stage in STAGES))
    }


def test_the_handbook_names_the_page_of_each_chapter(published: Published) -> None:
    reader = pypdf.PdfReader(published.file("pdf", "guidance"))
    contents = reader.pages[1].extract_text()
    for entry in [entry for entry in reader.outline if not isinstance(entry, list)][1:]:
        number = (reader.get_destination_page_number(entry) or 0) + 1
        assert re.search(rf"{re.escape(entry.title or '')}[\s.]*{number}\b", contents), entry.title


def test_sources_are_named_with_their_addresses_on_paper(published: Published) -> None:
    text = "".join(
        page.extract_text() for page in pypdf.PdfReader(published.file("pdf", "guidance-plan")).pages
    )
    assert "globalcovenantofmayors.org/journey/" in text.replace("\n", "")
