"""Structured data of records: what a machine learns of one practice, city, event, ...

Vocabulary: https://schema.org. Each record type has the type that fits it best; a property stands
only where the record says so. Our own texts are works (Article and its kinds) whose address is the
page; what a page is *about* (an event, a city, a body) has its own address, where one is known, and
names the page as ``mainEntityOfPage``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from utm_exchange.catalogue.addresses import record_address
from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.facets import cities_of
from utm_exchange.formatting import Formatter
from utm_exchange.i18n import gettext as _
from utm_exchange.metadata.addressing import Addressing
from utm_exchange.metadata.json_ld import node, one_or_all
from utm_exchange.records.types import (
    City,
    Event,
    Funding,
    Guidance,
    Need,
    News,
    Partner,
    Practice,
    Record,
    Training,
    Voice,
)
from utm_exchange.records.when import When

Thing = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the structured data of a record needs beside the record."""

    catalogue: Catalogue
    addressing: Addressing
    fmt: Formatter
    licence: str
    """Address of the licence of the site's own texts, '' for none."""
    published: dt.date | None = None
    changed: dt.date | None = None

    @property
    def language(self) -> str:
        """The language of the pages as BCP 47."""
        return str(self.fmt.locale).replace("_", "-")


def structured_record(record: Record, around: Surroundings) -> Thing:
    """Return the main thing of a record's page."""
    return _MAKERS[record.type_name](record, around)


# ---------------------------------------------------------------------------------------------
# Works: texts of this site
# ---------------------------------------------------------------------------------------------


def _work(type_name: str, record: Record, around: Surroundings, **more: Any) -> Thing:
    return node(
        type_name,
        headline=record.title,
        description=record.summary,
        url=around.addressing.to(record_address(record)),
        inLanguage=around.language,
        datePublished=_day(around.published),
        dateModified=_day(around.changed),
        license=around.licence,
        author=one_or_all([node("Person", name=name) for name in record.contributors]),
        **more,
        citation=_sources(record),
    )


def _practice(record: Practice, around: Surroundings) -> Thing:
    return _work("Article", record, around, about=_cities(record, around))


def _news(record: News, around: Surroundings) -> Thing:
    # The day of the news is the day that readers know it by, whenever it was added here.
    thing = _work(
        "NewsArticle",
        record,
        around,
        about=_cities(record, around),
        contentLocation=_place(record.place, None),
    )
    thing["datePublished"] = _when(record.date)
    if record.authors:
        thing["author"] = one_or_all([node("Person", name=name) for name in record.authors])
    return thing


def _need(record: Need, around: Surroundings) -> Thing:
    return _work("Article", record, around, about=_cities(record, around))


def _guidance(record: Guidance, around: Surroundings) -> Thing:
    return _work("Article", record, around)


def _voice(record: Voice, around: Surroundings) -> Thing:
    """Return the quotation, or an article where the very words are not known."""
    if not record.quote:
        return _work("Article", record, around, about=_cities(record, around))
    body = node("Organization", name=record.on_behalf_of) if record.on_behalf_of else None
    speaker = (
        node("Person", name=record.speaker, jobTitle=record.role, affiliation=body)
        if record.speaker
        else body
    )
    return node(
        "Quotation",
        name=record.title,
        text=record.quote,
        url=around.addressing.to(record_address(record)),
        creator=speaker,
        dateCreated=_when(record.said_on),
        citation=_sources(record),
    )


# ---------------------------------------------------------------------------------------------
# Things that pages are about
# ---------------------------------------------------------------------------------------------


def _thing(type_name: str, record: Record, around: Surroundings, **more: Any) -> Thing:
    page = around.addressing.to(record_address(record))
    return node(
        type_name,
        name=record.title,
        description=record.summary,
        mainEntityOfPage=page,
        url=getattr(record, "url", None),
        **more,
    )


def _city(record: City, around: Surroundings) -> Thing:
    point = node("GeoCoordinates", latitude=record.location.lat, longitude=record.location.lon)
    population = None
    if record.population:
        name = (
            _("Population, {year}").format(year=record.population.year)
            if record.population.year
            else _("Population")
        )
        population = node("PropertyValue", name=name, value=record.population.value)
    return _thing(
        "City",
        record,
        around,
        geo=point,
        containedInPlace=_country(record.country, around.fmt),
        additionalProperty=population,
    )


_STATUSES = {"confirmed": "EventScheduled", "postponed": "EventPostponed", "cancelled": "EventCancelled"}
_MODES = {
    "in-person": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
}


