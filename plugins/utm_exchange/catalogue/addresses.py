"""Addresses: where the page of a record or of a facet's value is, relative to the site's root."""

from __future__ import annotations

from utm_exchange.records.types import TYPES_BY_NAME, Record


def record_address(record: Record) -> str:
    """Return the address of a record's page, such as ``practices/oslo-climate-budget/``."""
    return f"{record.address}/{record.slug}/"


def record_source(type_name: str, slug: str) -> str:
    """Return the path that MkDocs knows a record's page by, such as ``practices/oslo.md``."""
    return f"{TYPES_BY_NAME[type_name].address}/{slug}.md"


def facet_address(facet_id: str, value: str = "") -> str:
    """Return the address of a facet's page or of one value's page."""
    return f"browse/{facet_id}/{value.lower()}/" if value else f"browse/{facet_id}/"
