"""Encoding: whole numbers as printable text, which every host compresses and every script can hold.

93 characters, space to ``~`` without ``"`` and ``\\``, are the digits 0 to 92. A number's last digit is
below 61. Digits from 61 on stand before it and say that more follows: together they are a number
in bijective base 32. So 0 to 60 take one character, up to 2,012 two, up to 64,476 three.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from operator import sub

DIGITS = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in '"\\')
_LAST, _MORE = 61, 32


def number_text(number: int) -> str:
    """Return the text of a number from 0."""
    rest, last = divmod(number, _LAST)
    text = DIGITS[last]
    while rest:
        rest, digit = divmod(rest - 1, _MORE)
        text = DIGITS[_LAST + digit] + text
    return text


@lru_cache(1)
def _table() -> list[str]:
    return [number_text(number) for number in range(_LAST * (1 + _MORE))]


def numbers_text(numbers: Iterable[int]) -> str:
    """Return the text of numbers one after the other."""
    table, found = _table(), list(numbers)
    try:
        return "".join(map(table.__getitem__, found))
    except IndexError:
        return "".join(map(number_text, found))


def rising_text(numbers: Sequence[int]) -> str:
    """Return the text of rising numbers: the first, then how much each is more than the one before."""
    return numbers_text(chain(numbers[:1], map(sub, numbers[1:], numbers)))
