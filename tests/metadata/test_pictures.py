"""The pictures that stand for records elsewhere."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from sample_folder import Folder
from utm_exchange.catalogue.plugin import theme_folder
from utm_exchange.formatting import formatter
from utm_exchange.metadata.card_words import Card, Headline, Outline, card_of
from utm_exchange.metadata.colours import read_colours
from utm_exchange.metadata.drawing import HEIGHT, WIDTH, can_draw, draw
from utm_exchange.metadata.lettering import broken, clusters, legible, lettering
from utm_exchange.metadata.pictures import Pictures
from utm_exchange.metadata.shapes import rings_of
from utm_exchange.records.vocabulary import vocabulary

STYLES = "\n".join(
    path.read_text("utf-8") for path in sorted((theme_folder() / "assets" / "styles").glob("*.css"))
)
COLOURS = read_colours(STYLES)
LAND = "m10 10 80 0 0 80-80 0zm20 20 0 40 40 0 0-40z"
CARD = Card(
    "Exchange",
    "Practice · Water",
    "Paying residents to grow city trees",
    "Freetown, Sierra Leone",
    "The city pays growers for each tree that lives.",
    "water",
    Headline("443,025 trees", "Trees alive at the final check, 2022", "Published", "result"),
    Outline(96, LAND, "", 20, 50),
)
HOSTILE = [
    "</script>" * 12,
    '"' * 120,
    "W" * 120,
    "i " * 60,
    "A\u202eb\u0000c",
    "Ọ́yọ́ Ğöİşű Ένα Київ Ţ",
    "🌳 Trees 🌳",
    "…",
    "a" * 40 + " " + "b" * 79,
]


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_a_picture_has_the_size_that_services_ask_for_and_is_light() -> None:
    data = draw(CARD, COLOURS)
    assert opened(data).size == (WIDTH, HEIGHT) == (1200, 630)
    assert len(data) <= 40_000


def test_the_same_card_gives_the_same_bytes_in_any_order() -> None:
    first = draw(CARD, COLOURS)
    draw(replace(CARD, title="Something else", sector="mobility"), COLOURS)
    assert draw(CARD, COLOURS) == first


@pytest.mark.parametrize("title", HOSTILE)
def test_any_title_gives_a_picture_that_stays_within_its_margins(title: str) -> None:
    card = replace(
        CARD,
        title=title,
        place=title,
        summary=title,
        headline=replace(CARD.headline, value=title, label=title) if CARD.headline else None,
    )
    image = opened(draw(card, COLOURS)).convert("RGB")
    paper = COLOURS.tokens["paper"]
    assert {colour for _count, colour in image.crop((1140, 0, WIDTH, HEIGHT)).getcolors()} == {paper}
    assert {colour for _count, colour in image.crop((28, 0, 80, HEIGHT)).getcolors()} == {paper}


def test_results_estimates_and_targets_do_not_look_alike() -> None:
    assert CARD.headline
    looks = {
        standing: draw(replace(CARD, headline=replace(CARD.headline, standing=standing)), COLOURS)
        for standing in ("result", "estimate", "target")
    }
    assert len(set(looks.values())) == 3


def test_a_title_in_letters_that_the_face_lacks_gets_no_picture_of_its_own() -> None:
    assert not can_draw(replace(CARD, title="تجربة المدينة"))
    assert not can_draw(replace(CARD, title="東京"))
    assert can_draw(replace(CARD, title="Ένα πάρκο, один парк, Çorlu"))
    assert can_draw(replace(CARD, title="🌳 Trees"))


def test_symbols_and_controls_that_cannot_be_drawn_are_left_out() -> None:
    face = lettering(28, 420)
    assert legible("🌳 Trees \u202eab\u200d", face) == "Trees ab"
    assert legible("東京", face) is None


def test_marks_stay_with_their_letters() -> None:
    assert clusters("Ọ́y") == ["Ọ\u0301", "y"]


def test_lines_are_of_about_the_same_length() -> None:
    face = lettering(48, 620)
    lines = broken("Paying residents to grow city trees and look after them", face, 900)
    widths = [face.width(line) for line in lines]
    assert max(widths) <= 900
    assert min(widths) > max(widths) / 2


def test_holes_in_a_country_stay_open() -> None:
    assert len(rings_of(LAND)) == 2
    image = opened(draw(CARD, COLOURS)).convert("RGB")
    land, hole = (
        image.getpixel((1128 - 160, 96 + 50)),
        image.getpixel((1128 - 160, 96 + 160)),
    )
    assert land != hole == COLOURS.tokens["paper"]


def test_every_sector_has_its_colour_from_the_theme() -> None:
    assert set(COLOURS.sectors) == set(vocabulary("sectors").terms)
    assert len(set(COLOURS.sectors.values())) == len(COLOURS.sectors)


def test_every_type_of_record_has_a_card(folder: Folder) -> None:
    catalogue = folder.catalogue()
    cards = {
        record.type_name: card_of(record, catalogue, formatter(), "Exchange")
        for record in catalogue.records.values()
    }
    assert all(card.title and card.kind for card in cards.values())
    assert cards["practice"].headline
    assert cards["practice"].place.endswith("Latvia")
    assert all(draw(card, COLOURS) for card in cards.values())


def test_a_second_build_draws_nothing_and_a_changed_card_one(tmp_path: Path) -> None:
    def build(card: Card) -> tuple[int, str]:
        pictures = Pictures(COLOURS, tmp_path / "cache")
        address = pictures.want("practices/trees", card)
        pictures.want("site", replace(CARD, title="Exchange", outline=None))
        pictures.write(tmp_path / "site")
        return pictures.drawn, address

    drawn, address = build(CARD)
    assert drawn == 2
    assert build(CARD) == (0, address)
    changed, other = build(replace(CARD, title="New"))
    assert changed == 1
    assert other.split("?")[0] == address.split("?")[0]
    assert other != address
    assert len(list((tmp_path / "cache").iterdir())) == 2
    assert (tmp_path / "site/assets/social/practices/trees.png").read_bytes() == draw(
        replace(CARD, title="New"), COLOURS
    )


def test_a_broken_off_build_leaves_no_half_picture(tmp_path: Path) -> None:
    pictures = Pictures(COLOURS, tmp_path / "cache")
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / f"{pictures.digest(CARD)}.png-1").write_bytes(b"half")
    pictures.want("a", CARD)
    pictures.write(tmp_path / "site")
    assert (tmp_path / "site/assets/social/a.png").read_bytes() == draw(CARD, COLOURS)
    assert [file.name for file in (tmp_path / "cache").iterdir()] == [f"{pictures.digest(CARD)}.png"]
