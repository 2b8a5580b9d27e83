"""Archives hold what was put into them, and the same content gives the same bytes."""

import datetime as dt
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from utm_exchange.offline.downloads.archives import read_copy, write_zip
from utm_exchange.offline.downloads.packing import packed, packed_file

DAY = dt.date(2026, 11, 22)
NAMES = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/\\"), min_size=1, max_size=20
)
FILES = st.dictionaries(
    st.builds(lambda name, end: name + end, NAMES, st.sampled_from(["", ".html", ".png"])),
    st.binary(max_size=500),
)


@settings(max_examples=60, deadline=None)
@given(FILES)
def test_what_was_put_in_comes_out(tmp_path_factory, files):
    target = tmp_path_factory.mktemp("archive") / "copy.zip"
    for given_as in (files, {name: packed(content, name) for name, content in files.items()}):
        write_zip(target, given_as.items(), DAY, folder="copy")
        with zipfile.ZipFile(target) as archive:
            assert archive.testzip() is None
            assert archive.namelist() == [f"copy/{name}" for name in files]
        assert read_copy(target) == files


def test_a_file_on_disk_is_packed_as_its_content_is(tmp_path):
    file = tmp_path / "page.html"
    file.write_bytes(b"<p>Trees and streets</p>" * 90)
    assert packed_file(file) == packed(file.read_bytes(), "page.html")


def test_text_is_packed_and_pictures_are_not():
    content = b"a" * 5000
    assert len(packed(content, "page.html").data) < 100
    assert packed(content, "picture.png").data == content


def test_the_first_file_of_a_book_is_not_packed_nor_marked(tmp_path):
    target = tmp_path / "book.epub"
    write_zip(target, [("mimetype", b"application/epub+zip"), ("a.xhtml", b"a" * 99)], DAY)
    # EPUB 3.3, "OCF ZIP container media type identification": readers look at these places for it.
    beginning = target.read_bytes()
    assert beginning[30:38] == b"mimetype"
    assert beginning[38:58] == b"application/epub+zip"
