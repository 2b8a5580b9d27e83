"""City profiles in the words of the platforms to which cities report, ready to be compared with them.

A column bears a platform's own name only where a public source shows that name; whatever could not
be confirmed is left out, and nothing is computed to fill a column. Our own columns begin with
``exchange_``. Read in November 2026:

- CDP-ICLEI: the header of the open data set "2021 City-wide Emissions" (``tmta-7i7p``), and for
  targets the column names of CDP's full cities data sets as public code reads them;
- Global Covenant of Mayors (GCoM): the reporting requirements as GCoM Oceania (ICLEI) words them.
  The Common Reporting Framework itself, version 6.1, was found with its table of contents only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from utm_exchange.catalogue.facets import country_name
from utm_exchange.i18n import gettext as _
from utm_exchange.i18n import mark
from utm_exchange.opendata.plain import Data
from utm_exchange.opendata.table import Cell, Column, Datatype, Table

CDP_EMISSIONS = "https://data.cdp.net/Emissions/2021-City-wide-Emissions/tmta-7i7p"
CDP_TARGETS = "https://data.cdp.net/Governance/2020-Full-Cities-Dataset/eja6-zden"
GCOM_INVENTORY = "https://mayors.oceania.iclei.org/?page_id=269"
GCOM_TARGET = "https://mayors.oceania.iclei.org/?page_id=271"

_PROTOCOLS: Mapping[str, str] = {
    "GPC": "Global Protocol for Community Greenhouse Gas Emissions Inventories (GPC)",
    "2006 IPCC guidelines": "2006 IPCC Guidelines for National Greenhouse Gas Inventories",
}
"""Methods as records name them, with the words that CDP's data set has for them; other words stay as they are."""
_TARGET_TYPES: Mapping[str, str] = {
    "%": "Base Year Reduction Target",
    "% below business as usual": "Baseline Scenario Reduction Target",
}
"""Units of a cut in emissions, with GCoM's name for such a target."""


@dataclass(frozen=True, slots=True)
class Term:
    """A column: its name, what of our data stands in it, and where the name was seen ('' for our own)."""

    name: str
    datatype: Datatype
    what: str
    """Untranslated."""
    source: str
    read: Callable[[Data, Data], Cell]
    """From a city and one of its inventories or targets."""


@dataclass(frozen=True, slots=True)
class Report:
    """A table in a platform's words: a row for each inventory or target of a city."""

    name: str
    title: str
    field: str
    terms: tuple[Term, ...]


def _population(field: str) -> Callable[[Data, Data], Cell]:
    return lambda city, _item: city["population"][field] if city["population"] else None


def _item(field: str) -> Callable[[Data, Data], Cell]:
    return lambda _city, item: item[field]


def _source(field: str) -> Callable[[Data, Data], Cell]:
    def read(city: Data, item: Data) -> Cell:
        found: Cell = next(s[field] for s in city["sources"] if s["id"] == item["source"])
        return found

    return read


def _point(city: Data, _unused: Data) -> Cell:
    return f"POINT ({city['location']['lon']} {city['location']['lat']})"


def _percentage(_city: Data, target: Data) -> Cell:
    number: Cell = target["value"] if target["kind"] == "reduction" and target["unit"] == "%" else None
    return number


def _target_type(_city: Data, target: Data) -> Cell:
    name = _TARGET_TYPES.get(target["unit"] or "", "") if target["kind"] == "reduction" else ""
    # A base year target compares with a year: without one it is not known to be that.
    return name if name and (target["unit"] != "%" or target["base_year"]) else None


