"""The record types, one class each. They are the single source for checks, forms and docs."""

from utm_exchange.records.types.base import (
    Baseline,
    Figure,
    Money,
    Part,
    Record,
    Section,
    Source,
    Statement,
    Withdrawal,
)
from utm_exchange.records.types.city import City, Inventory, Membership, Target
from utm_exchange.records.types.exchange import Event, Funding, Need, News, Training
from utm_exchange.records.types.people import Guidance, Partner, Voice
from utm_exchange.records.types.practice import Practice

RECORD_TYPES: tuple[type[Record], ...] = (
    Practice,
    City,
    Event,
    News,
    Funding,
    Training,
    Need,
    Partner,
    Voice,
    Guidance,
)
TYPES_BY_NAME = {record_type.type_name: record_type for record_type in RECORD_TYPES}

__all__ = [
    "RECORD_TYPES",
    "TYPES_BY_NAME",
    "Baseline",
    "City",
    "Event",
    "Figure",
    "Funding",
    "Guidance",
    "Inventory",
    "Membership",
    "Money",
    "Need",
    "News",
    "Part",
    "Partner",
    "Practice",
    "Record",
    "Section",
    "Source",
    "Statement",
    "Target",
    "Training",
    "Voice",
    "Withdrawal",
]
