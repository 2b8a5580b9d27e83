"""Synthetic profiles of cities."""

from __future__ import annotations

import datetime as dt
import random

from utm_exchange.synthetic.facts import (
    PRESENT,
    Facts,
    chance,
    ending,
    figure,
    frame,
    measures,
    read_on,
    sources,
    statement,
    terms,
)
from utm_exchange.synthetic.outline import CityName, Outline, several
from utm_exchange.synthetic.words import Prose

MEMBERS = 0.42
"""Share of the cities that are members; nearly all of them with their wave."""
_WAVES = {1: dt.date(2022, 11, 14), 2: dt.date(2023, 12, 12)}
_SMALLEST, _LARGEST = 8_000, 24_000_000


def city(outline: Outline, name: CityName) -> tuple[Facts, str]:
    """Return the facts of a city; it has no body."""
    rng = outline.rng(name)
    prose = Prose(rng, terms(rng, "sectors", 2))
    listed = sources(rng, prose, rng.choice((1, 2, 3, 4)))
    ids = [source["id"] for source in listed]
    people = min(_LARGEST, max(_SMALLEST, round(rng.lognormvariate(12.4, 1.2))))
    facts = frame(name, rng, prose)
    facts |= {
        "country": name.country.code,
        "location": {"lat": name.lat, "lon": name.lon},
        "population": {"value": people, "year": rng.randint(2018, PRESENT), "source": ids[0]}
        if chance(rng, 0.95)
        else None,
        "membership": _membership(rng, prose, ids) if chance(rng, MEMBERS) else None,
        "targets": [_target(rng, prose, ids) for _each in range(rng.choice((0, 1, 1, 2, 3)))],
        "inventories": _inventories(rng, people, ids),
    }
    return facts | _work(rng, prose, outline, ids) | _contact(rng, name) | ending(rng, listed), ""


def _membership(rng: random.Random, prose: Prose, ids: list[str]) -> Facts:
    wave = rng.choice((1, 1, 2))
    note = prose.phrase(5, 10) if chance(rng, 0.3) else None
    return {
        "wave": wave if chance(rng, 0.95) else None,
        "date": _WAVES[wave],
        "source": rng.choice(ids),
        "note": note,
    }


def _target(rng: random.Random, prose: Prose, ids: list[str]) -> Facts:
    kind = rng.choice(
        ("net-zero", "net-zero", "climate-neutral", "carbon-neutral", "reduction", "reduction", "renewable")
    )
    is_share = kind in {"reduction", "renewable"}
    return {
        "kind": kind,
        "target_year": rng.choice((2030, 2030, 2035, 2040, 2045, 2050, 2050)),
        "value": rng.randrange(20, 96, 5) if is_share else None,
        "unit": "%" if is_share else None,
        "base_year": rng.choice((1990, 2005, 2010, 2015)) if kind == "reduction" else None,
        "stated": rng.randint(2016, PRESENT),
        "text": prose.sentence() if chance(rng, 0.6) else None,
        "source": rng.choice(ids),
    }


def _inventories(rng: random.Random, people: int, ids: list[str]) -> list[Facts]:
    first = rng.randint(2015, 2021)
    each = rng.lognormvariate(1.3, 0.5)  # tonnes a head
    return [
        {
            "year": first + step,
            "value": round(people * each * 0.97**step),
            "unit": "tCO2e",
            "source": rng.choice(ids),
            "grade": rng.choice(("reported", "reported", "published", "estimate")),
            "method": rng.choice(("GPC BASIC", "GPC BASIC+", None)),
        }
        for step in range(rng.choice((0, 0, 1, 2, 4)))
    ]


def _work(rng: random.Random, prose: Prose, outline: Outline, ids: list[str]) -> Facts:
    """Return what the city plans, wants and needs."""
    plans = [
        {
            "title": prose.phrase(3, 7),
            "year": rng.randint(2015, PRESENT),
            "text": prose.sentence(),
            "source": rng.choice(ids),
        }
        for _each in range(rng.randint(0, 2))
    ]
    chosen = measures(rng, terms(rng, "sectors", 1), rng.choice((0, 1, 2, 3)))
    return {
        "plans": plans,
        "priorities": [statement(rng, prose, ids) for _each in range(rng.randint(0, 2))],
        "challenges": [statement(rng, prose, ids) for _each in range(rng.choice((0, 0, 1)))],
        "indicators": [figure(rng, prose, measure, ids, rng.randint(2015, 2023)) for measure in chosen],
        "needs": [need.slug for need in several(rng, outline.needs, rng.randint(0, 3))],
        "networks": [
            {
                "name": f"{prose.name()} Covenant",
                "since": rng.randint(2008, PRESENT),
                "source": rng.choice(ids),
            }
            for _each in range(rng.randint(0, 2))
        ],
        "reporting": [{"name": f"{prose.name()} Track", "year": read_on(rng).year, "source": rng.choice(ids)}]
        if chance(rng, 0.4)
        else [],
    }


def _contact(rng: random.Random, name: CityName) -> Facts:
    if not chance(rng, 0.3):
        return {}
    host = f"{name.slug}.example.org"
    return {
        "contact": {"name": "Climate office", "email": f"climate@{host}", "url": f"https://{host}/climate"}
    }
