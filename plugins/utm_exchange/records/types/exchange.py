"""What happens and what is on offer: events, news, funding, training, needs."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from utm_exchange.i18n import mark as _
from utm_exchange.records.terms import (
    Country,
    Currency,
    EventFormat,
    EventKind,
    EventSeries,
    EventStatus,
    Language,
    NeedTheme,
    Pillar,
    RegionTerm,
    Sector,
    Stage,
    TrainingKind,
)
from utm_exchange.records.types.base import Part, Record, field
from utm_exchange.records.values import (
    CityRef,
    Day,
    Identity,
    Line,
    Number,
    PartialDate,
    Party,
    Slug,
    Text,
    TimeZone,
    Title,
    Truth,
    Url,
)


class Registration(Part):
    """How to sign up."""

    url: Url | None = field(None, _("Where to sign up."), "https://www.example.org/register")
    deadline: Day | None = field(None, _("Last day to sign up."), "2026-03-01")
    note: Line | None = field(None, _("Who may, and what it costs."), "free, by invitation")


class Material(Part):
    """Something to read or watch."""

    title: Line = field(..., _("Its name."), "Slides")
    url: Url = field(..., _("Where it is."), "https://www.example.org/slides")


class Event(Record):
    """Something that happens at a time."""

    type_name: ClassVar[str] = "event"
    folder: ClassVar[str] = "content/events"
    address: ClassVar[str] = "events"
    label: ClassVar[str] = _("Event")
    plural: ClassVar[str] = _("Events")

    title: Title = field(..., _("Its name, as the organiser gives it."), "Innovate4Cities 2024")
    summary: Line = field(
        ...,
        _("One or two plain sentences: who meets, and what about."),
        "Cities and researchers spoke about what the transition needs to know.",
    )
    start: PartialDate = field(
        ...,
        _("When it begins: a day, with an hour where known; a month where no more is known."),
        "2026-03-14 09:30",
    )
    end: PartialDate | None = field(None, _("When it ends."), "2026-03-15 17:00")
    date_note: Line | None = field(None, _("How sure the date is."), "date of the press release")
    time_zone: TimeZone | None = field(
        None, _("Time zone of the organiser; needed where an hour is given."), "Europe/Brussels"
    )
    kind: EventKind = field(..., _("What sort of gathering."), "conference")
    format: EventFormat | None = field(None, _("How people take part."), "hybrid")
    series: EventSeries | None = field(None, _("The series of which it is an edition."), "innovation-summit")
    status: EventStatus = field("confirmed", _("Confirmed, postponed or cancelled."), "confirmed")
    place: Line | None = field(None, _("Town and country, and the building where known."), "Barcelona, Spain")
    country: Country | None = field(None, _("Two letters of ISO 3166."), "ES")
    cities: tuple[CityRef, ...] = field(
        (), _("Cities with a profile that host it or speak at it."), "barcelona"
    )
    url: Url | None = field(None, _("Its page, or where to join online."), "https://www.example.org/event")
    organisers: tuple[Party, ...] = field(..., _("Who holds it: a name, or partner:slug."), "partner:gcom")
    audience: Line | None = field(None, _("Who it is for."), "UTM cities")
    registration: Registration | None = field(None, _("How to sign up."))
    pillars: tuple[Pillar, ...] = field((), _("Which pillars it serves."), "capacity-and-funding")
    sectors: tuple[Sector, ...] = field((), _("Sectors it is about."), "mobility")
    role: Line | None = field(None, _("What the mission had to do with it."), "UTM co-leads on stage")
    outcomes: tuple[Line, ...] = field((), _("What came of it, one line each."))
    materials: tuple[Material, ...] = field((), _("Slides, papers and reports, afterwards."))
    recordings: tuple[Material, ...] = field((), _("What was filmed or recorded."))
    related: tuple[Identity, ...] = field((), _("Records that belong to it."), "news:first-48-cities")

    @property
    def last_day(self) -> dt.date:
        """The last day that the event may cover."""
        return (self.end or self.start).last


class Image(Part):
    """A picture with the words that stand in for it."""

    file: Line = field(..., _("File name in the same folder."), "opening.jpg")
    alt: Line = field(
        ..., _("What the picture shows, for those who do not see it."), "Forty people around a table"
    )
    credit: Line | None = field(None, _("Who made it, and the licence."), "UTMC, CC BY 4.0")


class News(Record):
    """A news item. A future date holds it back."""

    type_name: ClassVar[str] = "news"
    folder: ClassVar[str] = "content/news"
    address: ClassVar[str] = "news"
    label: ClassVar[str] = _("News item")
    plural: ClassVar[str] = _("News")

    date: PartialDate = field(..., _("The day it is news."), "2026-03-14")
    date_note: Line | None = field(None, _("How sure the date is."), "closing date of the call")
    authors: tuple[Line, ...] = field((), _("Who wrote it."))
    publisher: Party | None = field(None, _("Who published it first."), "partner:gcom")
    place: Line | None = field(None, _("Where it happened."), "Glasgow, United Kingdom")
    pillars: tuple[Pillar, ...] = field((), _("Which pillars it is about."), "capacity-and-funding")
    sectors: tuple[Sector, ...] = field((), _("Sectors it is about."), "mobility")
    cities: tuple[CityRef, ...] = field((), _("Cities with a profile that it names."), "lviv")
    related: tuple[Identity, ...] = field((), _("Records that belong to it."), "event:cop27-first-cohort")
    image: Image | None = field(None, _("One lead picture."))
    pinned: Truth = field(False, _("Yes to keep it at the head of the list."), "no")


class Deadline(Part):
    """A day by which something is due."""

    date: PartialDate = field(..., _("The last day."), "2026-11-17")
    time_zone: TimeZone | None = field(
        None, _("Time zone of the provider; needed where an hour is given."), "Europe/Brussels"
    )
    label: Line | None = field(None, _("What is due."), "pre-proposals")


class Amount(Part):
    """How much money is on offer."""

    text: Line = field(..., _("In words, as the provider says it."), "mostly EUR 1 to 2 million a project")
    total: Number | None = field(None, _("The whole budget, in full units."), "44000000")
    low: Number | None = field(None, _("The least that one applicant gets."), "60000")
    high: Number | None = field(None, _("The most that one applicant gets."), "60000")
    currency: Currency | None = field(None, _("ISO 4217 code."), "EUR")
    source: Slug = field(..., _("The id of one of this record's sources."), "call")


class Funding(Record):
    """A call, fund or facility."""

    type_name: ClassVar[str] = "funding"
    folder: ClassVar[str] = "content/funding"
    address: ClassVar[str] = "funding"
    label: ClassVar[str] = _("Funding")
    plural: ClassVar[str] = _("Funding")

    provider: Party = field(..., _("Who gives it: a name, or partner:slug."), "partner:jpi-urban-europe")
    offers: Text = field(..., _("What one gets."), "Grants for three-year projects.")
    who: Text = field(..., _("Who may apply."), "At least three partners from three countries.")
    regions: tuple[RegionTerm, ...] = field(
        (), _("Regions whose cities may apply; leave out for all."), "europe"
    )
    where: Line | None = field(
        None, _("Where cities may apply from, in words."), "countries on the OECD DAC list"
    )
    amount: Amount | None = field(None, _("How much."))
    opens: PartialDate | None = field(None, _("First day to apply."), "2026-09-01")
    deadlines: tuple[Deadline, ...] = field((), _("When things are due."))
    rolling: Truth = field(False, _("Yes where one can apply at any time."), "no")
    ended: Truth = field(False, _("Yes where a source says that it is over, and no date is known."), "no")
    url: Url | None = field(None, _("Where to apply."), "https://www.example.org/call")
    pillars: tuple[Pillar, ...] = field(..., _("Which pillars it serves."), "capacity-and-funding")
    stages: tuple[Stage, ...] = field(..., _("Which stages it pays for."), "implement")
    sectors: tuple[Sector, ...] = field((), _("Sectors, where it is for some only."), "buildings")
    link: Text | None = field(None, _("What it has to do with the mission."), "Topics prepared with UTM.")

    def state(self, today: dt.date) -> str:
        """Return ``closed``, ``open``, ``upcoming``, ``rolling`` or ``unknown``, from the dates alone."""
        if self.ended or (self.deadlines and all(deadline.date.last < today for deadline in self.deadlines)):
            return "closed"
        if self.opens and self.opens.first > today:
            return "upcoming"
        if self.rolling:
            return "rolling"
        return "open" if self.deadlines else "unknown"


class Session(Part):
    """One meeting of a training."""

    date: PartialDate = field(..., _("When."), "2026-02-14")
    title: Title | None = field(None, _("What about."), "Solar power on public roofs")


class Training(Record):
    """Training, peer learning, twinning, study visits."""

    type_name: ClassVar[str] = "training"
    folder: ClassVar[str] = "content/training"
    address: ClassVar[str] = "training"
    label: ClassVar[str] = _("Training")
    plural: ClassVar[str] = _("Training")

    provider: Party = field(..., _("Who gives it: a name, or partner:slug."), "partner:irena")
    kind: TrainingKind = field(..., _("How people learn."), "twinning")
    offers: Text = field(..., _("What one gets."), "Six months of exchange with a peer city.")
    audience: Text | None = field(None, _("Who it is for."), "UTM cities")
    numbers: Line | None = field(None, _("How many take part, as the source says it."), "20 pairings")
    starts: PartialDate | None = field(None, _("When it begins."), "2026-01")
    ends: PartialDate | None = field(None, _("When it ends."), "2026-12")
    deadline: Day | None = field(None, _("Last day to apply."), "2025-09-12")
    rolling: Truth = field(False, _("Yes where one can join at any time."), "no")
    sessions: tuple[Session, ...] = field((), _("Meetings, where dates are known."))
    materials: tuple[Material, ...] = field((), _("What to read or watch."))
    url: Url | None = field(None, _("Where to apply or read more."), "https://www.example.org/training")
    training_languages: tuple[Language, ...] = field((), _("Languages it is held in, as codes."), "en")
    cities: tuple[CityRef, ...] = field((), _("Cities with a profile that take part."), "konotop")
    pillars: tuple[Pillar, ...] = field(..., _("Which pillars it serves."), "capacity-and-funding")
    stages: tuple[Stage, ...] = field(..., _("Which stages it helps with."), "plan")
    sectors: tuple[Sector, ...] = field((), _("Sectors it is about."), "energy-and-heat")
    link: Text | None = field(None, _("What it has to do with the mission."), "Run by UTM.")

    def state(self, today: dt.date) -> str:
        """Return ``closed``, ``open``, ``rolling`` or ``unknown``, from the dates alone."""
        if (self.ends and self.ends.last < today) or (self.deadline and self.deadline < today):
            return "closed"
        if self.rolling:
            return "rolling"
        return "open" if self.deadline or self.ends else "unknown"


class Answer(Part):
    """A record that answers a need in part."""

    record: Identity = field(..., _("Which record."), "practice:oslo-climate-budget")
    how: Text | None = field(None, _("How it helps, and what is still open."))


class Need(Record):
    """A research-and-innovation need of cities."""

    type_name: ClassVar[str] = "need"
    folder: ClassVar[str] = "content/needs"
    address: ClassVar[str] = "needs"
    label: ClassVar[str] = _("Need")
    plural: ClassVar[str] = _("Needs")

    title: Title = field(..., _("The need in a few words."), "Money for clean heat")
    summary: Line = field(
        ...,
        _("One or two plain sentences: what is missing, and what it keeps cities from doing."),
        "Cities know which homes to connect first, and find nobody who lends for thirty years.",
    )
    theme: NeedTheme = field(..., _("What it is about."), "finance")
    raised_by: Text = field(
        ..., _("Who said so, where and when."), "Cities at the UTMC Barcelona event, 2023"
    )
    origin: Line = field(..., _("The body whose pages state it."), "UTM")
    cities: tuple[CityRef, ...] = field((), _("Cities with a profile that share it."), "kochi")
    pillars: tuple[Pillar, ...] = field(
        ("research-and-innovation",), _("Which pillars it belongs to."), "research-and-innovation"
    )
    stages: tuple[Stage, ...] = field((), _("Which stages it is felt at."), "implement")
    sectors: tuple[Sector, ...] = field((), _("Sectors it is felt in."), "nature-and-adaptation")
    answers: tuple[Answer, ...] = field((), _("What answers it in part."))
