"""Formatting: numbers, dates and names as readers see them, after CLDR."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, localcontext
from functools import lru_cache

from babel import Locale, dates, numbers, units

from utm_exchange.i18n import gettext as _
from utm_exchange.i18n import ngettext
from utm_exchange.records.types import Event, Figure, Money
from utm_exchange.records.types.base import Baseline
from utm_exchange.records.when import When, local_time

NARROW_SPACE = "\u202f"
_LARGE = 1_000_000
_DIGITS = 80
"""Digits to reckon with: more than a value may have, so that nothing is rounded on the way to the page."""
_MEGABYTE = 1_000_000
_JOINED_UNITS = {"%", "°C"}


class Formatter:
    """Formats for one language (a CLDR locale such as ``en`` or ``pt_BR``)."""

    def __init__(self, language: str = "en") -> None:
        """Read the locale's rules once."""
        self.locale = Locale.parse(language.replace("-", "_"))

    def number(self, value: Decimal | int) -> str:
        """Return a number with the digits that were written, grouped: ``443,025``."""
        # By its text, since 1.0 and 1.00 are equal as numbers.
        return _grouped(str(value), self.locale)

    def short_number(self, value: Decimal | int) -> str:
        """Return a number for display in large type: ``1.46 billion`` from a million on."""
        if abs(Decimal(value)) < _LARGE:
            return self.number(value)
        with localcontext(prec=_DIGITS):
            return numbers.format_compact_decimal(
                value, format_type="long", locale=self.locale, fraction_digits=2
            )

    def with_unit(self, value: Decimal, unit: str) -> str:
        """Return number and unit with the space that fits: ``80%``, ``557,000 trees``."""
        return f"{self.number(value)}{self.gap(unit)}{unit}"

    def size(self, count: int) -> str:
        """Return the size of a file: ``34 kB``, ``2.3 MB``."""
        unit, scale = ("kilobyte", 1_000) if count < _MEGABYTE else ("megabyte", _MEGABYTE)
        tenths = unit == "megabyte" and count < 10 * scale  # two digits say enough
        shown = (Decimal(count) / scale).quantize(Decimal("0.1") if tenths else Decimal(1))
        return units.format_unit(shown, f"digital-{unit}", length="short", locale=self.locale)

    def gap(self, unit: str) -> str:
        """Return what stands between a number and its unit: nothing for ``%`` and ``°C``, else a space."""
        return "" if unit in _JOINED_UNITS or unit.startswith("%") else "\u00a0"

    def money(self, money: Money) -> str:
        """Return an amount with its currency code: ``ZAR 1.46 billion``."""
        return f"{money.currency}\u00a0{self.short_number(money.amount)}"

    def baseline(self, figure: Figure) -> str:
        """Return what a figure is compared with, in words; '' for nothing."""
        base = figure.baseline
        if base is None:
            return ""
        return ", ".join(
            part
            for part in (self._base_value(base, figure.unit), str(base.year or ""), base.note or "")
            if part
        )

    def _base_value(self, base: Baseline, unit: str) -> str:
        return self.with_unit(base.value, base.unit or unit) if base.value is not None else ""

    def day(self, day: dt.date) -> str:
        """Return a day: ``14 March 2026``."""
        return dates.format_date(day, "d MMMM y", locale=self.locale)

    def when(self, when: When) -> str:
        """Return a date of any precision: ``2026``, ``March 2026``, ``14 March 2026, 09:30``."""
        if when.precision == "year":
            return str(when.first.year)
        if when.precision == "month":
            return self.month_and_year(when.first)
        hour = f", {when.time:%H:%M}" if when.time else ""
        return self.day(when.first) + hour

    def span(self, start: When, end: When | None) -> str:
        """Return a stretch of time without repeating what both ends share: ``21 to 23 September 2022``."""
        if end is None or (end.first, end.time) == (start.first, start.time):
            return self.when(start)
        if start.first == end.first:
            return f"{self.when(start)}–{end.time:%H:%M}" if end.time else self.when(start)
        if start.precision == end.precision == "day" and (start.first.year, start.first.month) == (
            end.first.year,
            end.first.month,
        ):
            return _("{first} to {last}").format(first=start.first.day, last=self.day(end.first))
        if start.precision == end.precision == "day" and start.first.year == end.first.year:
            return _("{first} to {last}").format(
                first=dates.format_date(start.first, "d MMMM", locale=self.locale), last=self.day(end.first)
            )
        return _("{first} to {last}").format(first=self.when(start), last=self.when(end))

    def days(self, first: dt.date, last: dt.date) -> str:
        """Return the days from one to another: ``16 to 22 November 2026``."""
        return self.span(When(first.isoformat(), first, first), When(last.isoformat(), last, last))

    def month(self, when: When) -> str:
        """Return the short name of a month, for date blocks."""
        return dates.format_date(when.first, "MMM", locale=self.locale)

    def month_and_year(self, day: dt.date) -> str:
        """Return the month of a day: ``March 2026``."""
        return dates.format_date(day, "MMMM y", locale=self.locale)

    def reading_time(self, words: int) -> str:
        """Return how long a text takes to read, at 200 words a minute."""
        minutes = max(1, round(words / 200))
        return ngettext("{n} minute to read", "{n} minutes to read", minutes).format(n=minutes)

    def in_utc(self, event: Event) -> str:
        """Return begin and end of an event in UTC, '' where no hour is known."""
        begin, end = instants(event)
        if begin is None:
            return ""
        start = f"{self.day(begin.date())}, {begin:%H:%M}"
        if end is None or end == begin:
            return f"{start} UTC"
        if end.date() == begin.date():
            return f"{start}–{end:%H:%M} UTC"
        return _("{first} to {last}").format(first=start, last=f"{self.day(end.date())}, {end:%H:%M} UTC")

    def country(self, code: str) -> str:
        """Return a country's name."""
        return str(self.locale.territories.get(code, code))

    def language_name(self, code: str) -> str:
        """Return a language's name."""
        return str(self.locale.languages.get(code.split("-", 1)[0], code))


def instants(event: Event) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Return begin and end of an event in UTC, None for what is not known to the hour."""
    zone = event.time_zone
    begin, end = (
        local_time(when.first, when.time, zone).astimezone(dt.UTC) if zone and when and when.time else None
        for when in (event.start, event.end)
    )
    return begin, end if begin else None


@lru_cache(maxsize=10_000)
def _grouped(digits: str, locale: Locale) -> str:
    value = Decimal(digits)
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    whole = locale.decimal_formats[None].pattern.partition(".")[0]
    with localcontext(prec=_DIGITS):
        return numbers.format_decimal(value, whole + "." * bool(decimals) + "0" * decimals, locale=locale)


@lru_cache
def formatter(language: str = "en") -> Formatter:
    """Return the formatter of a language, made once."""
    return Formatter(language)
