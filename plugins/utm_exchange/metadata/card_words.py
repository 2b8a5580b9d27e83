"""Words of a card: what the picture of a record says, in few words."""

from __future__ import annotations

from dataclasses import dataclass

from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.facets import cities_of
from utm_exchange.formatting import Formatter
from utm_exchange.i18n import gettext as _
from utm_exchange.records.types import (
    City,
    Event,
    Funding,
    Need,
    News,
    Partner,
    Practice,
    Record,
    Training,
    Voice,
)
from utm_exchange.records.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Headline:
    """The one number that a card shows large, and what kind of number it is."""

    value: str
    """With its unit: ``443,025 trees``."""
    label: str
    grade: str
    """The grade in words: ``Published``."""
    standing: str
    """``result``, ``estimate`` or ``target``: these never look alike."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A country with a place in it: path data in a square of ``side`` units, and the place's point."""

    side: float
    land: str
    context: str
    """Land around a small country, '' for none."""
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that a picture is drawn from. Equal cards give equal pictures."""

    site_name: str
    kind: str
    title: str
    place: str = ""
    summary: str = ""
    sector: str = ""
    headline: Headline | None = None
    outline: Outline | None = None


def card_of(
    record: Record, catalogue: Catalogue, fmt: Formatter, site_name: str, outline: Outline | None = None
) -> Card:
    """Return the card of a record."""
    sector = next(iter(getattr(record, "sectors", ())), "")
    kind = _(record.label)
    if sector:
        kind = f"{kind} · {_(vocabulary('sectors')[sector].label)}"
    return Card(
        site_name,
        kind,
        record.title,
        _below_title(record, catalogue, fmt),
        record.summary,
        sector,
        _headline(record, fmt),
        outline,
    )


def _headline(record: Record, fmt: Formatter) -> Headline | None:
    if isinstance(record, Practice) and record.results:
        figure = record.results[0]
        label = f"{figure.label}, {figure.year}" if figure.year else figure.label
        standing = figure.grade if figure.grade in {"target", "estimate"} else "result"
        return Headline(
            f"{fmt.short_number(figure.value)}{fmt.gap(figure.unit)}{figure.unit}",
            label,
            _(vocabulary("grades")[figure.grade].label),
            standing,
        )
    if isinstance(record, City) and record.neutrality:
        target = record.neutrality[0]
        grade = _(vocabulary("grades")["target"].label)
        source = record.source(target.source)
        aim = _("{kind} by {year}").format(
            kind=_(vocabulary("target-kinds")[target.kind].label), year=target.target_year
        )
        return Headline(
            aim,
            _("Source: {publisher}").format(publisher=source.publisher) if source else "",
            grade,
            "target",
        )
    return None


def _below_title(record: Record, catalogue: Catalogue, fmt: Formatter) -> str:
    """Return the line below the title: when, where or by whom, as fits the type."""
    match record:
        case City():
            return fmt.country(record.country)
        case Event():
            return _joined(fmt.span(record.start, record.end), record.place)
        case News():
            return _joined(fmt.when(record.date), record.place)
        case Funding() | Training():
            provider = catalogue.get(record.provider)
            return provider.title if provider else record.provider
    return _term(record) or _where(record, catalogue, fmt)


def _term(record: Record) -> str:
    """Return the word that says what a record is about or who speaks; '' for records that a place tells apart."""
    match record:
        case Need():
            return _(vocabulary("need-themes")[record.theme].label)
        case Partner():
            return _(vocabulary("partner-kinds")[record.kind].label)
        case Voice():
            return record.role or record.on_behalf_of or ""
    return ""


def _where(record: Record, catalogue: Catalogue, fmt: Formatter) -> str:
    cities = cities_of(record, catalogue.cities)
    if not cities:
        return ""
    first = f"{cities[0].title}, {fmt.country(cities[0].country)}"
    return (
        first
        if len(cities) == 1
        else _("{place} and {number} more").format(place=first, number=len(cities) - 1)
    )


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
