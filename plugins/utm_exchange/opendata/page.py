"""The page that explains the data to people: what there is, three worked examples, what columns mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.i18n import gettext as _
from utm_exchange.opendata.edition import files_of, tables_of
from utm_exchange.opendata.reporting import REPORTS, Report
from utm_exchange.opendata.table import Table
from utm_exchange.opendata.versions import ROOT, VERSIONS, Version
from utm_exchange.records.types import RECORD_TYPES, Record

PREVIEW = "http://127.0.0.1:8000/"
"""Where examples look for the data while nobody has said where the site will be: the preview."""

_PYTHON = """import json
from urllib.request import urlopen

with urlopen("{address}practices.json") as answer:
    practices = json.load(answer)["records"]

for practice in practices:
    for figure in practice["results"]:
        if figure["grade"] == "published":
            print(practice["title"], figure["label"], figure["value"], figure["unit"], sep=" | ")
"""
_SHELL = """curl -s {address}cities.json |
  jq -r '.records[] | select(.member) | [.title, .country, .population.value] | @csv'
"""


@dataclass(frozen=True, slots=True)
class Offer:
    """A row of the list of what there is: records of a type, and the names of their files."""

    title: str
    count: int
    files: tuple[tuple[str, str], ...]
    """Label and address below the site's root."""


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """The example for a spreadsheet: a file, a formula, and what the formula gives."""

    address: str
    formula: str
    answer: int


@dataclass(frozen=True)
class DataPage:
    """What the page shows: the forms of the data, and how many there are."""

    offers: tuple[Offer, ...]
    long: tuple[Table, ...]
    """Tables without rows, for their titles and columns: those of what records have many of,"""
    typed: tuple[Table, ...]
    """and those of record types."""
    root: str
    descriptions: tuple[tuple[str, str], ...]
    """What a description is, and its address below the site's root."""
    reports: tuple[Report, ...]
    versions: tuple[Version, ...]
    spreadsheet: Spreadsheet
    python: str
    shell: str
    unplaced: bool
    """Whether nobody has said where the site will be."""


def data_page(catalogue: Catalogue, site: str) -> DataPage:
    """Return what the page about the data shows; ``site`` is the address of the site's root, '' where unknown."""
    own = {record_type.address for record_type in RECORD_TYPES}
    tables = tables_of({})
    address = (site or PREVIEW) + ROOT
    return DataPage(
        tuple(Offer(_(t.plural), len(catalogue.listed(t.type_name)), data_of_type(t)) for t in RECORD_TYPES),
        tuple(table for table in tables if table.name not in own),
        tuple(table for table in tables if table.name in own),
        ROOT,
        (
            (_("What there is, as JSON"), f"{ROOT}index.json"),
            (_("The terms that records use"), f"{ROOT}vocabularies.json"),
            (_("Description of all files (OpenAPI)"), f"{ROOT}openapi.json"),
            (_("What the columns of the tables mean (CSV on the Web)"), f"{ROOT}csv-metadata.json"),
            (_("Description of the data sets (DCAT)"), f"{ROOT}catalog.jsonld"),
        ),
        REPORTS,
        VERSIONS,
        _spreadsheet(catalogue, tables, address),
        _PYTHON.format(address=address),
        _SHELL.replace("{address}", address),
        not site,
    )


def data_of_type(record_type: type[Record]) -> tuple[tuple[str, str], ...]:
    """Return format and address of each file that holds all records of a type."""
    labels = {"json": "JSON", "csv": "CSV", "geojson": "GeoJSON"}
    return tuple((labels[name.rpartition(".")[2]], ROOT + name) for name in files_of(record_type))


def _spreadsheet(catalogue: Catalogue, tables: Iterable[Table], address: str) -> Spreadsheet:
    table = next(table for table in tables if table.name == "figures")
    letter = get_column_letter([column.name for column in table.columns].index("grade") + 1)
    figures = (
        figure
        for type_name, field in (("practice", "results"), ("city", "indicators"))
        for record in catalogue.listed(type_name)
        for figure in getattr(record, field)
    )
    return Spreadsheet(
        f"{address}{table.name}.csv",
        f'=COUNTIF({letter}:{letter},"published")',
        sum(figure.grade == "published" for figure in figures),
    )
