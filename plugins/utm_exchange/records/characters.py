"""Characters: what comes into a text by pasting or by malice and cannot be seen, or shows something else than it is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from utm_exchange.i18n import gettext as _

# No keyboard makes these: control characters; line ends that only some programs see; soft hyphens
# and spaces without width, which keep words from being found; letters that look like nothing; the
# characters for private use, among them the bullets of Word's symbol font; tag characters; and the
# marks that turn the direction of writing, of CVE-2021-42574, with which a text can show something
# else than it says. Joiners (U+200C, U+200D) and the single marks of direction (U+200E, U+200F) stay:
# Persian, Hindi, Hebrew and Arabic need them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b"
    "\u2028-\u202e\u2060-\u206f\u3164\ue000-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff9-\uffff"
    "\U000e0000-\U0010ffff]"
)
_UNSEEN_ASCII = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""The same for a text of plain letters, which is looked through five times as fast."""
_UNJOINED = re.compile(r"^(?:<{7} |>{7} )", re.MULTILINE)
# Of each alphabet the letters that look like those of the other, after the data file of Unicode
# Technical Standard 39 (confusables.txt), so far as fonts for text draw them alike.
_CYRILLIC = "АВЕЅІЈКМНОРСТУХԛԝаеѕіјорсухһԁӏ"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
_LATIN_FOR = str.maketrans(_CYRILLIC + _GREEK, "ABESIJKMHOPCTYXqwaesijopcyxhdl" + "ABEZHIKMNOPTYXo")
_LOOKALIKES = frozenset(_CYRILLIC + _GREEK)
_LATIN_LOOKALIKES = frozenset(chr(code) for code in _LATIN_FOR.values() if isinstance(code, int))
_MIXED = re.compile(
    rf"[A-Za-z][{_CYRILLIC}{_GREEK}]|[{_CYRILLIC}{_GREEK}][A-Za-z]|[\u0400-\u052f][A-Za-z]|[A-Za-z][\u0400-\u052f]"
)
_WORD = re.compile(r"[^\W\d_]+")
# The first byte of a letter in UTF-8, read as Windows-1252, and what may follow it.
_GARBLED = re.compile("[\u00c2-\u00f4][\u00a0-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+")


@dataclass(frozen=True, slots=True)
class Odd:
    """An odd character: ``start`` is its place in the text."""

    start: int
    code: str
    message: str
    hint: str


def odd_character(text: str) -> Odd | None:
    """Return the first thing in a text that nobody means to write, or None."""
    joined = "<<<<<<< " not in text and ">>>>>>> " not in text
    if not joined and (found := _UNJOINED.search(text)):
        return Odd(
            found.start(),
            "UTM118",
            _("git could not join two versions here"),
            _("keep one of the two, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"),
        )
    if found := (_UNSEEN_ASCII if text.isascii() else _UNSEEN).search(text):
        return Odd(
            found.start(),
            "UTM108",
            _("this line holds an invisible control character (U+{code:04X})").format(code=ord(found[0])),
            _("delete it: type the line again in place of pasting it"),
        )
    if text.isascii():
        return None
    return _garbled(text) or _mixed(text)


def _garbled(text: str) -> Odd | None:
    for found in _GARBLED.finditer(text):
        try:
            meant = found[0].encode("cp1252").decode("utf-8")
        except UnicodeError:
            continue
        before = text[: found.start()].rpartition("\n")[2].rpartition(" ")[2]
        after = text[found.end() :].partition("\n")[0].partition(" ")[0]
        return Odd(
            found.start(),
            "UTM115",
            _("'{word}' was garbled on its way").format(word=(before + found[0] + after)[:60]),
            _("write '{word}', and look for others in the file").format(word=(before + meant + after)[:60]),
        )
    return None


def _mixed(text: str) -> Odd | None:
    """Find a word in which letters of one alphabet pose as letters of another."""
    for pair in _MIXED.finditer(text):
        words = _WORD.finditer(text, text.rfind(" ", 0, pair.start()) + 1)
        word = next((found for found in words if found.end() > pair.start()), None)
        if word is None:  # beside the letter stands a sign that no word holds, such as a sign for thousands
            continue
        latin = {letter for letter in word[0] if letter.isascii()}
        other = {letter for letter in word[0] if _alphabet(letter) in {"CYRILLIC", "GREEK"}}
        if not (latin and other):
            continue
        if other <= _LOOKALIKES:
            meant, odd = word[0].translate(_LATIN_FOR), other
        elif latin <= _LATIN_LOOKALIKES:
            meant, odd = "", latin
        else:
            continue
        place = next(index for index, letter in enumerate(word[0]) if letter in odd)
        letter = word[0][place]
        return Odd(
            word.start() + place,
            "UTM114",
            _("'{word}' mixes two alphabets: its '{letter}' is {name}").format(
                word=word[0][:60], letter=letter, name=unicodedata.name(letter).title()
            ),
            _("write '{word}', typed anew").format(word=meant[:60])
            if meant
            else _("type the word anew on one keyboard"),
        )
    return None


def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def in_latin(text: str) -> str:
    """Return a text with the letters of other alphabets that look like Latin ones written in Latin."""
    return text.translate(_LATIN_FOR)
