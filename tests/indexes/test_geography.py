"""Outlines: the right country at the right place, and the borders that the site has chosen."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError

import pytest
from real_cities import real_cities

from utm_exchange.indexes import geography


def holders(lon: float, lat: float) -> set[str]:
    """Return the countries whose outline holds a point, by the even-odd rule over all rings."""
    here = geography.near(geography.Box(lon, lat, lon, lat))
    return {
        code
        for code in here
        if code and sum(geography.inside((lon, lat), ring) for ring in geography.outline(code)) % 2
    }


@pytest.mark.parametrize(
    ("place", "lon", "lat", "country"),
    [
        ("Paris, whose ISO_A2 is -99", 2.35, 48.85, "FR"),
        ("Oslo, whose ISO_A2 is -99", 10.75, 59.95, "NO"),
        ("Pristina, without an official code", 21.16, 42.67, "XK"),
        ("Taipei, whose ISO_A2 is CN-TW", 121.5, 25.0, "TW"),
        ("Réunion, part of France", 55.5, -21.1, "FR"),
        ("Singapore, a small one", 103.82, 1.36, "SG"),
        ("Maseru, in a hole of South Africa", 27.6, -29.5, "LS"),
    ],
)
def test_country_at(place, lon, lat, country):
    assert holders(lon, lat) == {country}, place


@pytest.mark.parametrize(
    ("place", "lon", "lat", "country"),
    [
        ("Crimea", 34.1, 45.3, "UA"),
        ("Donetsk", 37.8, 48.0, "UA"),
        ("Northern Cyprus", 33.3, 35.3, "CY"),
        ("Hargeisa", 44.06, 9.56, "SO"),
        ("Western Sahara", -13, 25, "EH"),
        ("Ramallah", 35.2, 31.9, "PS"),
    ],
)
def test_border_policy(place, lon, lat, country):
    """The documentation promises this; other data would break the promise."""
    assert holders(lon, lat) == {country}, place


def test_unknown_country_has_no_outline():
    assert geography.outline("ZZ") == ()
    assert geography.pieces("ZZ") == ()
    assert "ZZ" not in geography.countries()
    assert "" not in geography.countries()


def test_every_city_has_its_country():
    assert {city.country for city in real_cities()} <= geography.countries()


def test_dissolve_removes_a_shared_border_and_keeps_holes():
    left = ((0.0, 0.0), (0.0, 2.0), (1.0, 2.0), (1.0, 0.0))
    right = ((1.0, 0.0), (1.0, 2.0), (2.0, 2.0), (2.0, 0.0))
    hole = ((0.2, 0.2), (0.8, 0.2), (0.8, 0.8), (0.2, 0.8))
    rings = geography.dissolve((left, right, hole), 10)
    assert sorted(round(geography.area(ring), 6) for ring in rings) == [-4.0, 0.36]


def test_dissolve_joins_what_the_date_line_parted():
    east = ((179.0, 0.0), (179.0, 1.0), (180.0, 1.0), (180.0, 0.0))
    west = ((-180.0, 0.0), (-180.0, 1.0), (-179.0, 1.0), (-179.0, 0.0))
    (ring,) = geography.dissolve((east, west), 10)
    assert geography.area(ring) == pytest.approx(-2)
    assert geography.bounds(ring).east - geography.bounds(ring).west == pytest.approx(2)


def test_russia_is_one_mainland():
    main = geography.pieces("RU")[0].box
    assert main.east - main.west > 160  # from Pskov to beyond 180, without a jump
    assert main.east - main.west < 180


def test_south_africa_has_lesotho_as_a_hole():
    holes = [piece for piece in geography.pieces("ZA") if piece.land < 0]
    assert any(geography.inside((28.2, -29.5), piece.ring) for piece in holes)


def test_land_is_one_without_borders_and_without_antarctica():
    land = geography.land(4)
    assert min(lat for ring in land for _, lat in ring) > -60
    eurasia = max(land, key=lambda ring: -geography.area(ring))
    for lon, lat in ((2.35, 48.85), (116.4, 39.9), (28.0, -26.2)):
        assert geography.inside((lon, lat), eurasia)


def test_missing_package_is_named(monkeypatch):
    def missing(_name):
        raise PackageNotFoundError

    monkeypatch.setattr(geography, "distribution", missing)
    geography._layer.cache_clear()
    with pytest.raises(RuntimeError, match=geography.DISTRIBUTION):
        geography._layer()
    geography._layer.cache_clear()
