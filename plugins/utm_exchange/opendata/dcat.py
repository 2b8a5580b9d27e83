"""Descriptions of the data sets for data portals: DCAT-AP as JSON-LD, and a schema.org Dataset.

https://semiceu.github.io/DCAT-AP/releases/3.0.0/ and https://schema.org/Dataset. Terms of the EU
authority lists are used where DCAT-AP asks for them.
"""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from utm_exchange.i18n import gettext as _
from utm_exchange.opendata.envelope import Publisher
from utm_exchange.opendata.openapi import MEDIA
from utm_exchange.opendata.versions import ROOT

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_EU = "http://publications.europa.eu/resource/authority"
_FILE_TYPES = {"json": "JSON", "csv": "CSV", "geojson": "GEOJSON"}
_LANGUAGES = {"en": "ENG", "fr": "FRA", "es": "SPA", "pt": "POR", "ar": "ARA", "de": "DEU", "it": "ITA"}
_THEME = f"{_EU}/data-theme/ENVI"


@dataclass(frozen=True, slots=True)
class DataSet:
    """One data set and the files that it comes in, by their names below the root of the data."""

    id: str
    title: str
    description: str
    files: tuple[str, ...]


def dcat(publisher: Publisher, sets: Iterable[DataSet], page: str, day: dt.date) -> dict[str, Any]:
    """Return the catalogue of the data sets; ``page`` is the address of the page that explains them.

    Where nobody has said where the site will be, addresses are relative to the document itself.
    """
    agent = {"@type": "foaf:Agent", "foaf:name": _text(publisher.name, publisher)}
    return {
        "@context": _CONTEXT,
        "@id": _address("catalog.jsonld", publisher) + "#catalog",
        "@type": "dcat:Catalog",
        "dct:title": _text(_("{site}: open data").format(site=publisher.name), publisher),
        "dct:description": _text(publisher.description or publisher.name, publisher),
        "dct:publisher": agent,
        "dct:license": {"@id": publisher.licence},
        "dct:modified": {"@value": day.isoformat(), "@type": "xsd:date"},
        **_language(publisher),
        "foaf:homepage": {"@id": _page(page, publisher)},
        "dcat:dataset": [_data_set(data_set, publisher, agent, page) for data_set in sets],
    }


def _data_set(data_set: DataSet, publisher: Publisher, agent: Mapping[str, Any], page: str) -> dict[str, Any]:
    return {
        "@id": _address("catalog.jsonld", publisher) + f"#{data_set.id}",
        "@type": "dcat:Dataset",
        "dct:title": _text(data_set.title, publisher),
        "dct:description": _text(data_set.description, publisher),
        "dct:publisher": agent,
        "dcat:theme": {"@id": _THEME},
        "dcat:landingPage": {"@id": _page(page, publisher)},
        **_language(publisher),
        "dcat:distribution": [_distribution(name, publisher) for name in data_set.files],
    }


def _distribution(name: str, publisher: Publisher) -> dict[str, Any]:
    ending = name.rpartition(".")[2]
    media = MEDIA[ending]
    return {
        "@type": "dcat:Distribution",
        "dcat:accessURL": {"@id": _address(name, publisher)},
        "dcat:downloadURL": {"@id": _address(name, publisher)},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media}"},
        "dct:format": {"@id": f"{_EU}/file-type/{_FILE_TYPES[ending]}"},
        "dct:license": {"@id": publisher.licence},
    }


def _text(text: str, publisher: Publisher) -> dict[str, str]:
    return {"@value": text, "@language": publisher.language}


def _language(publisher: Publisher) -> dict[str, Any]:
    code = _LANGUAGES.get(publisher.language.partition("-")[0])
    return {"dct:language": {"@id": f"{_EU}/language/{code}"}} if code else {}


def _address(name: str, publisher: Publisher) -> str:
    return publisher.address(name) if publisher.site else name


def _page(page: str, publisher: Publisher) -> str:
    return f"{publisher.site}{page}" if publisher.site else posixpath.relpath(page, ROOT) + "/"


def schema_org(publisher: Publisher, sets: Sequence[DataSet], page: str, day: dt.date) -> dict[str, Any]:
    """Return the same as a schema.org Dataset for the page that explains the data.

    Addresses are relative to that page where nobody has said where the site will be.
    """

    def to(name: str) -> str:
        return publisher.address(name) if publisher.site else posixpath.relpath(ROOT + name, page)

    downloads = [
        {
            "@type": "DataDownload",
            "name": data_set.title,
            "encodingFormat": MEDIA[name.rpartition(".")[2]],
            "contentUrl": to(name),
        }
        for data_set in sets
        for name in data_set.files
    ]
    return {
        "@type": "Dataset",
        "name": _("{site}: open data").format(site=publisher.name),
        "description": publisher.description or publisher.name,
        "url": _page_of(page, publisher),
        "license": publisher.licence,
        "inLanguage": publisher.language,
        "isAccessibleForFree": True,
        "dateModified": day.isoformat(),
        "creator": {"@type": "Organization", "name": publisher.name},
        "distribution": downloads,
    }


def _page_of(page: str, publisher: Publisher) -> str:
    return f"{publisher.site}{page}" if publisher.site else "./"
