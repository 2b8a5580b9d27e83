"""The outline of a synthetic catalogue: who is in it, before anything is written about anybody.

Every record can therefore name any other, and each name resolves.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from utm_exchange.records.vocabulary import vocabulary
from utm_exchange.synthetic.field_words import BODIES, GROUPS, TOPICS
from utm_exchange.synthetic.places import Country, city_name, point_in, some_country
from utm_exchange.synthetic.words import Prose

SHARES = {
    "practice": 0.50,
    "city": 0.175,
    "event": 0.10,
    "news": 0.10,
    "need": 0.04,
    "funding": 0.03,
    "training": 0.03,
    "partner": 0.02,
    "voice": 0.005,
}
"""Share of each record type beside guidance, which has one page per stage."""
WITHDRAWN_EVERY = 150
"""One practice in so many was taken back."""
SKEW = 1.4
"""How much the first of a list are named oftener than the last: 1 is not at all."""
FIRST_DAY, LAST_DAY = dt.date(2015, 1, 1), dt.date(2027, 12, 31)
NAMED_UNTIL = dt.date(2026, 1, 1)
"""Later news is named by no other record: it may still be held back."""

Named = TypeVar("Named", bound="Name")


@dataclass(frozen=True, slots=True)
class Name:
    """A record before it is written: its file name and its title."""

    type: str
    slug: str
    title: str
    sectors: tuple[str, ...] = ()
    withdrawn: bool = False

    @property
    def identity(self) -> str:
        """``type:slug``."""
        return f"{self.type}:{self.slug}"

    @property
    def link(self) -> str:
        """A link by identity in Markdown."""
        return f"[{self.title}]({self.identity})"


@dataclass(frozen=True, slots=True)
class CityName(Name):
    """A city: also where it lies."""

    country: Country = None  # type: ignore[assignment]  # always given; the fields before it have defaults
    lat: float = 0.0
    lon: float = 0.0


@dataclass(frozen=True, slots=True)
class PracticeName(Name):
    """A practice: also its cities, the first in the lead."""

    cities: tuple[CityName, ...] = ()


@dataclass(frozen=True, slots=True)
class DatedName(Name):
    """An event or a news item: also its day."""

    day: dt.date = FIRST_DAY


@dataclass(frozen=True)
class Outline:
    """All names of a catalogue."""

    seed: int
    cities: tuple[CityName, ...]
    practices: tuple[PracticeName, ...]
    events: tuple[DatedName, ...]
    news: tuple[DatedName, ...]
    needs: tuple[Name, ...]
    funding: tuple[Name, ...]
    trainings: tuple[Name, ...]
    partners: tuple[Name, ...]
    voices: tuple[Name, ...]
    guidance: tuple[Name, ...]

    def rng(self, name: Name) -> random.Random:
        """Return the randomness of one record, the same whatever was written before it."""
        return random_for(self.seed, name.identity)

    def practice(self, rng: random.Random) -> PracticeName:
        """Return some practice that was not withdrawn."""
        while True:
            found = some(rng, self.practices)
            if not found.withdrawn:
                return found

    def past(self, rng: random.Random, names: Sequence[DatedName], number: int) -> Iterator[DatedName]:
        """Yield at most so many events or news items that are surely over."""
        yield from (name for name in several(rng, names, number) if name.day < NAMED_UNTIL)


def random_for(seed: int, name: str) -> random.Random:
    """Return a source of randomness that depends on the seed and a name alone."""
    return random.Random(f"{seed} {name}")  # noqa: S311 - repeatable by intention


def some(rng: random.Random, names: Sequence[Named]) -> Named:
    """Return a name, the first ones more often, as in every catalogue some are known better."""
    return names[int(len(names) * rng.random() ** SKEW)]


def several(rng: random.Random, names: Sequence[Named], number: int) -> list[Named]:
    """Return at most so many different names, in the order drawn."""
    return list(dict.fromkeys(some(rng, names) for _each in range(number)))


def some_terms(rng: random.Random, vocabulary_id: str, number: int) -> tuple[str, ...]:
    """Return so many different ids of a vocabulary, the first drawn the most important."""
    return tuple(rng.sample(list(vocabulary(vocabulary_id).terms), number))


def some_day(rng: random.Random) -> dt.date:
    """Return a day of the years that catalogues cover, later ones more often."""
    days = (LAST_DAY - FIRST_DAY).days
    return FIRST_DAY + dt.timedelta(days=round(days * rng.random() ** 0.7))


def counts(number: int) -> dict[str, int]:
    """Divide ``number`` records among the types: at least one of each, exactly six of guidance.

    Raises:
        ValueError: there are too few for one of each.
    """
    guidance = len(vocabulary("stages").terms)
    left = number - guidance - len(SHARES)
    if left < 0:
        raise ValueError(guidance + len(SHARES))
    exact = {name: share / sum(SHARES.values()) * left for name, share in SHARES.items()}
    found = {name: 1 + int(value) for name, value in exact.items()}
    by_rest = sorted(SHARES, key=lambda name: int(exact[name]) - exact[name])
    for name in by_rest[: number - guidance - sum(found.values())]:
        found[name] += 1
    return {**found, "guidance": guidance}


class _Slugs:
    """Gives every record of a type a file name of its own."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def of(self, title: str) -> str:
        plain = (
            unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower().replace("'", "")
        )
        slug = "-".join(re.findall(r"[a-z0-9]+", plain))
        self._taken[slug] = self._taken.get(slug, 0) + 1
        return slug if self._taken[slug] == 1 else self.of(f"{title} {self._taken[slug]}")


