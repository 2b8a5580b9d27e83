"""Hints for countries and languages: their codes, found by the names that people give them."""

from __future__ import annotations

import difflib
from functools import lru_cache

from utm_exchange.i18n import gettext as _
from utm_exchange.records.vocabulary import region_of

_COMMON = ("it", "pt", "de", "es", "fr", "en")
"""Languages in which countries are named; where two differ, the later in this list counts."""
_OTHER_NAMES = {"uk": "GB", "great britain": "GB", "usa": "US", "turkey": "TR", "holland": "NL"}


def country_hint(text: str) -> str:
    """Propose the ISO 3166-1 code of the country that a text names."""
    from babel import Locale
    from babel.core import get_global

    names = {
        name.lower(): code
        for language in _COMMON
        for code, name in Locale(language).territories.items()
        if region_of(code)
    } | _OTHER_NAMES
    plain = text.lower().strip(" ,.;")
    code = next(
        (
            code
            for code in (
                plain.upper(),
                names.get(plain, ""),
                *get_global("territory_aliases").get(plain.upper(), ()),
            )
            if region_of(code)
        ),
        "",
    ) or _own_country_names().get(plain, "")
    english = Locale("en").territories
    if code:
        return _("write {code} for {name}").format(code=code, name=english[code])
    near = difflib.get_close_matches(plain, names, n=1, cutoff=0.7)
    if near:
        return _("write the two letters of ISO 3166, perhaps {code} for {name}").format(
            code=names[near[0]], name=english[names[near[0]]]
        )
    return _("write the two letters of ISO 3166, for example UA for Ukraine")


def language_hint(text: str) -> str:
    """Propose the code of the language that a text names, in English or in that language."""
    from babel import Locale

    plain = text.lower().strip(" ,.;")
    english = {name.lower(): code for code, name in Locale("en").languages.items()}
    if code := english.get(plain) or _own_language_names().get(plain):
        return _("write {code} for {name}").format(code=code, name=text)
    if plain in Locale("en").languages:
        return _("write {code}").format(code=plain)
    return _("write the code of the language, for example en, fr or uk")


@lru_cache
def _own_country_names() -> dict[str, str]:
    """Return the codes of countries by their names in their own official languages (CLDR)."""
    from babel import Locale, UnknownLocaleError
    from babel.languages import get_official_languages

    found: dict[str, str] = {}
    for code in map(str, Locale("en").territories):
        for language in get_official_languages(code) if region_of(code) else ():
            try:
                found[Locale.parse(language).territories[code].lower()] = code
            except (UnknownLocaleError, KeyError):
                continue
    return found


@lru_cache
def _own_language_names() -> dict[str, str]:
    """Return the codes of languages by their own names (CLDR)."""
    from babel import Locale
    from babel.localedata import locale_identifiers

    return {
        name.lower(): language
        for language in locale_identifiers()
        if "_" not in language and (name := Locale.parse(language).languages.get(language))
    }
