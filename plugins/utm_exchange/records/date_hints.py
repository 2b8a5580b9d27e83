"""Hints for dates: the ISO date that somebody most likely meant who wrote another one."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import lru_cache

from utm_exchange.i18n import gettext as _

_LANGUAGES = ("de", "es", "fr", "it", "nl", "pl", "pt", "en")
"""Languages whose names of months are understood; where two differ, the later in this list counts."""
_SPREADSHEET_ZERO = dt.date(1899, 12, 30)
"""Day 0 of the numbers by which spreadsheets count days (ECMA-376 part 1, 18.17.4.1, with its leap year that never was)."""
_YEAR = r"(?<!\d)((?:18|19|20|21)\d\d)(?!\d)"
_CLOCK = re.compile(
    r"(?:^|[ T,])(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2}(?:\.\d+)?)? ?(am|pm|a\.m\.|p\.m\.|h|uhr|z|utc)?$",
    re.IGNORECASE | re.ASCII,
)
_NOON = 12


def date_hint(text: str, *, whole: bool = False) -> str:
    """Propose the ISO date that somebody most likely meant; ``whole`` where a month or a year is not enough."""
    date, hour = _parted(" ".join(text[:60].split()))
    meant = _meant(date)
    if meant is None:
        if not any(character.isdecimal() for character in text):
            return _(
                "write year-month-day, for example 2026-03-14; leave the line out where no date is known"
            )
        return _("write year-month-day, for example {date}").format(date=f"2026-03-14{hour}")
    found, sure = meant
    if not _exists(found):
        return _("the day {date} does not exist; look at the source again").format(date=found)
    if whole and len(found) < len("2026-03-14"):
        return _("write year-month-day, for example {date}").format(date=f"{found}-01-01"[:10])
    if sure:
        return _("write year-month-day: {date}").format(date=found + hour)
    return _("write year-month-day, here perhaps {date}").format(date=found + hour)


def _parted(text: str) -> tuple[str, str]:
    """Part a text into its day and its hour, which is '' or begins with a space as in ' 09:30'."""
    clock = _CLOCK.search(text)
    if clock is None or not (clock[2] or (clock[3] and clock.start())):
        return text, ""
    hour, minute, half = int(clock[1]), clock[2] or "00", (clock[3] or "").replace(".", "").lower()
    if half == "pm" and hour < _NOON:
        hour += _NOON
    elif half == "am" and hour == _NOON:
        hour = 0
    if hour > 23 or int(minute) > 59:  # noqa: PLR2004 - hours, minutes
        return text, ""
    return text[: clock.start()].rstrip(" ,"), f" {hour:02}:{minute}"


def _exists(date: str) -> bool:
    try:
        dt.date.fromisoformat(f"{date}-01-01"[:10])
    except ValueError:
        return False
    return True


def _meant(text: str) -> tuple[str, bool] | None:
    """Return what a text means as year, year-month or year-month-day, and whether it can mean no other."""
    for reading in (_packed, _numbers, _named, _part_of_year):
        if found := reading(text):
            return found
    return None


def _packed(text: str) -> tuple[str, bool] | None:
    if re.fullmatch(r"(?:19|20)\d{6}", text, re.ASCII):
        return f"{text[:4]}-{text[4:6]}-{text[6:]}", True
    if re.fullmatch(r"[34]\d{4}", text, re.ASCII):
        return str(_SPREADSHEET_ZERO + dt.timedelta(days=int(text))), False
    return None


def _numbers(text: str) -> tuple[str, bool] | None:
    if found := re.fullmatch(r"([0-9]{4})[./-]([0-9]{1,2})[./-]([0-9]{1,2})", text):
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}", True
    if found := re.fullmatch(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{2}|[0-9]{4})", text):
        one, two, year = int(found[1]), int(found[2]), found[3]
        day, month = (two, one) if two > 12 else (one, two)  # noqa: PLR2004 - months
        return f"{year if len(year) == 4 else f'20{year}'}-{month:02}-{day:02}", False  # noqa: PLR2004 - digits
    if found := re.fullmatch(r"([0-9]{1,2})[./-]([0-9]{4})", text):
        return f"{found[2]}-{int(found[1]):02}", True
    return None


def _named(text: str) -> tuple[str, bool] | None:
    """Read a month in words, with a year and perhaps days: the first of several."""
    year = re.search(_YEAR, text, re.ASCII)
    words = (plain_letters(word) for word in re.findall(r"[^\W\d_]{3,}", text))
    month = next((months()[word] for word in words if word in months()), 0)
    if not year or not month:
        return None
    days = re.findall(r"(?<!\d)\d{1,2}(?!\d)", text[: year.start()] + text[year.end() :], re.ASCII)
    if not days:
        return f"{year[1]}-{month:02}", True
    return f"{year[1]}-{month:02}-{int(days[0]):02}", len(days) == 1


def _part_of_year(text: str) -> tuple[str, bool] | None:
    year = re.search(_YEAR, text, re.ASCII)
    if not year:
        return None
    if quarter := re.search(r"\b[QT]([1-4])\b", text, re.IGNORECASE):
        return f"{year[1]}-{int(quarter[1]) * 3 - 2:02}", False
    rest = text[: year.start()] + text[year.end() :]
    return (year[1], False) if not re.search(r"\d", rest) else None


def plain_letters(word: str) -> str:
    """Return a word in small letters without accents, as hints compare words."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))


@lru_cache
def months() -> dict[str, int]:
    """Return the numbers of the months by their names, whole and shortened, in several languages (CLDR)."""
    from babel import Locale

    found: dict[str, int] = {}
    for language in _LANGUAGES:
        for context in ("format", "stand-alone"):
            for width in ("abbreviated", "wide"):
                for number, name in Locale(language).months[context][width].items():
                    word = plain_letters(name).strip(".")
                    found |= {word: number, word[:3]: number} if language == "en" else {word: number}
    return found
