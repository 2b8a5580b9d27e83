"""Synthetic events, news, funding, training and needs."""

from __future__ import annotations

import datetime as dt
import random

from utm_exchange.records.vocabulary import vocabulary
from utm_exchange.synthetic.facts import Facts, chance, ending, frame, party, sources, story, terms
from utm_exchange.synthetic.outline import DatedName, Name, Outline, several, some, some_day
from utm_exchange.synthetic.words import Prose

_LANGUAGES = ("en", "en", "en", "fr", "es", "uk", "pt", "ar")


def event(outline: Outline, name: DatedName) -> tuple[Facts, str]:
    """Return the facts and the body of an event."""
    rng = outline.rng(name)
    prose = Prose(rng, name.sectors)
    host = some(rng, outline.cities)
    facts = frame(name, rng, prose) | _time(rng, name.day, host.country.time_zone)
    sign_up = {
        "url": f"https://{prose.name().lower()}.example.org/register",
        "deadline": name.day - dt.timedelta(days=rng.randint(5, 40)),
        "note": prose.phrase(),
    }
    facts |= {
        "kind": rng.choice(list(vocabulary("event-kinds").terms)),
        "format": rng.choice(("in-person", "in-person", "online", "hybrid")),
        "status": rng.choice((*["confirmed"] * 18, "postponed", "cancelled")),
        "place": f"{host.title}, {prose.name()} Hall",
        "country": host.country.code,
        "cities": [
            city.slug for city in dict.fromkeys((host, *several(rng, outline.cities, rng.randint(0, 3))))
        ],
        "organisers": [party(rng, prose, outline, 0.6) for _each in range(rng.choice((1, 1, 2)))],
        "audience": prose.phrase(),
        "registration": sign_up if chance(rng, 0.4) else None,
        "pillars": terms(rng, "pillars", rng.choice((0, 1, 1))),
        "sectors": name.sectors,
        "outcomes": [prose.sentence() for _each in range(rng.randint(0, 3))],
        "related": [item.identity for item in outline.past(rng, outline.news, rng.choice((0, 1, 1)))],
    }
    return facts | ending(rng, sources(rng, prose, rng.choice((1, 1, 2)))), story(
        prose, rng, rng.randint(40, 160), [outline.practice(rng)]
    )


def _time(rng: random.Random, day: dt.date, zone: str) -> Facts:
    last = day + dt.timedelta(days=rng.choice((0, 0, 0, 1, 2)))
    if not chance(rng, 0.5):
        return {"start": day, "end": last if last > day else None}
    hour = rng.randint(8, 14)
    return {
        "start": f"{day} {hour:02}:30",
        "end": f"{last} {hour + rng.randint(1, 6):02}:00",
        "time_zone": zone,
    }


def news(outline: Outline, name: DatedName) -> tuple[Facts, str]:
    """Return the facts and the body of a news item."""
    rng = outline.rng(name)
    prose = Prose(rng, name.sectors)
    place = some(rng, outline.cities)
    facts = frame(name, rng, prose)
    facts |= {
        "date": name.day,
        "authors": [f"{prose.name()} {prose.name()}"] if chance(rng, 0.4) else [],
        "publisher": party(rng, prose, outline, 0.5),
        "place": place.title,
        "pillars": terms(rng, "pillars", rng.choice((0, 1, 2))),
        "sectors": name.sectors,
        "cities": [place.slug],
        "related": [
            outline.practice(rng).identity,
            *(item.identity for item in several(rng, outline.events, rng.choice((0, 1)))),
        ],
    }
    body = story(prose, rng, rng.randint(60, 220), [place, outline.practice(rng)])
    return facts | ending(rng, sources(rng, prose, rng.choice((1, 1, 2)))), body


