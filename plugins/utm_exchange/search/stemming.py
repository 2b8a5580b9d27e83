"""Stemming: the English stemmer of lunr.js 2.3.9, its departures from Porter included.

The index is written in Python and asked in the browser, so both sides must cut words alike. lunr's
stemmer differs from Porter's in its classes (``y`` counts as a vowel in one place and a consonant in
another), in step 1b, and in what it makes of letters beyond ASCII; all of it is kept, step by step.
Format source: ``lunr.stemmer`` in the lunr.js that the ``mkdocs`` package ships.
"""

from __future__ import annotations

import re

_STEP2 = {
    "ational": "ate",
    "tional": "tion",
    "enci": "ence",
    "anci": "ance",
    "izer": "ize",
    "bli": "ble",
    "alli": "al",
    "entli": "ent",
    "eli": "e",
    "ousli": "ous",
    "ization": "ize",
    "ation": "ate",
    "ator": "ate",
    "alism": "al",
    "iveness": "ive",
    "fulness": "ful",
    "ousness": "ous",
    "aliti": "al",
    "iviti": "ive",
    "biliti": "ble",
    "logi": "log",
}
_STEP3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}

_CONSONANTS, _VOWELS = "[^aeiou][^aeiouy]*", "[aeiouy][aeiou]*"
# How many vowel-consonant pairs stand in a stem: one or more, exactly one, two or more.
_SOME = re.compile(f"({_CONSONANTS})?{_VOWELS}{_CONSONANTS}")
_ONE = re.compile(rf"({_CONSONANTS})?{_VOWELS}{_CONSONANTS}({_VOWELS})?\Z")
_MORE = re.compile(f"({_CONSONANTS})?{_VOWELS}{_CONSONANTS}{_VOWELS}{_CONSONANTS}")
_HAS_VOWEL = re.compile(f"({_CONSONANTS})?[aeiouy]")
_SHORT = re.compile(rf"{_CONSONANTS}[aeiouy][^aeiouwxy]\Z")
_DOUBLED = re.compile(r"([^aeiouylsz])\1\Z")

# JavaScript's dot stands for none of four line ends; the newline alone would be Python's.
_DOT = "[^\n\r\u2028\u2029]"
_1A_ES = re.compile(rf"({_DOT}+?)(ss|i)es\Z")
_1A_S = re.compile(rf"({_DOT}+?)([^s])s\Z")
_1B_EED = re.compile(rf"({_DOT}+?)eed\Z")
_1B_ED = re.compile(rf"({_DOT}+?)(ed|ing)\Z")
_1C = re.compile(rf"({_DOT}+?[^aeiou])y\Z")
_2 = re.compile(rf"({_DOT}+?)({'|'.join(_STEP2)})\Z")
_3 = re.compile(rf"({_DOT}+?)({'|'.join(_STEP3)})\Z")
_4 = re.compile(rf"({_DOT}+?)(al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize)\Z")
_4_ION = re.compile(rf"({_DOT}+?)(s|t)(ion)\Z")
_5 = re.compile(rf"({_DOT}+?)e\Z")

_SHORTEST = 3
"""UTF-16 units; what is shorter is its own stem."""


def stem(word: str) -> str:
    """Return the stem of a lower-case word."""
    if word.isascii() or max(word) <= "\uffff":
        return _stem(word)
    # Beyond the basic plane JavaScript sees two units where Python sees one character.
    units = "".join(map(chr, memoryview(word.encode("utf-16", "surrogatepass")).cast("H")[1:]))
    return _stem(units).encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def _stem(word: str) -> str:
    if len(word) < _SHORTEST:
        return word
    # At the beginning of a word y is a consonant; as a capital it is none of the vowels below.
    if word[0] == "y":
        return "y" + _steps("Y" + word[1:])[1:]
    return _steps(word)


def _steps(word: str) -> str:
    word = _step_1c(_step_1b(_step_1a(word)))
    for pattern, endings in ((_2, _STEP2), (_3, _STEP3)):
        match = pattern.match(word)
        if match and _SOME.match(match[1]):
            word = match[1] + endings[match[2]]
    return _step_5(_step_4(word))


def _step_1a(word: str) -> str:
    match = _1A_ES.match(word) or _1A_S.match(word)
    return match[1] + match[2] if match else word


def _step_1b(word: str) -> str:
    match = _1B_EED.match(word)
    if match:
        return word[:-1] if _SOME.match(match[1]) else word
    match = _1B_ED.match(word)
    if not match or not _HAS_VOWEL.match(match[1]):
        return word
    cut = match[1]
    if cut.endswith(("at", "bl", "iz")):
        return cut + "e"
    if _DOUBLED.search(cut):
        return cut[:-1]
    return cut + "e" if _SHORT.match(cut) else cut


def _step_1c(word: str) -> str:
    match = _1C.match(word)
    return match[1] + "i" if match else word


def _step_4(word: str) -> str:
    match = _4.match(word)
    if match:
        return match[1] if _MORE.match(match[1]) else word
    match = _4_ION.match(word)
    if match and _MORE.match(match[1] + match[2]):
        return match[1] + match[2]
    return word


def _step_5(word: str) -> str:
    match = _5.match(word)
    if match:
        cut = match[1]
        if _MORE.match(cut) or (_ONE.match(cut) and not _SHORT.match(cut)):
            word = cut
    return word[:-1] if word.endswith("ll") and _MORE.match(word) else word
