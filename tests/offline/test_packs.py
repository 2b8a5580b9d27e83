"""Packs: what goes along with each, the same for the browser's packs and for the downloads."""

import re

import pytest

from utm_exchange.offline.packs import UnknownChoiceError, packs_of, pages_of, select

BUILT = (
    "",
    "about/",
    "about/design/",
    "about/evidence/",
    "browse/sector/nature-and-adaptation/",
    "browse/year/2015/",
    "cities/riga/",
    "cities/tartu/",
    "contribute/practice/",
    "guidance/assess/",
    "practices/",
    "practices/river-park/",
    "search/",
)


def test_there_is_everything_and_one_pack_per_pillar_sector_region_stage_and_city_with_records(folder):
    packs = {pack.id: pack for pack in packs_of(folder.catalogue())}
    assert next(iter(packs)) == "everything"
    assert {
        "pillar-research-and-innovation",
        "sector-nature-and-adaptation",
        "region-europe",
        "stage-implement",
        "city-riga",
        "city-tartu",
    } <= set(packs)
    assert "sector-food" not in packs
    assert [pack.kind for pack in packs.values()] == sorted(
        (pack.kind for pack in packs.values()),
        key=["everything", "pillar", "sector", "region", "stage", "city"].index,
    )
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in packs)


def test_everything_holds_every_record_that_is_seen(folder):
    catalogue = folder.catalogue()
    assert packs_of(catalogue)[0].records == tuple(catalogue.records)


def test_a_sector_holds_its_records_with_their_cities_and_the_guidance_beside_them(folder):
    pack = select(folder.catalogue(), sector=["nature-and-adaptation"])
    assert "practice:river-park" in pack.records
    assert {"city:riga", "guidance:assess"} <= set(pack.beside)
    assert not set(pack.records) & set(pack.beside)


def test_a_city_holds_itself_and_all_that_names_it(folder):
    pack = select(folder.catalogue(), city=["riga"])
    assert {"city:riga", "practice:river-park"} <= set(pack.records)
    assert "city:tartu" not in pack.records


def test_a_stage_holds_its_own_guidance(folder):
    assert "guidance:assess" in select(folder.catalogue(), stage=["assess"]).records


def test_a_selection_takes_any_value_within_a_kind_and_all_kinds_at_once(folder):
    catalogue = folder.catalogue()
    park = select(catalogue, city=["riga"], sector=["nature-and-adaptation"])
    assert "practice:river-park" in park.records
    assert "city:riga" not in park.records, "the city is in no sector; it comes along beside"
    assert "city:riga" in park.beside
    both = select(catalogue, city=["tartu", "riga"])
    assert {"city:riga", "city:tartu"} <= set(both.records)
    assert both.kind == "selection"


def test_the_order_of_asking_makes_no_other_pack_and_nothing_asked_is_everything(folder):
    catalogue = folder.catalogue()
    assert select(catalogue, city=["tartu", "riga"]) == select(catalogue, city=["riga", "tartu", "riga"])
    assert select(catalogue, city=["riga"]) == next(p for p in packs_of(catalogue) if p.id == "city-riga")
    assert select(catalogue) == packs_of(catalogue)[0]


@pytest.mark.parametrize(("kind", "value", "nearest"), [("city", "rigo", "riga"), ("sector", "food", "")])
def test_a_value_without_records_is_refused_with_the_nearest_one(folder, kind, value, nearest):
    with pytest.raises(UnknownChoiceError, match=value) as refused:
        select(folder.catalogue(), **{kind: [value]})
    assert refused.value.nearest == nearest
    assert nearest in str(refused.value)


def test_a_kind_that_does_not_exist_is_never_taken_for_everything(folder):
    with pytest.raises(TypeError, match="sektor"):
        select(folder.catalogue(), sektor=["water"])


def test_withdrawn_and_held_back_records_are_in_no_pack(folder):
    folder.edit(
        "content/practices/river-park.md",
        "title:",
        "withdrawn: {date: 2026-05-01, reason: The city asked for it.}\ntitle:",
    )
    folder.edit("content/needs/heat-finance.md", "title:", "embargo: 2026-07-01\ntitle:")
    catalogue = folder.catalogue()
    for pack in packs_of(catalogue):
        held = (*pack.records, *pack.beside)
        assert "practice:river-park" not in held
        assert "need:heat-finance" not in held
        assert "practices/river-park/" not in pages_of(pack, catalogue, BUILT)


def test_the_pages_of_a_pack_are_its_records_its_lists_and_what_goes_along(folder):
    catalogue = folder.catalogue()
    pages = pages_of(select(catalogue, sector=["nature-and-adaptation"]), catalogue, BUILT)
    assert set(BUILT) - set(pages) == {"about/design/", "browse/year/2015/", "cities/tartu/"}
    assert pages_of(select(catalogue), catalogue, BUILT) == tuple(sorted(BUILT))
