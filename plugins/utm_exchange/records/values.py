"""Values: the small types that fields of records are made of.

Every scalar reaches these types as text (see :mod:`.yaml_text`), so YAML 1.1 guesses nothing.
A value that does not fit raises a ``PydanticCustomError`` whose type is a problem code and whose
context carries the hint.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfoNotFoundError

from pydantic import BeforeValidator, GetCoreSchemaHandler, PlainSerializer
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from utm_exchange.i18n import gettext as _
from utm_exchange.i18n import mark
from utm_exchange.records.date_hints import date_hint
from utm_exchange.records.hints import (
    WINDOWS_NAMES,
    count_hint,
    degree_hint,
    marks_in,
    number_hint,
    one_text_hint,
    slug_hint,
    url_hint,
    year_hint,
    zone_hint,
    zones,
)
from utm_exchange.records.when import HourWithoutZoneError, When, parse_moment, parse_when

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def wrong(code: str, message: str, hint: str) -> PydanticCustomError:
    """Return the error that a value raises; ``code`` is a key of :data:`.codes.CODES`."""
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def one_text(value: Any) -> str:
    """Return a text without the space around it; a list or a group of fields is no text."""
    if isinstance(value, str):
        return value.strip()
    if value is None:
        raise wrong("UTM204", _("this is empty"), _("write a value after the hyphen, or delete the line"))
    raise wrong(
        "UTM203", _("this needs one piece of text, not a list or a group of fields"), one_text_hint(value)
    )


# Text


def _bounded(limit: int) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        text = one_text(value)
        if not text:
            raise wrong("UTM204", _("this is empty"), _("write a text, or leave the whole line out"))
        if len(text) > limit:
            raise wrong(
                "UTM205",
                _("this has {length} characters, at most {limit} fit").format(length=len(text), limit=limit),
                _("shorten it; long text belongs in the body of the page"),
            )
        if marked := marks_in(text):
            raise wrong(*marked)
        return " ".join(text.split())

    return check


TITLE_LENGTH, LINE_LENGTH, TEXT_LENGTH = 120, 300, 1500
Title = Annotated[str, BeforeValidator(_bounded(TITLE_LENGTH))]
"""A heading of at most 120 characters."""
Line = Annotated[str, BeforeValidator(_bounded(LINE_LENGTH))]
"""One line of at most 300 characters."""
Text = Annotated[str, BeforeValidator(_bounded(TEXT_LENGTH))]
"""A short paragraph of at most 1,500 characters."""


def _slug(value: Any) -> str:
    text = one_text(value)
    if not SLUG.fullmatch(text) or text in WINDOWS_NAMES:
        raise wrong(
            "UTM206",
            _("'{text}' is not a file name that addresses can use").format(text=text),
            slug_hint(text),
        )
    return text


Slug = Annotated[str, BeforeValidator(_slug)]
"""The identity of a record within its type: its file name without the ending."""


IDENTITY = re.compile(r"([a-z]+):([a-z0-9]+(?:-[a-z0-9]+)*)")


@dataclass(frozen=True, slots=True)
class RefersTo:
    """Annotation: the text names a record.

    ``type`` is the type's name when the text is a bare slug, ``any`` when it is ``type:slug``, and
    ``party`` when it is ``partner:slug`` or the name of an organisation without a page.
    """

    type: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check the form of the reference; whether the record exists is the catalogue's to say."""
        check = {"any": _identity, "party": _party}.get(self.type, _slug)
        return core_schema.no_info_before_validator_function(check, handler(source))


def _identity(value: Any) -> str:
    text = one_text(value)
    if not IDENTITY.fullmatch(text):
        example = f"practice:{text}" if SLUG.fullmatch(text) else "practice:oslo-climate-budget"
        raise wrong(
            "UTM207",
            _("'{text}' does not name a record").format(text=text),
            _("write the type, a colon and the file name, for example '{example}'").format(example=example),
        )
    return text


def _party(value: Any) -> str:
    text = _bounded(LINE_LENGTH)(value)
    partner = re.match(r"partner\s*:", text, re.IGNORECASE)
    if partner and not IDENTITY.fullmatch(text):
        slug = text[partner.end() :].strip()
        raise wrong(
            "UTM207",
            _("'{text}' does not name a partner").format(text=text),
            slug_hint(slug).replace("'", "'partner:", 1),
        )
    return text


CityRef = Annotated[str, RefersTo("city")]
"""The slug of a city."""
NeedRef = Annotated[str, RefersTo("need")]
"""The slug of a need."""
Identity = Annotated[str, RefersTo("any")]
"""A record of any type, as ``type:slug``."""
Party = Annotated[str, RefersTo("party")]
"""An organisation: its name, or ``partner:slug`` for one that has a page."""


# Numbers

NUMBER = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?")


def _number(value: Any, hint: Callable[[str], str] = number_hint) -> Decimal:
    text = one_text(value)
    if not NUMBER.fullmatch(text):
        raise wrong("UTM301", _("'{text}' is not a plain number").format(text=text), hint(text))
    return Decimal(text)


Number = Annotated[Decimal, BeforeValidator(_number)]
"""A number exactly as written, so that 0.10 stays 0.10."""


def _whole(low: int, high: int, code: str, example: str, hint: Callable[[str], str]) -> Callable[[Any], int]:
    def check(value: Any) -> int:
        text = one_text(value)
        if not text.isascii() or not text.isdigit():
            raise wrong(
                "UTM301", _("'{text}' is not a whole number").format(text=text), hint(text) or _(example)
            )
        number = int(text) if len(text) <= 20 else high + 1  # noqa: PLR2004 - longer ones are wrong, and slow
        if not low <= number <= high:
            raise wrong(
                code,
                _("{number} is not between {low} and {high}").format(number=text, low=low, high=high),
                _(example),
            )
        return number

    return check


