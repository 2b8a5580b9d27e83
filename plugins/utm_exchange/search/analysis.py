"""Analysis: from text to terms, exactly as lunr.js 2.3.9 does it in a browser.

Tokeniser, trimmer, stop words, stemmer, in this order. Strings in JavaScript are UTF-16, its ``\\s``
and ``\\W`` are not Python's: each pattern says what it means. Format source: ``lunr.tokenizer``,
``lunr.trimmer`` and ``lunr.stopWordFilter`` in the lunr.js that the ``mkdocs`` package ships.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from utm_exchange.search.stemming import stem

# JavaScript's \s, and the hyphen.
_SEPARATORS = re.compile("[\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff-]+")
_APART = "\x1c\x1d\x1e\x1f\x85\ufeff"
"""Where ``str.split`` and JavaScript do not agree on what white space is."""
_LEADING = re.compile(r"\A[^A-Za-z0-9_]+")
_TRAILING = re.compile(r"[^A-Za-z0-9_]+\Z")

STOP_WORDS = frozenset(
    [
        "a",
        "able",
        "about",
        "across",
        "after",
        "all",
        "almost",
        "also",
        "am",
        "among",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "but",
        "by",
        "can",
        "cannot",
        "could",
        "dear",
        "did",
        "do",
        "does",
        "either",
        "else",
        "ever",
        "every",
        "for",
        "from",
        "get",
        "got",
        "had",
        "has",
        "have",
        "he",
        "her",
        "hers",
        "him",
        "his",
        "how",
        "however",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "least",
        "let",
        "like",
        "likely",
        "may",
        "me",
        "might",
        "most",
        "must",
        "my",
        "neither",
        "no",
        "nor",
        "not",
        "of",
        "off",
        "often",
        "on",
        "only",
        "or",
        "other",
        "our",
        "own",
        "rather",
        "said",
        "say",
        "says",
        "she",
        "should",
        "since",
        "so",
        "some",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "tis",
        "to",
        "too",
        "twas",
        "us",
        "wants",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "why",
        "will",
        "with",
        "would",
        "yet",
        "you",
        "your",
    ]
)

_MARKS = re.compile("[\u0300-\u036f]")
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "œ": "oe",
        "æ": "ae",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ł": "l",
        "þ": "th",
        "’": "'",
        "‘": "'",
        "ŧ": "t",
        "ŋ": "n",
    }
)


def fold(text: str) -> str:
    """Return text in small letters without accents: ``Kraków`` and ``krakow`` are one word, CO₂ is co2.

    lunr cuts ``école`` to ``cole`` because its trimmer knows ASCII only, so this happens before lunr
    sees a text or a query. ``fold.js`` does the same in the browser.
    """
    if text.isascii():
        return text.lower()
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text.lower()))
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)


def tokens(text: str) -> list[str]:
    """Divide text into tokens at white space and hyphens, in small letters, nothing trimmed yet."""
    small = text.lower()
    if any(mark in small for mark in _APART):
        return [token for token in _SEPARATORS.split(small) if token]
    return small.replace("-", " ").split()


class Analyser(dict[str, "str | None"]):
    """Turns tokens into terms; every token is looked at once, however often it comes.

    It maps tokens to terms, and stop words to None.
    """

    def __missing__(self, token: str) -> str | None:
        self[token] = term = term_of(token)
        return term

    def terms(self, text: str) -> list[str]:
        """Return the terms of a text in order. Punctuation alone gives the empty term, as in lunr."""
        return [term for term in map(self.__getitem__, tokens(text)) if term is not None]


@lru_cache(maxsize=1 << 18)
def term_of(token: str) -> str | None:
    """Return the term of a token, or None for a stop word."""
    trimmed = _TRAILING.sub("", _LEADING.sub("", token))
    return None if trimmed in STOP_WORDS else stem(trimmed)


def utf16_order(term: str) -> bytes:
    """Return a key that sorts terms as JavaScript does: by UTF-16 unit, not by code point."""
    return term.encode("utf-16-be", "surrogatepass")


def utf16_length(term: str) -> int:
    """Return the length of a term in UTF-16 units, which is what JavaScript counts."""
    return len(term) if term.isascii() else len(utf16_order(term)) // 2
