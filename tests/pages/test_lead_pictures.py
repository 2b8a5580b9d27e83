"""Lead pictures: made in several sizes, without what cameras write into them; what cannot be used is told."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from publishing import built, run_build
from sample_folder import Folder

PRIZE = "content/news/prize.md"
FILE = "content/news/opening.jpg"


def picture(width: int = 2000, height: int = 1200, form: str = "JPEG", **options: object) -> bytes:
    gradient = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    file = io.BytesIO()
    gradient.save(file, form, **options)
    return file.getvalue()


def name_picture(folder: Folder, file: str = "opening.jpg", alt: str = "  alt: Forty people\n") -> None:
    folder.edit(PRIZE, "cities:", f"image:\n  file: {file}\n{alt}cities:")


def test_a_page_offers_its_picture_in_sizes_without_place_and_camera(folder: Folder) -> None:
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    exif[0x0112] = 6  # lying on its side
    exif.get_ifd(0x8825)[1] = "N"
    folder.write(FILE, picture(exif=exif))
    name_picture(folder)
    site = built(folder)
    image = LexborHTMLParser((site / "news/prize/index.html").read_text("utf-8")).css_first(
        ".lead-picture img"
    )
    assert image.attributes["alt"] == "Forty people"
    assert (image.attributes["width"], image.attributes["height"]) == ("960", "1600")
    sizes = {}
    for version in (image.attributes["srcset"] or "").split(", "):
        address, width = version.split()
        with Image.open((site / "news/prize" / address).resolve()) as opened:
            assert not opened.getexif()
            assert not {"exif", "xmp", "icc_profile"} & opened.info.keys()
            sizes[width] = opened.size
    assert sizes == {"480w": (480, 800), "960w": (960, 1600), "1200w": (1200, 2000)}
    assert not (site / "news/opening.jpg").exists()


def test_the_same_picture_gives_the_same_bytes_from_the_cache_and_anew(folder: Folder) -> None:
    folder.write(FILE, picture())
    name_picture(folder)
    first = sorted((p.name, p.read_bytes()) for p in built(folder, "one").glob("news/prize/*.webp"))
    assert first == sorted((p.name, p.read_bytes()) for p in built(folder, "two").glob("news/prize/*.webp"))
    assert len(first) == 3


FAULTS: dict[str, tuple[Callable[[], bytes | None], str, str]] = {
    "no file": (lambda: None, "there is no file opening.jpg", "put the picture in the folder"),
    "40 megabytes": (
        lambda: picture() + os.urandom(40_000_000),
        "megabytes, at most 13 fit",
        "save it smaller",
    ),
    "a page that calls itself a picture": (lambda: b"<html>" * 500, "is no JPEG, PNG or WebP", "as JPEG"),
    "an empty file": (lambda: b"", "is no JPEG, PNG or WebP", "as JPEG"),
    "another format than the name says": (lambda: picture(form="PNG"), "is a PNG picture", "opening.png"),
    "a wall": (lambda: picture(10_000, 8_000), "10000 by 8000 points", "save it smaller"),
    "a bomb": (lambda: picture(20_000, 12_000), "far too many points", "save it smaller"),
    "a stamp": (lambda: picture(200, 100), "only 200 points wide", "at least 640"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_picture_that_cannot_be_used_is_told_before_anything_is_built(
    folder: Folder, fault: tuple[Callable[[], bytes | None], str, str]
) -> None:
    make, message, hint = fault
    data = make()
    if data is not None:
        folder.write(FILE, data)
    name_picture(folder)
    (problem,) = folder.check().problems
    assert (problem.code, problem.path, problem.field) == ("UTM521", PRIZE, "image.file")
    assert message in problem.message
    assert hint in problem.hint


def test_a_picture_that_breaks_off_stops_the_build_with_a_clear_problem(folder: Folder) -> None:
    folder.write(FILE, picture()[:20_000])
    name_picture(folder)
    done = run_build(folder)
    assert done.returncode == 1
    assert "content/news/prize.md:6:9: UTM521 image.file: it is broken" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_a_picture_without_words_is_told(folder: Folder) -> None:
    folder.write(FILE, picture())
    name_picture(folder, alt="")
    (problem,) = folder.check().problems
    assert (problem.code, problem.field) == ("UTM201", "image.alt")


@pytest.mark.parametrize("name", ["../events/opening.jpg", "/etc/passwd", "sub/opening.jpg"])
def test_a_picture_is_never_taken_from_elsewhere(folder: Folder, name: str) -> None:
    folder.write("content/events/opening.jpg", picture())
    name_picture(folder, name)
    assert folder.codes() == ["UTM521"]


def test_news_without_a_picture_has_none(folder: Folder) -> None:
    site = built(folder)
    assert not list(Path(site, "news").rglob("*.webp"))
    assert "lead-picture" not in (site / "news/prize/index.html").read_text("utf-8")
