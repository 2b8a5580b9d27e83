"""Archives hold what was put into them, and the same content gives the same bytes."""

import datetime as dt
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from utm_exchange.offline.downloads.archives import packed, packed_file, read_copy, write_zip

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
    write_zip(target, files.items(), DAY, folder="copy")
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [f"copy/{name}" for name in files]
    assert read_copy(target) == files


def test_what_was_packed_before_gives_the_same_bytes(tmp_path):
    file = tmp_path / "page.html"
    file.write_bytes(b"<p>Trees and streets</p>" * 90)
    write_zip(tmp_path / "one.zip", [("page.html", file.read_bytes())], DAY)
    write_zip(tmp_path / "two.zip", [("page.html", packed_file(file))], DAY)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_text_is_packed_and_pictures_are_not():
    content = b"a" * 5000
    assert len(packed(content, "page.html").data) < 100
    assert packed(content, "picture.png").data == content


def test_the_first_file_of_a_book_is_not_packed_nor_marked(tmp_path):
    target = tmp_path / "book.epub"
    write_zip(target, [("mimetype", b"application/epub+zip"), ("a.xhtml", b"a" * 99)], DAY, stored="mimetype")
    # EPUB 3.3, "OCF ZIP container media type identification": readers look at these places for it.
    beginning = target.read_bytes()
    assert beginning[30:38] == b"mimetype"
    assert beginning[38:58] == b"application/epub+zip"