def funding(outline: Outline, name: Name) -> tuple[Facts, str]:
    """Return the facts and the body of a call, fund or facility."""
    rng = outline.rng(name)
    prose = Prose(rng, name.sectors)
    listed = sources(rng, prose, rng.choice((1, 2)))
    opens = some_day(rng)
    close = [opens + dt.timedelta(days=60 + 90 * step) for step in range(rng.choice((0, 1, 1, 2)))]
    low = rng.randrange(20_000, 400_000, 10_000)
    amount = {
        "text": f"EUR {low:,} to {low * 5:,} a project",
        "low": low,
        "high": low * 5,
        "currency": "EUR",
        "source": listed[0]["id"],
    }
    facts = frame(name, rng, prose)
    facts |= {
        "provider": party(rng, prose, outline, 0.6),
        "offers": prose.line(),
        "who": prose.line(),
        "regions": terms(rng, "regions", rng.choice((0, 1, 1, 2))),
        "amount": amount if chance(rng, 0.7) else None,
        "opens": opens if close else None,
        "deadlines": [{"date": day, "label": prose.phrase(1, 3)} for day in close],
        "rolling": True if not close and chance(rng, 0.7) else None,
        "url": f"https://{prose.name().lower()}.example.org/call",
        "pillars": terms(rng, "pillars", 1),
        "stages": terms(rng, "stages", rng.choice((1, 2, 3))),
        "sectors": name.sectors if chance(rng, 0.6) else [],
    }
    return facts | ending(rng, listed), story(prose, rng, rng.randint(60, 180), [outline.practice(rng)])


def training(outline: Outline, name: Name) -> tuple[Facts, str]:
    """Return the facts and the body of a training."""
    rng = outline.rng(name)
    prose = Prose(rng, name.sectors)
    starts = some_day(rng)
    days = sorted(starts + dt.timedelta(days=rng.randint(0, 90)) for _each in range(rng.choice((0, 2, 4))))
    facts = frame(name, rng, prose)
    facts |= {
        "provider": party(rng, prose, outline, 0.6),
        "kind": rng.choice(list(vocabulary("training-kinds").terms)),
        "offers": prose.line(),
        "audience": prose.line(),
        "starts": starts,
        "ends": starts + dt.timedelta(days=90),
        "deadline": starts - dt.timedelta(days=30) if chance(rng, 0.5) else None,
        "sessions": [{"date": day, "title": prose.phrase()} for day in days],
        "materials": [{"title": prose.phrase(), "url": f"https://{prose.name().lower()}.example.org/slides"}]
        if chance(rng, 0.3)
        else [],
        "training_languages": list(dict.fromkeys(rng.choices(_LANGUAGES, k=2))),
        "cities": [city.slug for city in several(rng, outline.cities, rng.randint(0, 4))],
        "pillars": terms(rng, "pillars", 1),
        "stages": terms(rng, "stages", rng.choice((1, 2))),
        "sectors": name.sectors,
    }
    return facts | ending(rng, sources(rng, prose, rng.choice((1, 2)))), story(
        prose, rng, rng.randint(60, 180), [outline.practice(rng)]
    )


def need(outline: Outline, name: Name) -> tuple[Facts, str]:
    """Return the facts and the body of a research-and-innovation need."""
    rng = outline.rng(name)
    prose = Prose(rng, name.sectors)
    answers = dict.fromkeys(outline.practice(rng) for _each in range(rng.randint(0, 3)))
    facts = frame(name, rng, prose)
    facts |= {
        "theme": rng.choice(list(vocabulary("need-themes").terms)),
        "raised_by": prose.line(),
        "origin": prose.name(),
        "cities": [city.slug for city in several(rng, outline.cities, rng.randint(0, 4))],
        "stages": terms(rng, "stages", rng.choice((1, 2))),
        "sectors": name.sectors,
        "answers": [{"record": practice.identity, "how": prose.line()} for practice in answers],
    }
    return facts | ending(rng, sources(rng, prose, 1)), story(prose, rng, rng.randint(40, 140))
