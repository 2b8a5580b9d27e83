"""Structured data of pages that are no record: home page, lists, texts; and the way to every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.i18n import gettext as _
from utm_exchange.metadata.addressing import Addressing
from utm_exchange.metadata.json_ld import node
from utm_exchange.metadata.structured_records import Thing
from utm_exchange.records.types import RECORD_TYPES


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way from the home page to a page."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a page says of itself."""

    title: str
    description: str
    language: str
    licence: str


def home_things(words: PageWords, catalogue: Catalogue, addressing: Addressing) -> list[Thing]:
    """Return the site, and the catalogue as a data set."""
    about = {"url": addressing.to(""), "inLanguage": words.language, "license": words.licence}
    site = node("WebSite", name=words.title, description=words.description, **about)
    days = [record.updated for record in catalogue.records.values() if record.updated]
    counted = ", ".join(
        f"{len(catalogue.listed(t.type_name))} {_(t.plural)}"
        for t in RECORD_TYPES
        if catalogue.listed(t.type_name)
    )
    data = node(
        "Dataset",
        name=_("{site}: the catalogue").format(site=words.title),
        description=f"{words.description} {counted}.".strip(),
        **about,
        dateModified=max(days).isoformat() if days else None,
        isAccessibleForFree=True,
    )
    return [site, data]


def list_thing(words: PageWords, count: int, addressing: Addressing) -> Thing:
    """Return a page that lists records, with their number."""
    held = node("ItemList", numberOfItems=count) if count else None
    return {**_page("CollectionPage", words, addressing), **({"mainEntity": held} if held else {})}


def text_thing(words: PageWords, addressing: Addressing) -> Thing:
    """Return a page that is just read."""
    return _page("WebPage", words, addressing)


def _page(type_name: str, words: PageWords, addressing: Addressing) -> Thing:
    here = addressing.to(addressing.here)
    return node(
        type_name,
        name=words.title,
        description=words.description,
        url=here,
        inLanguage=words.language,
        license=words.licence,
    )


def breadcrumbs(steps: Sequence[Step], addressing: Addressing) -> Thing:
    """Return the way to a page, as the crumbs above its title show it.

    The page itself comes last and needs no address: it is where the list stands.
    """
    addresses = [addressing.to(step.address) for step in steps[:-1]] + [None]
    items = [
        node("ListItem", position=place, name=step.label, item=address)
        for place, (step, address) in enumerate(zip(steps, addresses, strict=True), 1)
    ]
    return node("BreadcrumbList", itemListElement=items)