def _event(record: Event, around: Surroundings) -> Thing:
    online = (
        node("VirtualLocation", name=_("Online"), url=record.url)
        if record.format in {"online", "hybrid"}
        else None
    )
    place = _place(record.place, record.country) if record.format != "online" else None
    return _thing(
        "Event",
        record,
        around,
        startDate=_when(record.start, record.time_zone),
        endDate=_when(record.end, record.time_zone),
        eventStatus=f"https://schema.org/{_STATUSES[record.status]}",
        eventAttendanceMode=f"https://schema.org/{_MODES[record.format]}" if record.format else None,
        location=one_or_all([where for where in (place, online) if where]),
        organizer=one_or_all([_party(name, around) for name in record.organisers]),
        audience=node("Audience", audienceType=record.audience) if record.audience else None,
        inLanguage=one_or_all(record.languages),
    )


def _funding(record: Funding, around: Surroundings) -> Thing:
    """Return a grant where an amount is known, else the scheme that gives it."""
    funder = _party(record.provider, around)
    amount = record.amount
    if amount is None or not amount.currency:
        return _thing("FundingScheme", record, around, funder=funder)
    value = amount.total if amount.low is None and amount.high is None else None
    money = {"value": _number(value), "minValue": _number(amount.low), "maxValue": _number(amount.high)}
    return _thing(
        "MonetaryGrant",
        record,
        around,
        funder=funder,
        amount=node("MonetaryAmount", currency=amount.currency, **money),
    )


_COURSES = {"training", "platform"}


def _training(record: Training, around: Surroundings) -> Thing:
    """Return a course where something is taught; what people live through together is an event."""
    dates = {"startDate": _when(record.starts), "endDate": _when(record.ends)}
    languages = one_or_all(record.training_languages)
    giver = _party(record.provider, around)
    audience = node("Audience", audienceType=record.audience) if record.audience else None
    if record.starts and record.kind not in _COURSES:
        return _thing(
            "EducationEvent",
            record,
            around,
            **dates,
            organizer=giver,
            audience=audience,
            inLanguage=languages,
        )
    held = node("CourseInstance", **dates) if record.starts else None
    return _thing(
        "Course",
        record,
        around,
        provider=giver,
        audience=audience,
        inLanguage=languages,
        hasCourseInstance=held,
    )


_BODIES = {"government": "GovernmentOrganization", "civil-society": "NGO"}


def _partner(record: Partner, around: Surroundings) -> Thing:
    area = _country(record.country, around.fmt) if record.country else None
    return _thing(_BODIES.get(record.kind, "Organization"), record, around, areaServed=area)


# ---------------------------------------------------------------------------------------------
# Parts
# ---------------------------------------------------------------------------------------------


def _cities(record: Record, around: Surroundings) -> Any:
    """Return the cities of a record, each with its country and its page."""
    cities = cities_of(record, around.catalogue.cities)
    return one_or_all(
        [
            node(
                "City",
                name=city.title,
                url=around.addressing.to(record_address(city)),
                containedInPlace=_country(city.country, around.fmt),
            )
            for city in cities
        ]
    )


def _sources(record: Record) -> Any:
    return one_or_all(list(dict.fromkeys(source.url for source in record.sources)))


def _country(code: str, fmt: Formatter) -> Thing:
    return node("Country", name=fmt.country(code), identifier=code)


def _place(name: str | None, country: str | None) -> Thing | None:
    if not name:
        return None
    return node(
        "Place", name=name, address=node("PostalAddress", addressCountry=country) if country else name
    )


def _party(name: str, around: Surroundings) -> Thing:
    """Return an organisation that is named, with its own address where it has a page here that knows one."""
    partner = around.catalogue.get(name)
    if isinstance(partner, Partner):
        return node(_BODIES.get(partner.kind, "Organization"), name=partner.title, url=partner.url)
    return node("Organization", name=name)


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _when(when: When | None, zone: str | None = None) -> str | None:
    """Return a date as precise as it is known; an hour with its zone's offset, and no hour without a zone."""
    if when is None:
        return None
    if when.time is None or not zone:
        return when.text[: len("2026-03-14")]
    return dt.datetime.combine(when.first, when.time, ZoneInfo(zone)).isoformat()


def _number(value: Any) -> Any:
    """Return a Decimal as the JSON number that it is."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


_MAKERS: Mapping[str, Callable[[Any, Surroundings], Thing]] = {
    "practice": _practice,
    "city": _city,
    "event": _event,
    "news": _news,
    "funding": _funding,
    "training": _training,
    "need": _need,
    "partner": _partner,
    "voice": _voice,
    "guidance": _guidance,
}
