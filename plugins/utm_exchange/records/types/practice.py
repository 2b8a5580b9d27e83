"""Practices: what a city did, what came of it and what it took."""

from __future__ import annotations

from typing import ClassVar

from utm_exchange.i18n import mark as _
from utm_exchange.records.terms import Pillar, Scale, Sdg, Sector, Stage, Status
from utm_exchange.records.types.base import Figure, Money, Part, Record, Section, Statement, field
from utm_exchange.records.values import CityRef, Line, NeedRef, Party, Slug, Text, Year


class Reuse(Part):
    """A place that took the practice up."""

    place: Line = field(..., _("City or body that took it up."), "Stockholm")
    city: CityRef | None = field(None, _("The city's file name, where it has a profile."), "stockholm")
    note: Text | None = field(None, _("What they took and what they changed."))
    source: Slug = field(..., _("The id of one of this record's sources."), "city-report")


class Practice(Record):
    """A practice of one or more cities."""

    type_name: ClassVar[str] = "practice"
    folder: ClassVar[str] = "content/practices"
    address: ClassVar[str] = "practices"
    label: ClassVar[str] = _("Practice")
    plural: ClassVar[str] = _("Practices")
    sections: ClassVar[tuple[Section, ...]] = (
        Section("challenge", "Challenge", _("What was wrong, for whom, since when."), required=True),
        Section(
            "approach", "What was done", _("The steps, in the order in which they were taken."), required=True
        ),
        Section("governance", "Powers and governance", _("Who decided, and which powers or laws it took.")),
        Section("participation", "Who took part", _("How residents and others were involved.")),
        Section("lessons", "Lessons", _("What the city would tell a friend.")),
        Section("limits", "Limits", _("What did not work, and what is not known.")),
        Section("conditions", "What it takes elsewhere", _("Conditions for doing it in another city.")),
    )

    cities: tuple[CityRef, ...] = field(
        ..., _("File names of the cities, from the folder cities."), "freetown"
    )
    lead: Party = field(..., _("The organisation in the lead."), "Freetown City Council")
    partners: tuple[Party, ...] = field((), _("Others who took part: a name, or partner:slug."), "Greenstand")
    pillars: tuple[Pillar, ...] = field(
        ..., _("Which pillars of the mission it serves."), "capacity-and-funding"
    )
    stages: tuple[Stage, ...] = field(..., _("Which stages of the journey it helps with."), "implement")
    sectors: tuple[Sector, ...] = field(..., _("Sectors, the most important first."), "nature-and-adaptation")
    scale: Scale = field(..., _("How much of the city it covers."), "city")
    status: Status = field(..., _("How far it has come; stopped is welcome too."), "running")
    start: Year | None = field(None, _("Year of the beginning."), "2020")
    end: Year | None = field(None, _("Year of the end, planned or real."), "2024")
    results: tuple[Figure, ...] = field((), _("What it achieved, the most telling figure first."))
    cost: Money | None = field(None, _("What it cost."))
    funding: tuple[Line, ...] = field((), _("Who paid, one line each."), "Sale of tree tokens")
    needs: tuple[NeedRef, ...] = field((), _("Needs that it answers in part."), "data-tools")
    co_benefits: tuple[Line, ...] = field((), _("What else it is good for."), "Less heat stress")
    sdgs: tuple[Sdg, ...] = field((), _("Sustainable Development Goals, by number."), "11")
    reuse: tuple[Reuse, ...] = field((), _("Where else it was taken up."))
    statements: tuple[Statement, ...] = field(
        (), _("Sentences worth quoting in your own words, each with its source.")
    )