def outline(number: int, seed: int) -> Outline:
    """Name ``number`` records.

    Raises:
        ValueError: there are too few for one of each type; the least number is its argument.
    """
    numbers = counts(number)
    cities = tuple(_cities(numbers["city"], seed))
    stages = vocabulary("stages")
    return Outline(
        seed=seed,
        cities=cities,
        practices=tuple(_practices(numbers["practice"], seed, cities)),
        events=tuple(
            _dated(
                "event", numbers["event"], seed, ("Forum", "Workshop", "Exchange", "Webinar", "Conference")
            )
        ),
        news=tuple(
            _dated("news", numbers["news"], seed, ("Report", "Call", "Results", "Award", "Agreement"))
        ),
        needs=tuple(_plain("need", numbers["need"], seed, "What is known of {thing}")),
        funding=tuple(_plain("funding", numbers["funding"], seed, "{name} Fund: {thing}")),
        trainings=tuple(_plain("training", numbers["training"], seed, "{name} course: {thing}")),
        partners=tuple(_plain("partner", numbers["partner"], seed, "{name} {body}")),
        voices=tuple(_plain("voice", numbers["voice"], seed, "{name} {name}, {body}")),
        guidance=tuple(
            Name("guidance", stage.id, f"{stage.label}: {stage.definition}"[:110]) for stage in stages
        ),
    )


def _cities(number: int, seed: int) -> Iterator[CityName]:
    slugs = _Slugs()
    for index in range(number):
        rng = random_for(seed, f"name city {index}")
        country = some_country(rng)
        title = city_name(rng)
        lat, lon = point_in(country, rng)
        yield CityName("city", slugs.of(title), title, country=country, lat=lat, lon=lon)


def _practices(number: int, seed: int, cities: Sequence[CityName]) -> Iterator[PracticeName]:
    slugs = _Slugs()
    for index in range(number):
        rng = random_for(seed, f"name practice {index}")
        sectors = some_terms(rng, "sectors", rng.choice((1, 1, 2, 2, 3)))
        own = tuple(several(rng, cities, rng.choice((1, 1, 1, 1, 1, 1, 2, 3))))
        thing = rng.choice(TOPICS[sectors[0]].things)
        title = f"{thing} for {rng.choice(GROUPS)} in {own[0].title}"
        taken_back = index % WITHDRAWN_EVERY == WITHDRAWN_EVERY - 1
        yield PracticeName(
            "practice", slugs.of(f"{own[0].title} {thing}"), title, sectors, taken_back, cities=own
        )


def _dated(type_name: str, number: int, seed: int, kinds: Sequence[str]) -> Iterator[DatedName]:
    slugs = _Slugs()
    for index in range(number):
        rng = random_for(seed, f"name {type_name} {index}")
        sectors = some_terms(rng, "sectors", rng.choice((1, 1, 2)))
        day = some_day(rng)
        title = f"{rng.choice(kinds)} on {rng.choice(TOPICS[sectors[0]].things).lower()}, {Prose(rng).name()} {day.year}"
        yield DatedName(type_name, slugs.of(title), title, sectors, day=day)


def _plain(type_name: str, number: int, seed: int, pattern: str) -> Iterator[Name]:
    slugs = _Slugs()
    for index in range(number):
        rng = random_for(seed, f"name {type_name} {index}")
        sectors = some_terms(rng, "sectors", rng.choice((1, 1, 2)))
        thing = rng.choice(TOPICS[sectors[0]].things).lower()
        title = pattern.format(name=Prose(rng).name(), thing=thing, body=rng.choice(BODIES))
        yield Name(type_name, slugs.of(title), title, sectors)