FIRST_YEAR, LAST_YEAR = 1850, 2150
Year = Annotated[
    int,
    BeforeValidator(
        _whole(
            FIRST_YEAR,
            LAST_YEAR,
            "UTM305",
            mark("write the year with four digits, for example 2024"),
            year_hint,
        )
    ),
]
"""A calendar year."""
Count = Annotated[
    int,
    BeforeValidator(_whole(0, 10**15, "UTM301", mark("write digits only, for example 12500"), count_hint)),
]
"""How many; not negative."""


def _within(limit: int) -> Callable[[Any], float]:
    def check(value: Any) -> float:
        number = _number(value, degree_hint)
        if abs(number) > limit:
            raise wrong(
                "UTM306",
                _("{number} is not between -{limit} and {limit}").format(number=number, limit=limit),
                _(
                    "write degrees with a point, for example lat: 59.91 and lon: 10.75; perhaps exchange the two"
                ),
            )
        return float(number)

    return check


Latitude = Annotated[float, BeforeValidator(_within(90))]
"""Degrees north, WGS 84."""
Longitude = Annotated[float, BeforeValidator(_within(180))]
"""Degrees east, WGS 84."""


def _truth(value: Any) -> bool:
    text = one_text(value).lower()
    if text in {"true", "yes"}:
        return True
    if text in {"false", "no"}:
        return False
    raise wrong("UTM307", _("'{text}' is neither yes nor no").format(text=text), _("write yes or no"))


Truth = Annotated[bool, BeforeValidator(_truth)]
"""Yes or no."""

# Dates


def _when(value: Any, *, whole: bool = False) -> When:
    if isinstance(value, When):
        return value
    text = one_text(value)
    try:
        when = parse_when(text)
    except ValueError:
        hint = date_hint(text, whole=whole)
        raise wrong("UTM303", _("'{text}' is not a date").format(text=text), hint) from None
    if not FIRST_YEAR <= when.first.year <= LAST_YEAR:
        raise wrong(
            "UTM305",
            _("{number} is not between {low} and {high}").format(
                number=when.first.year, low=FIRST_YEAR, high=LAST_YEAR
            ),
            _(mark("write the year with four digits, for example 2024")),
        )
    return when


PartialDate = Annotated[When, BeforeValidator(_when), PlainSerializer(str)]
"""A date of any precision, see :class:`When`."""


def _day(value: Any) -> dt.date:
    when = _when(value, whole=True)
    if when.precision != "day":
        raise wrong(
            "UTM303",
            _("'{text}' is not a whole date with year, month and day").format(text=when),
            _("write year-month-day, for example {date}").format(date=when.first),
        )
    return when.first


Day = Annotated[dt.date, BeforeValidator(_day)]
"""A calendar day, ``2026-03-14``."""


def _moment(value: Any) -> dt.datetime:
    if isinstance(value, dt.datetime):
        return value
    text = one_text(value)
    try:
        moment = parse_moment(text)
    except HourWithoutZoneError:
        raise wrong(
            "UTM512",
            _("an hour needs a time zone"),
            _("write for example {moment} Europe/Brussels").format(moment=text.replace("T", " ")),
        ) from None
    except (ZoneInfoNotFoundError, OSError):  # OSError: a folder of the database, such as America/Argentina
        zone = text.split()[-1]
        raise wrong("UTM308", _("'{text}' is not a time zone").format(text=zone), zone_hint(zone)) from None
    except ValueError:
        raise wrong("UTM303", _("'{text}' is not a date").format(text=text), date_hint(text)) from None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        _when(text[: len("2026-03-14")])
    return moment


Moment = Annotated[dt.datetime, BeforeValidator(_moment)]
"""A moment in UTC, written as a day or as an hour with its zone, see :func:`.when.parse_moment`."""


def _zone(value: Any) -> str:
    text = one_text(value)
    if text not in zones():
        raise wrong("UTM308", _("'{text}' is not a time zone").format(text=text), zone_hint(text))
    return text


TimeZone = Annotated[str, BeforeValidator(_zone)]
"""A name of the IANA time zone database."""

# Addresses


def _url(value: Any) -> str:
    text = one_text(value)
    try:
        parts = urlsplit(text)
        good = (
            parts.scheme in {"http", "https"}
            and "." in (parts.hostname or "")
            and "@" not in parts.netloc
            and not re.search(r"[\s<>\"{}|\\^`]", text)
        )
    except ValueError:
        good = False
    if not good or len(text) > _LONGEST_URL:
        raise wrong(
            "UTM304", _("'{text}' is not a web address").format(text=text[:80]), url_hint(text[:_LONGEST_URL])
        )
    return text


_LONGEST_URL = 2000
"""Characters; what every browser and server takes."""
Url = Annotated[str, BeforeValidator(_url)]
"""An absolute web address, http or https."""


def _email(value: Any) -> str:
    text = one_text(value)
    if not re.fullmatch(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\".]+", text):
        raise wrong(
            "UTM304",
            _("'{text}' is not an e-mail address").format(text=text),
            _("write one address, for example {address}").format(
                address=found[0]
                if (found := re.search(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text, re.ASCII))
                else "climate@city.example"
            ),
        )
    return text


Email = Annotated[str, BeforeValidator(_email)]
"""An e-mail address."""
