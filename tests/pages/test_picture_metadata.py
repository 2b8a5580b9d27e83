"""Pictures go out without what cameras write into them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from utm_exchange.pages.picture_metadata import without_metadata

GPS, ORIENTATION, COMMENT = 0x8825, 0x0112, "taken at home"


def picture(path: Path, *, turned: bool = False, told: bool = True) -> Path:
    exif = Image.Exif()
    if told:
        exif[0x010F] = "A camera"
        exif.get_ifd(GPS)[2] = (56.0, 57.0, 0.0)
        if turned:
            exif[ORIENTATION] = 6
    drawn = Image.new("RGB", (40, 20), "red")
    drawn.save(path, **({"exif": exif} if told else {}))
    return path


@pytest.mark.parametrize("ending", [".jpg", ".png", ".webp"])
def test_place_and_camera_go(tmp_path: Path, ending: str) -> None:
    file = picture(tmp_path / f"a{ending}")
    with Image.open(file) as before:
        assert before.getexif().get_ifd(GPS)
    data = without_metadata(file)
    assert data
    file.write_bytes(data)
    with Image.open(file) as after:
        assert not after.getexif()
        assert after.size == (40, 20)
        assert after.convert("RGB").getpixel((20, 10)) == pytest.approx((254, 0, 0), abs=3)
    assert b"A camera" not in data


def test_a_picture_that_the_camera_turned_stays_upright(tmp_path: Path) -> None:
    file = picture(tmp_path / "a.jpg", turned=True)
    file.write_bytes(without_metadata(file) or b"")
    with Image.open(file) as after:
        assert after.size == (20, 40)


def test_a_picture_that_tells_nothing_stays_byte_for_byte(tmp_path: Path) -> None:
    assert without_metadata(picture(tmp_path / "a.jpg", told=False)) is None
