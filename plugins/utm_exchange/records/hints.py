"""Hints: the right value that somebody most likely meant who wrote another one."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from importlib.resources import files
from typing import Any

from utm_exchange.i18n import gettext as _
from utm_exchange.records.vocabulary import region_of

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "mio": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "m": 10**6,
    "k": 10**3,
}


def one_text_hint(value: Any) -> str:
    """Show how to write as one text what YAML took for a list or a group."""
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        return _("write '{text}' after the colon, without brackets or a hyphen").format(text=value[0])
    if isinstance(value, dict) and len(value) == 1:
        key, text = next(iter(value.items()))
        if key in {"partner", "city"} and isinstance(text, str):
            return _("write '{identity}', without a space after the colon").format(identity=f"{key}:{text}")
        if isinstance(text, str):
            return _(
                'a colon with a space makes a group of it; put double quotes around the whole text: "{text}"'
            ).format(text=f"{key}: {text}")
    return _("write one value after the colon")


_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
)
"""Letters that Unicode does not take apart into a plain letter and a mark."""


def slug_of(text: str) -> str:
    """Return the slug that fits a text, or '' where it has no letter of the Latin script and no digit."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS)).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def slug_hint(text: str) -> str:
    """Say which slug fits a text, for a hint."""
    slug = slug_of(text) or "a-short-name"
    return _("use small letters a to z, digits and hyphens, for example '{slug}'").format(slug=slug)


def number_hint(text: str) -> str:
    """Propose the plain number that somebody most likely meant."""
    found = re.search(
        r"([+-]?\d[\d,.'’_ \u00a0\u202f]*)(?:[eE]([+-]?\d{1,2})(?!\d))?\s*([a-zA-Z]*)", text[:200]
    )
    if found is None:
        return _("write digits only, for example 12.5; leave the line out where nothing is known")
    digits, power, word = found.groups()
    try:
        meant = Decimal(_plain_digits(digits)) * _SCALES.get(word.lower(), 1) * Decimal(10) ** int(power or 0)
    except InvalidOperation:
        return _("write digits only, with a point for decimals, for example 12.5")
    if meant == meant.to_integral_value() and (word.lower() in _SCALES or power):
        meant = meant.to_integral_value()
    whole = found[0].strip() == text.strip() and word.lower() in {"", *_SCALES}
    if whole:
        return _("write digits only, with a point for decimals: {number}").format(number=f"{meant:f}")
    return _("write digits only, here perhaps {number}; the unit has a field of its own").format(
        number=f"{meant:f}"
    )


def _plain_digits(text: str) -> str:
    """Turn 1,250 and 1 250 into 1250, and 12,5 into 12.5: marks that part groups of three go, the other one is the decimal point."""
    plain = re.sub(r"[^\d,.+-]", "", text).rstrip(",.")
    marks = re.findall(r"[,.]", plain)
    grouped = re.fullmatch(r"[+-]?\d{1,3}(?:([,.])\d{3})(?:\1\d{3})*", plain)
    if grouped and (grouped[1] == "," or len(marks) > 1):
        return re.sub(r"[,.]", "", plain)
    if marks and (len(set(marks)) > 1 or marks == [","]):
        whole, _mark, rest = plain.rpartition(marks[-1])
        return re.sub(r"[,.]", "", whole) + "." + rest
    return plain


def date_hint(text: str) -> str:
    """Propose the ISO date that somebody most likely meant."""
    clock = re.search(r"(?:^|[ T,])(\d{1,2})[:.h](\d{2})(?: ?h)?$", text[:60])
    hour = f" {int(clock[1]):02}:{clock[2]}" if clock and int(clock[1]) < 24 and int(clock[2]) < 60 else ""  # noqa: PLR2004 - hours, minutes
    found = _meant_day(text[: clock.start()].rstrip(" ,") if clock and hour else text)
    if found is None:
        return _("write year-month-day, for example {date}").format(date=f"2026-03-14{hour}")
    date, sure = found
    try:
        dt.date.fromisoformat(date)
    except ValueError:
        return _("the day {date} does not exist; look at the source again").format(date=date)
    if sure:
        return _("write year-month-day: {date}").format(date=date + hour)
    return _("write year-month-day, here perhaps {date}").format(date=date + hour)


def _meant_day(text: str) -> tuple[str, bool] | None:
    """Return the day that a text means as year-month-day, and whether it can mean no other."""
    day, month, year = r"([0-9]{1,2})", r"([0-9]{1,2})", r"([0-9]{4})"
    if named := re.search(rf"{day}\.?(?:st|nd|rd|th)?\s+([A-Za-z]{{3,}})\.?,?\s+{year}", text):
        parts = named[3], named[2], named[1]
    elif named := re.search(rf"([A-Za-z]{{3,}})\.?\s+{day}(?:st|nd|rd|th)?,?\s+{year}", text):
        parts = named[3], named[1], named[2]
    elif plain := re.fullmatch(rf"{day}[./-]{month}[./-]{year}", text):
        swapped = int(plain[2]) > 12  # noqa: PLR2004 - months
        parts = (plain[3], plain[1], plain[2]) if swapped else (plain[3], plain[2], plain[1])
    elif loose := re.fullmatch(rf"{year}[./-]{month}[./-]{day}", text):
        parts = loose[1], loose[2], loose[3]
    else:
        return None
    number = (
        int(parts[1])
        if parts[1].isdigit()
        else next((i for i, name in enumerate(MONTHS, 1) if name.startswith(parts[1].lower()[:3])), 0)
    )
    return (
        (f"{parts[0]}-{number:02}-{int(parts[2]):02}", not re.match(r"[0-9]{1,2}[./-]", text))
        if number
        else None
    )


@lru_cache
def zones() -> tuple[str, ...]:
    """Return the names of all zones, from the package that is the same on every machine."""
    return tuple((files("tzdata") / "zones").read_text("utf-8").split())


def zone_hint(text: str) -> str:
    """Propose the time zone that somebody most likely meant."""
    names = {zone.lower(): zone for zone in zones()}
    names = {name.rpartition("/")[2]: zone for name, zone in names.items() if "/" in name} | names
    # Short names in capitals (CEST, IST) mean several zones: nothing is guessed from them.
    near = (
        []
        if text.isupper()
        else difflib.get_close_matches(text.lower().replace(" ", "_"), names, n=1, cutoff=0.75)
    )
    if near:
        return _("write '{zone}'").format(zone=names[near[0]])
    return _("write region and city as in the time zone database, for example Europe/Brussels")


def country_hint(text: str) -> str:
    """Propose the ISO 3166-1 code of the country that a text names."""
    from babel import Locale

    languages = ("it", "pt", "de", "es", "fr", "en")
    names = {
        name.lower(): code
        for language in languages
        for code, name in Locale(language).territories.items()
        if region_of(code)
    }
    names |= {"uk": "GB", "great britain": "GB", "usa": "US", "turkey": "TR", "holland": "NL"}
    plain = text.lower()
    code = text.upper() if region_of(text.upper()) else names.get(plain, "")
    english = Locale("en").territories
    if code:
        return _("write {code} for {name}").format(code=code, name=english[code])
    near = difflib.get_close_matches(plain, names, n=1, cutoff=0.7)
    if near:
        return _("write the two letters of ISO 3166, perhaps {code} for {name}").format(
            code=names[near[0]], name=english[names[near[0]]]
        )
    return _("write the two letters of ISO 3166, for example UA for Ukraine")
