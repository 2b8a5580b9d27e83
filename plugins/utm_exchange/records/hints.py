"""Hints: the right value that somebody most likely meant who wrote another one."""

from __future__ import annotations

import difflib
import html
import re
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from importlib.resources import files
from typing import Any

from utm_exchange.i18n import gettext as _
from utm_exchange.records.characters import in_latin

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


WINDOWS_NAMES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
"""Names that no file on Windows can have, whatever its ending (Naming Files, Paths, and Namespaces, Win32)."""


def slug_of(text: str) -> str:
    """Return the slug that fits a text, or '' where it has no letter of the Latin script and no digit."""
    plain = unicodedata.normalize("NFKD", in_latin(text).lower().translate(_LETTERS))
    return "-".join(re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode()))


def slug_hint(text: str) -> str:
    """Say which slug fits a text, for a hint."""
    if text in WINDOWS_NAMES:
        return _("Windows keeps this name for itself; write a longer one, for example '{slug}-1'").format(
            slug=text
        )
    slug = slug_of(re.sub(r"^(?:city|need|partner|practice):|\.(?:ya?ml|md)$", "", text)) or "a-short-name"
    return _("use small letters a to z, digits and hyphens, for example '{slug}'").format(slug=slug)


def number_hint(text: str) -> str:
    """Propose the plain number that somebody most likely meant."""
    text = _western(text[:200])
    if span := re.fullmatch(r"\s*(\d[\d.,]*)\s*(?:-|–|—|to)\s*(\d[\d.,]*)\D*", text):
        return _(
            "write one number, or make two figures of the two, {low} and {high}; what lies between belongs in 'note:'"
        ).format(low=_plain_digits(span[1]), high=_plain_digits(span[2]))
    found = re.search(r"([+-]?\d[\d,.'’_ \u00a0\u202f]*)(?:[eE]([+-]?\d{1,2})(?!\d))?\s*([a-zA-Z]*)", text)
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


def _western(text: str) -> str:
    """Write digits of any script as 0 to 9, a minus as a hyphen, and a letter O among digits as 0."""
    digits = "".join(
        str(unicodedata.digit(character)) if character.isdecimal() else character for character in text
    )
    return re.sub(
        r"(?<=\d)[oO]+(?![a-zA-Z])", lambda letters: "0" * len(letters[0]), digits.replace("−", "-")
    )


_DEGREES = re.compile(
    r"(\d{1,3})\s*°\s*(\d{1,2}(?:[.,]\d+)?)?\s*['’′]?\s*(\d{1,2}(?:[.,]\d+)?)?\s*(?:\"|”|″|'')?\s*([NSEWO])?",
    re.IGNORECASE | re.ASCII,
)


def degree_hint(text: str) -> str:
    """Propose the decimal degrees that somebody most likely meant."""
    if both := re.fullmatch(r"\s*([+-]?\d+\.\d+)\s*[,; ]\s*([+-]?\d+\.\d+)\s*", text):
        return _("write the two numbers in two fields, lat: {north} and lon: {east}").format(
            north=both[1], east=both[2]
        )
    if found := _DEGREES.fullmatch(text.strip()):
        degrees, minutes, seconds = (
            float((part or "0").replace(",", ".")) for part in (found[1], found[2], found[3])
        )
        sign = -1 if (found[4] or "").upper() in {"S", "W", "O"} else 1
        value = round(sign * (degrees + minutes / 60 + seconds / 3600), 4)
        return _("write degrees with a point: {number}").format(number=f"{value:g}")
    return number_hint(text)


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


_TAGS = re.compile(r"</?[A-Za-z!][^<>]*>")
_FORM = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)|\{\{[^{}]*\}\}|\*\*|`")


def plain_text(text: str) -> str:
    """Return a text without the marks of HTML and of Markdown, its words as a reader would see them."""
    return " ".join(html.unescape(_FORM.sub(r"\1", _TAGS.sub("", text))).split())


_MARKED = re.compile(r"^[“”„«‘‚]|<[A-Za-z/!]|&#?\w+;|\*\*|\]\(|\{\{|`")
_QUOTED = re.compile(r"[“”„«‘‚]([^“”„«»‘’‚]*)[”“»’‘\"]")


def marks_in(text: str) -> tuple[str, str, str] | None:
    """Return code, message and hint for the marks of a text processor, of HTML or of Markdown in plain text, or None."""
    if not _MARKED.search(text):
        return None
    if quoted := _QUOTED.fullmatch(text):
        return (
            "UTM208",
            _("the curly quotation marks around the value become part of it"),
            _("write {text} without them, or with straight ones where a mark is needed").format(
                text=quoted[1]
            ),
        )
    plain = plain_text(text)
    if plain == text:
        return None
    hint = (
        _("write it plainly: {text}").format(text=plain)
        if plain
        else _("write the name itself in place of what stands between the marks")
    )
    return "UTM209", _("HTML and Markdown are not read in this field"), hint


def year_hint(text: str) -> str:
    """Propose the year that a text holds; '' where an example says more."""
    years = re.findall(r"(?<!\d)(?:18|19|20|21)\d\d(?!\d)", text, re.ASCII)
    if len(years) == 1 and sum(character.isdecimal() for character in text) == len(years[0]):
        return _("write the year with four digits: {year}").format(year=years[0])
    if years:
        return _("write one year with four digits, here perhaps {year}").format(year=years[-1])
    if any(character.isdecimal() for character in text):
        return ""
    return _("write a year such as 2024; leave the line out where none is known")


def count_hint(text: str) -> str:
    """Propose the number that a text holds; '' where an example says more."""
    return number_hint(text) if any(c.isdecimal() for c in text) else ""


def url_hint(text: str) -> str:  # noqa: PLR0911 - one return for each way to write it wrong
    """Propose the web address that somebody most likely meant."""
    bare = text.strip("<>").rstrip(".,;")
    if inner := re.search(r"[<(](https?://[^\s<>()]+)[>)]", text):
        return _("write the address alone: {text}").format(text=inner[1])
    addresses = re.findall(r"https?://[^\s<>(),;\"\]]+", text)
    if len(addresses) > 1:
        return _("write one address, for example the first: {text}; the other is a source of its own").format(
            text=addresses[0]
        )
    if "@" in bare.partition("//")[2].partition("/")[0]:
        return _("write the address without what stands before the @, which would hide where it leads")
    if re.fullmatch(r"(?:doi:\s*)?10\.\d{4,9}/\S+", bare, re.IGNORECASE):
        return _("write the whole address: https://doi.org/{text}").format(text=bare[bare.index("10.") :])
    if re.match(r"(?:file:|[a-zA-Z]:[\\/]|\\\\|https?://[^./]+(?:/|$))", bare):
        return _(
            "write the address of a public page, which everybody can open; this one is on your own computer or network"
        )
    if slip := re.fullmatch(
        r"h?t*t+p?s?[:;]?/{1,3}((?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?)|[a-z]{3,6}:/{1,3}((?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?)",
        bare,
        re.ASCII,
    ):
        return _("write the whole address: https://{text}").format(text=slip[1] or slip[2])
    if re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", bare):
        return _("write the whole address: https://{text}").format(text=bare)
    if " " in text and text.startswith("http"):
        return _("write each space as %20: {text}").format(text=text.replace(" ", "%20"))
    return _("write the whole address as the browser shows it, for example https://www.example.org/report")
