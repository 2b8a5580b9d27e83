"""The typeface: small files that hold what the site writes, under a name that its licence allows."""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from utm_exchange.appearance import typeface
from utm_exchange.appearance.font_cache import font_files

ROOT = Path(__file__).parents[2]
LIMIT = 30_000


@pytest.fixture(scope="session")
def cut():
    return font_files(ROOT / ".cache" / "fonts")


def font(content):
    return TTFont(io.BytesIO(content))


@pytest.mark.parametrize("script", typeface.SCRIPTS)
def test_a_file_is_small_and_keeps_licence_and_copyright_under_a_name_of_its_own(cut, script):
    content = cut[f"{script}.woff2"]
    assert len(content) <= LIMIT
    names = font(content)["name"]
    assert names.getDebugName(1) == "Exchange Serif"
    assert not any("Source" in str(names.getDebugName(number)) for number in (1, 4, 6, 16))
    assert "Adobe" in names.getDebugName(0)
    assert "SIL Open Font License" in names.getDebugName(13)


def test_no_letter_is_in_two_files():
    ranges = [typeface.letters(ranges) for ranges in typeface.SCRIPTS.values()]
    assert sum(map(len, ranges)) == len(frozenset().union(*ranges))


@pytest.mark.parametrize(
    ("script", "text"),
    [
        ("latin", "What cities did, 1.46 billion · 80% – “CO₂” ’ÀÉÎÕÜßçñø €£"),
        ("latin-extended", "ĞğİŞşŁłőřŽžąęĆ"),
        ("greek", "ΑθήναΘΕΣΣΑΛΟΝΊΚΗ"),
        ("cyrillic", "ЛьвівЖитомирҐґЇїЁё"),
    ],
)
def test_a_file_has_the_letters_of_its_script(cut, script, text):
    has = font(cut[f"{script}.woff2"]).getBestCmap()
    assert [letter for letter in text if ord(letter) not in has] == []
    assert {ord(letter) for letter in text} <= typeface.letters(typeface.SCRIPTS[script])


def test_what_records_are_called_can_be_set(cut):
    """Every letter of these scripts in a title of the catalogue is in the file that its range promises."""
    text = {
        letter
        for folder in ("content", "cities")
        for file in (ROOT / folder).rglob("*.[my][da]*")
        for line in file.read_text("utf-8").splitlines()
        if line.startswith(("title:", "name:", "# ", "## "))
        for letter in line
    }
    for script, ranges in typeface.SCRIPTS.items():
        has = font(cut[f"{script}.woff2"]).getBestCmap()
        missing = {letter for letter in text if ord(letter) in typeface.letters(ranges)} - {
            chr(code) for code in has
        }
        assert {letter for letter in missing if letter.isalnum()} == set(), script


def test_stand_ins_are_set_to_the_measures_of_the_face(cut):
    faces = cut["faces.css"].decode()
    assert faces.count("size-adjust") == faces.count("ascent-override") == 3
    assert faces.count("font-display: swap") == len(typeface.SCRIPTS)


def test_cutting_again_gives_the_same_bytes_and_the_cache_is_used(cut, tmp_path):
    """In another process, with another hash seed."""
    code = f"from pathlib import Path; from utm_exchange.appearance.font_cache import font_files; font_files(Path({str(tmp_path)!r}))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (kept,) = tmp_path.iterdir()
    assert {file.name: file.read_bytes() for file in kept.iterdir()} == cut
    shutil.copyfile(kept / "greek.woff2", kept / "latin.woff2")
    assert font_files(tmp_path)["latin.woff2"] == cut["greek.woff2"]
