"""Synthetic practices."""

from __future__ import annotations

import random

from utm_exchange.synthetic.facts import (
    PRESENT,
    Facts,
    chance,
    ending,
    figure,
    frame,
    measures,
    party,
    read_on,
    sources,
    statement,
    story,
    terms,
)
from utm_exchange.synthetic.field_words import CO_BENEFITS
from utm_exchange.synthetic.outline import Name, Outline, PracticeName, several, some
from utm_exchange.synthetic.words import Prose

SHORTEST, LONGEST = 200, 450
"""Words of a practice's body."""
# Headings of the body with their share of its words, and the share of practices that have them.
_SECTIONS = (
    ("Challenge", 0.2, 1.0),
    ("What was done", 0.4, 1.0),
    ("Powers and governance", 0.1, 0.4),
    ("Who took part", 0.1, 0.5),
    ("Lessons", 0.15, 0.8),
    ("Limits", 0.1, 0.7),
    ("What it takes elsewhere", 0.15, 0.6),
)


def practice(outline: Outline, name: PracticeName) -> tuple[Facts, str]:
    """Return the facts and the body of a practice."""
    rng = outline.rng(name)
    prose = Prose(rng, name.sectors)
    listed = sources(rng, prose, rng.choice((2, 3, 3, 4, 5)))
    ids = [source["id"] for source in listed]
    facts = frame(name, rng, prose)
    facts |= {
        "cities": [city.slug for city in name.cities],
        "lead": f"City of {name.cities[0].title}" if chance(rng, 0.7) else party(rng, prose, outline, 0.5),
        "partners": [party(rng, prose, outline) for _each in range(rng.randint(0, 4))],
        "pillars": terms(rng, "pillars", rng.choice((1, 1, 2))),
        "stages": terms(rng, "stages", rng.choice((1, 1, 2))),
        "sectors": name.sectors,
        "scale": rng.choice(("building", "district", "district", "city", "city", "city", "metro", "region")),
    }
    facts |= _course(rng, prose, name, ids) | _surroundings(rng, prose, outline, ids)
    if name.withdrawn:
        facts["withdrawn"] = {
            "date": read_on(rng),
            "reason": prose.sentence(),
            "see": outline.practice(rng).identity,
        }
    return facts | ending(rng, listed), _body(rng, prose, outline, name)


def _course(rng: random.Random, prose: Prose, name: PracticeName, ids: list[str]) -> Facts:
    """Return what happened when, what came of it and what it cost."""
    status = rng.choice(("planned", *["running"] * 6, *["completed"] * 5, "stopped"))
    start = PRESENT + rng.randint(1, 2) if status == "planned" else rng.randint(2015, PRESENT - 1)
    over = status in {"completed", "stopped"}
    last = rng.randint(start, PRESENT) if over else start + rng.randint(2, 8)
    results = [
        figure(rng, prose, measure, ids, start) for measure in measures(rng, name.sectors, rng.randint(2, 5))
    ]
    cost = {
        "amount": int(10 ** rng.gauss(6.2, 0.8) / 1000 + 1) * 1000,
        "currency": name.cities[0].country.currency,
        "year": min(start, PRESENT),
        "covers": prose.phrase() if chance(rng, 0.5) else None,
        "source": rng.choice(ids),
        "grade": "estimate" if status == "planned" else "published",
    }
    return {
        "status": status,
        "start": start,
        "end": last if over or chance(rng, 0.3) else None,
        "results": results,
        "cost": cost if chance(rng, 0.5) else None,
    }


def _surroundings(rng: random.Random, prose: Prose, outline: Outline, ids: list[str]) -> Facts:
    """Return who paid, what else it is good for and where it was taken up."""
    taken_up = some(rng, outline.cities)
    reuse = {
        "place": taken_up.title,
        "city": taken_up.slug,
        "note": prose.sentence(),
        "source": rng.choice(ids),
    }
    return {
        "funding": [prose.phrase(3, 8) for _each in range(rng.randint(0, 3))],
        "needs": [need.slug for need in several(rng, outline.needs, rng.randint(0, 2))],
        "co_benefits": rng.sample(CO_BENEFITS, rng.randint(0, 4)),
        "sdgs": terms(rng, "sdgs", rng.randint(1, 5)),
        "reuse": [reuse] if chance(rng, 0.15) else [],
        "statements": [statement(rng, prose, ids)] if chance(rng, 0.2) else [],
    }


def _body(rng: random.Random, prose: Prose, outline: Outline, name: PracticeName) -> str:
    total = rng.triangular(SHORTEST, LONGEST)
    chosen = [(heading, share) for heading, share, kept in _SECTIONS if chance(rng, kept)]
    whole = sum(share for _heading, share in chosen)
    others = [
        other
        for other in (outline.practice(rng) for _each in range(rng.choice((0, 1, 1, 2))))
        if other != name
    ]
    parts = []
    for heading, share in chosen:
        mentions: list[Name] = [others.pop()] if others and heading != "Challenge" else []
        words = round(total * share / whole)
        text = (
            prose.bullets(max(2, words // 15))
            if heading == "Lessons"
            else story(prose, rng, words - 8, mentions)
        )
        parts.append(f"## {heading}\n\n{text}")
    return "\n\n".join(parts)
