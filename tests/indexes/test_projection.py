"""Projections against values of other programs, and cutting against what it promises."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utm_exchange.indexes import geography, projection

# geoEqualEarthRaw of d3-geo 3 (y upwards), and PROJ 9 by pyproj: +proj=eqearth +R=1
EQUAL_EARTH = [
    (0, 0, 0, 0),
    (180, 0, 2.7066299836960748, 0),
    (0, 90, 0, 1.3173627591574133),
    (180, 90, 1.6035886482840516, 1.3173627591574133),
    (37.6176, 55.7558, 0.4438475389191948, 1.0288875940336335),
    (-74.006, 40.7128, -0.9818614499858501, 0.7870642200491075),
    (151.2093, -33.8688, 2.087106438222146, -0.6646837767161223),
    (-179.5, -85, -1.6163886680475374, -1.3099478794260733),
    (179, 15, 2.647671083597, 0.302049072382),
    (0, -45, 0, -0.860231085522),
]

# PROJ 9 by pyproj: +proj=laea +lat_0=60 +lon_0=15 +R=1
AZIMUTHAL = [
    (15, 60, 0, 0),
    (30, 70, 0.088990189339, 0.184714087046),
    (-20, 35, -0.490885289573, -0.307502895975),
]


@pytest.mark.parametrize(("lon", "lat", "x", "y"), EQUAL_EARTH)
def test_equal_earth_agrees_with_d3_and_proj(lon, lat, x, y):
    assert projection.equal_earth(lon, lat) == pytest.approx((x, y), abs=1e-11)


def test_equal_earth_half_width_is_the_end_of_the_equator():
    assert projection.equal_earth(180, 0)[0] == pytest.approx(projection.EQUAL_EARTH_HALF_WIDTH)


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_equal_earth_is_symmetric_and_bounded(lon, lat):
    x, y = projection.equal_earth(lon, lat)
    assert projection.equal_earth(-lon, -lat) == pytest.approx((-x, -y))
    assert abs(x) <= projection.EQUAL_EARTH_HALF_WIDTH + 1e-12
    assert abs(y) <= 1.31737


@pytest.mark.parametrize(("lon", "lat", "x", "y"), AZIMUTHAL)
def test_azimuthal_agrees_with_proj(lon, lat, x, y):
    assert projection.azimuthal(lon, lat, (15, 60)) == pytest.approx((x, y), abs=1e-11)


@given(st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90))
def test_azimuthal_never_fails_even_opposite_the_centre(lon, lat, lon0, lat0):
    assert all(map(math.isfinite, projection.azimuthal(lon, lat, (lon0, lat0))))


@given(st.floats(-1000, 1000))
def test_wrap_keeps_the_meridian(lon):
    wrapped = projection.wrap(lon)
    assert -180 <= wrapped <= 180
    assert math.remainder(lon - wrapped, 360) == pytest.approx(0, abs=1e-9)


def test_cut_parts_what_lies_across_the_end_of_the_map():
    square = ((170.0, 10.0), (170.0, 0.0), (190.0, 0.0), (190.0, 10.0))
    west, east = sorted(projection.cut(square, 0), key=min)
    assert geography.bounds(west) == (-180, 0, -170, 10)
    assert geography.bounds(east) == (170, 0, 180, 10)
    assert geography.area(west) + geography.area(east) == pytest.approx(geography.area(square))


@given(st.floats(-400, 400), st.floats(-180, 180), st.floats(1, 300))
def test_cut_keeps_the_whole_area_within_the_map(west, meridian, width):
    ring = ((west, 0.0), (west, 10.0), (west + width, 10.0), (west + width, 0.0))
    parts = projection.cut(ring, meridian)
    assert sum(map(geography.area, parts)) == pytest.approx(geography.area(ring), rel=1e-9)
    assert all(-180 <= lon <= 180 for part in parts for lon, _ in part)


def test_clip_to_square_of_a_ring_outside_is_empty():
    assert projection.clip_to_square(((10.0, 10.0), (12.0, 10.0), (11.0, 12.0)), 0, 5) == ()
    assert projection.clip_to_square((), 0, 5) == ()