_OURS = (
    Term("exchange_identity", "string", mark("Identity of the city here."), "", lambda c, _i: c["identity"]),
    Term("exchange_country", "string", mark("ISO 3166-1 code."), "", lambda c, _i: c["country"]),
    Term("exchange_source_title", "string", mark("Title of the source."), "", _source("title")),
    Term("exchange_source_url", "anyURI", mark("Address of the source."), "", _source("url")),
)
_NAME = Term("exchange_city", "string", mark("Title of the city's record."), "", lambda c, _i: c["title"])
_OUR_EMISSIONS = (
    Term("exchange_value", "decimal", mark("The amount as its source gives it."), "", _item("value")),
    Term("exchange_unit", "string", mark("Its unit."), "", _item("unit")),
    Term(
        "exchange_grade", "string", mark("Who says so: a term of the vocabulary grades."), "", _item("grade")
    ),
    Term("exchange_boundary", "string", mark("What it covers, in our words."), "", _item("boundary")),
    *_OURS,
)
_OUR_TARGETS = (
    Term(
        "exchange_kind",
        "string",
        mark("The source's word: a term of the vocabulary target-kinds."),
        "",
        _item("kind"),
    ),
    Term("exchange_value", "decimal", mark("How much, for a reduction or a share."), "", _item("value")),
    Term("exchange_unit", "string", mark("The unit of the value."), "", _item("unit")),
    Term("exchange_text", "string", mark("Scope, and what the source says of it."), "", _item("text")),
    Term(
        "exchange_superseded",
        "string",
        mark("Filled in where a later target took its place."),
        "",
        _item("superseded"),
    ),
    *_OURS,
)
_CITY = Term("City", "string", mark("Title of the city's record."), CDP_EMISSIONS, lambda c, _i: c["title"])
_COUNTRY = Term(
    "Country",
    "string",
    mark("Name of the country after CLDR; the platform has the names of the UN."),
    CDP_EMISSIONS,
    lambda c, _i: country_name(c["country"]),
)

REPORTS: tuple[Report, ...] = (
    Report(
        "cdp-emissions",
        mark("Emissions in the words of CDP-ICLEI"),
        "inventories",
        (
            _CITY,
            _COUNTRY,
            Term(
                "Accounting year",
                "integer",
                mark("The year; the platform has its first and last day."),
                CDP_EMISSIONS,
                _item("year"),
            ),
            Term(
                "Primary Protocol",
                "string",
                mark("The method, in the platform's words where it has them."),
                CDP_EMISSIONS,
                lambda _c, item: _PROTOCOLS.get(item["method"] or "", item["method"]),
            ),
            Term(
                "Population",
                "integer",
                mark("Of the city's record, not of the accounting year."),
                CDP_EMISSIONS,
                _population("value"),
            ),
            Term(
                "Population Year",
                "integer",
                mark("The year of that population, where known."),
                CDP_EMISSIONS,
                _population("year"),
            ),
            Term(
                "City Location",
                "string",
                mark("Longitude and latitude, as well-known text."),
                CDP_EMISSIONS,
                _point,
            ),
            *_OUR_EMISSIONS,
        ),
    ),
    Report(
        "cdp-targets",
        mark("Targets in the words of CDP-ICLEI"),
        "targets",
        (
            _CITY,
            _COUNTRY,
            Term("Base year", "integer", mark("The year compared with."), CDP_TARGETS, _item("base_year")),
            Term("Target year", "integer", mark("The year to reach it."), CDP_TARGETS, _item("target_year")),
            Term(
                "Percentage reduction target",
                "decimal",
                mark("The cut, where it is a cut in emissions in per cent."),
                CDP_TARGETS,
                _percentage,
            ),
            *_OUR_TARGETS,
        ),
    ),
    Report(
        "gcom-emissions",
        mark("Emissions in the words of the Global Covenant of Mayors"),
        "inventories",
        (
            _NAME,
            Term(
                "Inventory year", "integer", mark("The year of the emissions."), GCOM_INVENTORY, _item("year")
            ),
            Term(
                "Geographic boundary",
                "string",
                mark("What area it covers, in our words."),
                GCOM_INVENTORY,
                _item("boundary"),
            ),
            Term(
                "Population current",
                "integer",
                mark("Of the city's record, not of the inventory year."),
                GCOM_INVENTORY,
                _population("value"),
            ),
            *_OUR_EMISSIONS,
        ),
    ),
    Report(
        "gcom-targets",
        mark("Targets in the words of the Global Covenant of Mayors"),
        "targets",
        (
            _NAME,
            Term(
                "Target format",
                "string",
                mark("The kind of target, where our data tell it."),
                GCOM_TARGET,
                _target_type,
            ),
            Term(
                "Baseline year", "integer", mark("The year compared with."), GCOM_TARGET, _item("base_year")
            ),
            Term("Target year", "integer", mark("The year to reach it."), GCOM_TARGET, _item("target_year")),
            *_OUR_TARGETS,
        ),
    ),
)


def reporting_tables(cities: Sequence[Data]) -> Iterator[Table]:
    """Yield the tables for reporting platforms from the data of all cities."""
    for report in REPORTS:
        yield Table(
            f"reporting/{report.name}",
            _(report.title),
            _("One row for each entry of a city. Columns that begin with exchange_ are our own."),
            tuple(Column(term.name, term.datatype, _(term.what)) for term in report.terms),
            [
                [term.read(city, item) for term in report.terms]
                for city in cities
                for item in city[report.field]
            ],
        )
