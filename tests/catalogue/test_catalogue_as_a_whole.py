"""The catalogue: references both ways, relations with reasons, cohorts and facets, the same whatever the order of files."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utm_exchange.catalogue.catalogue import build_catalogue
from utm_exchange.catalogue.references import references
from utm_exchange.catalogue.relations import OFFER_CAP, SIMILAR_CAP
from utm_exchange.crosslinks.links import link_identities
from utm_exchange.records.types import RECORD_TYPES, TYPES_BY_NAME
from utm_exchange.records.vocabulary import vocabulary

RIGA = "cities/riga.yaml"
PARK = "content/practices/river-park.md"
PRIZE = "content/news/prize.md"
NEED = "content/needs/heat-finance.md"
FUND = "content/funding/green-fund.md"
TODAY = dt.date(2026, 6, 1)


def related(catalogue, identity):
    record = catalogue.get(identity)
    return {
        relation.record.identity: relation.reason
        for relation in (*catalogue.named(record), *catalogue.similar(record))
    }


# --- References ---------------------------------------------------------------------------------


def test_a_reference_is_read_in_both_directions(folder):
    catalogue = folder.catalogue()
    assert related(catalogue, "practice:river-park")["city:riga"] == "where it was done"
    assert related(catalogue, "city:riga")["practice:river-park"] == "practice of this city"
    assert related(catalogue, "partner:green-network")["funding:green-fund"] == "offered by it"


def test_whatever_names_a_record_is_named_by_it(folder):
    catalogue = folder.catalogue()
    for record in catalogue.records.values():
        for reference in references(record):
            named = catalogue.get(reference.identity)
            assert record.identity in related(catalogue, named.identity)
            assert named.identity in related(catalogue, record.identity)


def test_a_link_in_the_text_is_a_reference(folder):
    folder.edit(PRIZE, "The jury said", "See [the network](partner:green-network). The jury said")
    catalogue = folder.catalogue()
    assert related(catalogue, "news:prize")["partner:green-network"] == "named in its text"
    assert related(catalogue, "partner:green-network")["news:prize"] == "names it in its text"


def test_two_records_are_related_once_however_often_they_name_each_other(folder):
    catalogue = folder.catalogue()
    need = catalogue.get("need:heat-finance")
    identities = [relation.record.identity for relation in catalogue.named(need)]
    assert len(identities) == len(set(identities))
    assert "practice:river-park" in identities


# --- What is not shown --------------------------------------------------------------------------


def test_a_withdrawn_record_keeps_its_page_and_is_in_no_list(folder):
    folder.edit(PARK, "scale:", "withdrawn:\n  date: 2026-05-01\n  reason: A mistake.\nscale:")
    catalogue = folder.catalogue()
    assert catalogue.get("practice:river-park")
    assert catalogue.listed("practice") == ()
    assert all("practice:river-park" not in related(catalogue, identity) for identity in catalogue.records)
    shown = [
        record
        for values in catalogue.facets.values()
        for value in values
        for records in value.records.values()
        for record in records
    ]
    assert "practice:river-park" not in {record.identity for record in shown}


def test_news_of_tomorrow_is_held_back_and_links_to_it_are_plain(folder):
    folder.edit(PRIZE, "date: 2026-04-02", "date: 2026-06-02")
    folder.edit(
        NEED, "accessed: 2026-05-01\n---\n", "accessed: 2026-05-01\n---\n\nRead [the news](news:prize).\n"
    )
    catalogue = folder.catalogue()
    assert catalogue.get("news:prize") is None
    assert all("news:prize" not in related(catalogue, identity) for identity in catalogue.records)
    assert (
        link_identities(catalogue.get("need:heat-finance").body, "needs/heat-finance.md", catalogue).strip()
        == "Read the news."
    )


def test_news_of_today_is_shown(folder):
    folder.edit(PRIZE, "date: 2026-04-02", "date: 2026-06-01")
    assert folder.catalogue().get("news:prize")


# --- Relations ----------------------------------------------------------------------------------


def attached(type_name, slug, **fields):
    record = TYPES_BY_NAME[type_name].model_validate({"title": slug, "summary": slug, **fields})
    record.attach(slug, "", None)
    return record


def city(slug, country="LV", **fields):
    return attached("city", slug, country=country, location={"lat": "1", "lon": "1"}, **fields)


def practice(slug, sectors, stages, cities=("riga",)):
    return attached(
        "practice",
        slug,
        cities=list(cities),
        lead="x",
        pillars=["capacity-and-funding"],
        stages=list(stages),
        sectors=list(sectors),
        scale="city",
        status="running",
    )


def offer(slug, stages, **fields):
    return attached(
        "funding",
        slug,
        provider="x",
        offers="x",
        who="x",
        pillars=["capacity-and-funding"],
        stages=list(stages),
        **fields,
    )


SECTORS = [term.id for term in vocabulary("sectors")]
STAGES = [term.id for term in vocabulary("stages")]
some_sectors = st.lists(st.sampled_from(SECTORS), min_size=1, max_size=3, unique=True)
some_stages = st.lists(st.sampled_from(STAGES), min_size=1, max_size=3, unique=True)


@st.composite
def many_records(draw):
    tags = draw(st.lists(st.tuples(some_sectors, some_stages), min_size=2, max_size=14))
    practices = [practice(f"p{number}", *tag) for number, tag in enumerate(tags)]
    offers = [
        offer(f"f{number}", stages, rolling="yes")
        for number, stages in enumerate(draw(st.lists(some_stages, max_size=6)))
    ]
    return [city("riga"), *practices, *offers]


@settings(deadline=None, max_examples=60)
@given(many_records(), st.randoms(use_true_random=False))
def test_relations_have_reasons_and_caps_and_do_not_depend_on_the_order_of_files(records, chance):
    catalogue = build_catalogue(records, TODAY)
    shuffled = build_catalogue(chance.sample(records, len(records)), TODAY)
    for record in catalogue.records.values():
        similar = catalogue.similar(record)
        assert all(relation.reason.strip() and "{" not in relation.reason for relation in similar)
        assert record.identity not in {relation.record.identity for relation in similar}
        of = [relation.record.type_name for relation in similar]
        assert of.count("practice") <= SIMILAR_CAP
        assert record.type_name != "practice" or of.count("funding") <= OFFER_CAP
        assert similar == shuffled.similar(record)


def test_closer_practices_come_first():
    there = practice("there", ["mobility", "food"], ["plan"])
    near = practice("near", ["mobility", "food"], ["plan"])
    far = practice("far", ["mobility"], ["plan"])
    stranger = practice("stranger", ["water"], ["plan"])
    catalogue = build_catalogue([far, stranger, there, near, city("riga")], TODAY)
    assert [relation.record.slug for relation in catalogue.similar(there, "practice")] == ["near", "far"]


def test_funding_is_offered_only_where_it_can_be_had():
    mine = practice("mine", ["mobility"], ["plan"])
    offers = [
        offer("fits", ["plan"], rolling="yes"),
        offer("other-stage", ["scale"], rolling="yes"),
        offer("other-sector", ["plan"], rolling="yes", sectors=["water"]),
        offer("other-region", ["plan"], rolling="yes", regions=["oceania"]),
        offer("over", ["plan"], deadlines=[{"date": "2026-05-31"}]),
    ]
    catalogue = build_catalogue([mine, city("riga"), *offers], TODAY)
    (relation,) = catalogue.similar(mine, "funding")
    assert relation.record.slug == "fits"
    assert relation.reason.startswith("pays for this stage")


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"deadlines": [{"date": "2026-05-31"}]}, "closed"),
        ({"deadlines": [{"date": "2026-05-31"}, {"date": "2026-06-01"}]}, "open"),
        ({"deadlines": [{"date": "2026-06"}]}, "open"),
        ({"opens": "2026-06-02", "deadlines": [{"date": "2026-07"}]}, "upcoming"),
        ({"rolling": "yes"}, "rolling"),
        ({"rolling": "yes", "ended": "yes"}, "closed"),
        ({}, "unknown"),
    ],
)
def test_whether_a_call_is_open_follows_from_its_dates(fields, state):
    assert offer("call", ["plan"], **fields).state(TODAY) == state


# --- Order --------------------------------------------------------------------------------------


def test_the_order_of_files_changes_nothing(folder):
    records = folder.check().records
    catalogue = folder.catalogue()
    shuffled = build_catalogue(reversed(records), TODAY)
    assert list(catalogue.records) == list(shuffled.records)
    assert repr(catalogue.facets) == repr(shuffled.facets)
    assert catalogue.cohort == shuffled.cohort
    for identity in catalogue.records:
        assert list(related(catalogue, identity)) == list(related(shuffled, identity))


def test_neighbours_lead_through_every_listed_record_of_a_type_and_back():
    practices = [practice(name, ["mobility"], ["plan"]) for name in ("c", "a", "d", "b")]
    catalogue = build_catalogue([*practices, city("riga")], TODAY)
    walked, here = [], catalogue.get("practice:a")
    while here:
        walked.append(here.slug)
        _before, after = catalogue.neighbours(here)
        assert after is None or catalogue.neighbours(after)[0] is here
        here = after
    assert walked == ["a", "b", "c", "d"]


# --- Cohort -------------------------------------------------------------------------------------


def member(slug, wave=None, **fields):
    membership = {"source": "utm"} | ({"wave": str(wave)} if wave else {})
    return city(slug, membership=membership, **fields)


COUNTRIES = st.sampled_from(["LV", "KE", "BR", "JP", "NZ"])
one_city = st.tuples(
    st.sampled_from([None, 0, 1, 2]),
    COUNTRIES,
    st.none() | st.integers(0, 20_000_000),
    st.none() | st.integers(2030, 2060),
)


@st.composite
def some_cities(draw):
    found = []
    for number, (wave, country, people, year) in enumerate(draw(st.lists(one_city, max_size=12))):
        fields = {"country": country}
        if people is not None:
            fields["population"] = {"value": str(people), "source": "s"}
        if year:
            fields["targets"] = [{"kind": "net-zero", "target_year": str(year), "source": "s"}]
        found.append(city(f"c{number}", **fields) if wave is None else member(f"c{number}", wave, **fields))
    return found


@settings(deadline=None, max_examples=60)
@given(some_cities())
def test_members_and_contributing_cities_are_never_mixed_and_none_is_lost(cities):
    cohort = build_catalogue(cities, TODAY).cohort
    assert {c.slug for c in cohort.members} == {c.slug for c in cities if c.membership}
    assert {c.slug for c in cohort.contributing} == {c.slug for c in cities if not c.membership}
    for kind, groups in cohort.groups.items():
        grouped = [c.slug for group in groups for c in group.members]
        assert sorted(grouped) == sorted(c.slug for c in cohort.members), kind
        beside = [c.slug for group in groups for c in group.contributing]
        assert sorted(beside) == ([] if kind == "wave" else sorted(c.slug for c in cohort.contributing))


def test_waves_are_numbered_and_an_unknown_one_is_said_to_be_unknown():
    cities = [member("a", 2), member("b", 1), member("c"), city("d")]
    waves = build_catalogue(cities, TODAY).cohort.groups["wave"]
    assert [(wave.label, [c.slug for c in wave.members]) for wave in waves] == [
        ("Wave 1", ["b"]),
        ("Wave 2", ["a"]),
        ("Wave not reported", ["c"]),
    ]


def test_a_withdrawn_city_is_in_no_cohort():
    gone = member("gone", 1, withdrawn={"date": "2026-05-01", "reason": "x"})
    cohort = build_catalogue([gone], TODAY).cohort
    assert (cohort.members, cohort.contributing) == ((), ())


def test_the_target_year_of_a_city_is_that_of_its_earliest_target_in_force():
    targets = [
        {"kind": "reduction", "target_year": "2025", "value": "5", "unit": "%", "source": "s"},
        {"kind": "net-zero", "target_year": "2030", "source": "s", "superseded": "given up"},
        {"kind": "net-zero", "target_year": "2050", "source": "s"},
        {"kind": "climate-neutral", "target_year": "2040", "source": "s"},
    ]
    groups = build_catalogue([member("a", 1, targets=targets)], TODAY).cohort.groups["target-year"]
    assert [group.id for group in groups] == ["2040"]


# --- Facets -------------------------------------------------------------------------------------


def counts(catalogue, facet):
    return {value.id: value.count for value in catalogue.facets[facet]}


def test_facets_count_the_records_that_have_a_value(folder):
    catalogue = folder.catalogue()
    assert counts(catalogue, "stage") == {"implement": 3}
    assert counts(catalogue, "status") == {"completed": 1}
    assert counts(catalogue, "country")["EE"] == 2
    assert counts(catalogue, "year") == {"2026": 3, "2015": 1}


@settings(deadline=None, max_examples=60)
@given(many_records())
def test_every_value_of_a_facet_lists_just_the_records_that_have_it(records):
    catalogue = build_catalogue(records, TODAY)
    for sector in catalogue.facets["sector"]:
        having = {record.identity for record in records if sector.id in getattr(record, "sectors", ())}
        assert {record.identity for found in sector.records.values() for record in found} == having
        assert sector.count == len(having)


def test_a_practice_has_the_country_region_and_size_of_its_cities(folder):
    catalogue = folder.catalogue()
    park = catalogue.get("practice:river-park")
    for facet, value in (("country", "LV"), ("region", "europe")):
        (found,) = [v for v in catalogue.facets[facet] if v.id == value]
        assert park in found.records["practice"]
    assert park in catalogue.facets["size"][0].records["practice"]


def test_types_are_listed_in_one_fixed_order(folder):
    seen = list(dict.fromkeys(record.type_name for record in folder.catalogue().records.values()))
    assert seen == [record_type.type_name for record_type in RECORD_TYPES]
