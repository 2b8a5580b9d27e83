"""Choices: the closed lists from which a field is filled, with the words that people see."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from babel import Locale

from utm_exchange.contribute.fields import Field
from utm_exchange.i18n import gettext as _
from utm_exchange.records.hints import zones
from utm_exchange.records.vocabulary import vocabulary


@lru_cache
def countries(language: str = "en") -> Mapping[str, str]:
    """Return names of countries by ISO 3166-1 code, in the order of names."""
    names = Locale.parse(language).territories
    codes = [code for region in vocabulary("regions") for code in region.countries]
    return dict(sorted(((code, names.get(code, code)) for code in codes), key=lambda pair: pair[1]))


@lru_cache
def currencies(language: str = "en") -> Mapping[str, str]:
    """Return names of currencies by ISO 4217 code, those that the checks know."""
    known = Locale("en").currencies
    names = Locale.parse(language).currencies
    return {code: names.get(code, known[code]) for code in sorted(known) if len(code) == len("EUR")}


@lru_cache
def languages(language: str = "en") -> Mapping[str, str]:
    """Return names of languages by their code."""
    names = Locale.parse(language).languages
    return {code: name for code, name in sorted(names.items()) if "_" not in code and code.isalpha()}


def choices_of(field: Field, language: str = "en") -> Mapping[str, str]:
    """Return the values that a field may have with their labels; empty where the list is open or is one of records."""
    if field.kind == "term":
        return {term.id: _(term.label) for term in vocabulary(field.vocabulary)}
    if field.kind == "zone":
        return {zone: zone.replace("_", " ") for zone in zones()}
    lists = {"country": countries, "currency": currencies, "language": languages}
    return lists[field.kind](language) if field.kind in lists else {}
