"""City profiles."""

from __future__ import annotations

from typing import ClassVar

from utm_exchange.i18n import mark as _
from utm_exchange.records.terms import Country, Grade, TargetKind
from utm_exchange.records.types.base import Figure, Part, Record, Statement, field
from utm_exchange.records.values import (
    Count,
    Day,
    Email,
    Latitude,
    Line,
    Longitude,
    NeedRef,
    Number,
    Slug,
    Text,
    Title,
    Url,
    Year,
)
from utm_exchange.records.vocabulary import region_of, size_band_of


class Location(Part):
    """A point that stands for the city on maps."""

    lat: Latitude = field(..., _("Degrees north."), "49.84")
    lon: Longitude = field(..., _("Degrees east."), "24.02")
    note: Line | None = field(
        None, _("What the point is, where it is not the city itself."), "Manchester, its main city"
    )


class Population(Part):
    """How many people live there, with the source."""

    value: Count = field(..., _("Number of people."), "717273")
    year: Year | None = field(None, _("The year counted."), "2021")
    source: Slug = field(..., _("The id of one of this record's sources."), "geonames")
    note: Line | None = field(None, _("What the number covers."), "city without suburbs")


class Membership(Part):
    """Membership of the UTM cohort. A city without it is a contributing city."""

    wave: Count | None = field(None, _("1 or 2; leave out where no page says."), "1")
    date: Day | None = field(None, _("Day on which it was announced."), "2022-11-14")
    source: Slug = field(..., _("The id of the source that names the city as a member."), "utm")
    note: Line | None = field(None, _("What else to know."))


class Target(Part):
    """What the city aims at, in the source's own word."""

    kind: TargetKind = field(
        ..., _("Net zero, climate neutral and carbon neutral differ: keep the source's word."), "net-zero"
    )
    target_year: Year | None = field(None, _("The year to reach it."), "2040")
    value: Number | None = field(None, _("How much, for a reduction or a share."), "55")
    unit: Line | None = field(None, _("The unit of the value."), "%")
    base_year: Year | None = field(None, _("The year compared with."), "1990")
    stated: Year | None = field(None, _("The year it was said or decided."), "2020")
    text: Text | None = field(None, _("Scope, and what the source says of it."), "City operations only.")
    source: Slug = field(..., _("The id of one of this record's sources."), "city-plan")
    superseded: Line | None = field(
        None, _("Fill in where a later target took its place."), "2025 aim given up in 2022"
    )


class Inventory(Part):
    """Greenhouse gas emissions of one year."""

    year: Year = field(..., _("The year of the emissions."), "2019")
    value: Number = field(..., _("The amount."), "10683551")
    unit: Line = field(..., _("The unit."), "tCO2e")
    source: Slug = field(..., _("The id of one of this record's sources."), "cdp")
    grade: Grade = field(..., _("Who says so; a sum made by an editor is an estimate."), "reported")
    boundary: Line | None = field(
        None, _("What area and which sectors it covers."), "whole province, with industry"
    )
    method: Line | None = field(None, _("The method, as the source names it."), "GPC BASIC")
    note: Text | None = field(None, _("What else to know."))


class Plan(Part):
    """A plan or decision of the city."""

    title: Line = field(..., _("Its name."), "Local Climate Action Plan")
    year: Year | None = field(None, _("The year it was adopted or published."), "2022")
    text: Text | None = field(None, _("What it says, in a sentence."))
    source: Slug = field(..., _("The id of one of this record's sources."), "city-plan")


class Network(Part):
    """A network or initiative that the city belongs to."""

    name: Line = field(..., _("Its name."), "Covenant of Mayors")
    since: Year | None = field(None, _("The first year."), "2013")
    note: Line | None = field(None, _("What else to know."))
    source: Slug = field(..., _("The id of one of this record's sources."), "wwf")


class Channel(Part):
    """Where the city reports its climate data."""

    name: Line = field(..., _("Name of the channel."), "CDP-ICLEI Track")
    year: Year | None = field(None, _("Last year seen."), "2021")
    source: Slug = field(..., _("The id of one of this record's sources."), "cdp")


class Contact(Part):
    """An office that answers, not a private person."""

    name: Line = field(..., _("Office or role."), "Climate office")
    email: Email | None = field(None, _("E-mail address of the office."), "climate@city.example")
    url: Url | None = field(None, _("Web page of the office."), "https://www.city.example/climate")


class City(Record):
    """A city of the cohort, or one that contributes."""

    type_name: ClassVar[str] = "city"
    folder: ClassVar[str] = "cities"
    address: ClassVar[str] = "cities"
    label: ClassVar[str] = _("City")
    plural: ClassVar[str] = _("Cities")

    title: Title = field(..., _("Name of the city, as it is known in English."), "Lviv")
    summary: Line = field(
        ...,
        _("One or two plain sentences: where it is, what it aims at."),
        "City in Ukraine that wants to cut its emissions by 35% by 2030.",
    )
    country: Country = field(..., _("Two letters of ISO 3166; the region follows from it."), "UA")
    location: Location = field(..., _("Where it is."))
    population: Population | None = field(None, _("How many people live there."))
    membership: Membership | None = field(
        None, _("Only for members of the UTM cohort, with a source that says so.")
    )
    targets: tuple[Target, ...] = field((), _("What the city aims at."))
    inventories: tuple[Inventory, ...] = field((), _("Emissions, one entry a year."))
    plans: tuple[Plan, ...] = field((), _("Plans and decisions."))
    priorities: tuple[Statement, ...] = field((), _("What the city wants to do first."))
    challenges: tuple[Statement, ...] = field((), _("What stands in its way."))
    indicators: tuple[Figure, ...] = field((), _("Other figures about its transition."))
    needs: tuple[NeedRef, ...] = field((), _("Needs that the city shares, by file name."), "investment-plans")
    networks: tuple[Network, ...] = field((), _("Networks that it belongs to."))
    reporting: tuple[Channel, ...] = field((), _("Where it reports its climate data."))
    contact: Contact | None = field(None, _("Who answers."))

    @property
    def region(self) -> str:
        """Id of the region that the country belongs to."""
        return region_of(self.country)

    @property
    def size_band(self) -> str:
        """Id of the size band, or '' where the population is not reported."""
        return size_band_of(self.population.value) if self.population else ""

    @property
    def neutrality(self) -> tuple[Target, ...]:
        """The targets in force that aim at the end of net emissions, in whatever word, earliest first."""
        parts = {"reduction", "renewable"}
        found = (
            target
            for target in self.targets
            if target.kind not in parts and target.target_year and not target.superseded
        )
        return tuple(sorted(found, key=lambda target: target.target_year or 0))
