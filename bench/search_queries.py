"""Queries made of the words of a catalogue: pairs for first visits, and every shape that people and lunr know."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from utm_exchange.search.analysis import STOP_WORDS

SHORTEST = 6  # letters of a word of which a part is asked for
_WORD = re.compile(r"[a-z]{4,}")

SHAPES: dict[str, Callable[[Sequence[str]], str]] = {
    "one word": lambda words: words[0],
    "two words": lambda words: " ".join(words[:2]),
    "five words": lambda words: " ".join(words[:5]),
    "question": lambda words: f"how do we {words[0]} the {words[1]} with {words[2]}?",
    "required and prohibited": lambda words: f"+{words[0]} {words[1]} -{words[2]}",
    "field and boost": lambda words: f"title:{words[0]} {words[1]}^5",
    "beginning": lambda words: f"{words[0][:4]}*",
    "inner star": lambda words: f"{words[0][:2]}*{words[0][-2:]}",
    "spelling slip": lambda words: f"{words[0][:2]}{words[0][3:]}",
    "fuzzy": lambda words: f"{words[0]}~1",
}
"""From five words of one document, the longest first, to a query."""
PLAIN = ("one word", "two words", "five words", "question", "spelling slip")
"""What means the same to all engines."""


def telling_words(texts: Mapping[str, str]) -> list[str]:
    """Return the words of a document's title and summary that tell something."""
    found = _WORD.findall(f"{texts['title']} {texts['summary']}")
    return [word for word in dict.fromkeys(found) if word not in STOP_WORDS]


def pairs(documents: Sequence[Mapping[str, str]], number: int, seed: int) -> list[str]:
    """Return queries of two words, each pair out of the title and summary of one document drawn by lot."""
    chance = random.Random(seed)
    found: list[str] = []
    while len(found) < number:
        words = telling_words(chance.choice(documents))
        if len(words) > 1:
            found.append(" ".join(chance.sample(words, 2)))
    return found


def shaped(
    documents: Sequence[Mapping[str, str]], shapes: Iterable[str], number: int, seed: int
) -> list[tuple[str, str]]:
    """Return so many queries of each shape, each with the name of its shape."""
    chance = random.Random(seed)
    found: list[tuple[str, str]] = []
    for shape in shapes:
        asked: list[str] = []
        while len(asked) < number:
            words = telling_words(chance.choice(documents))
            chosen = sorted(chance.sample(words, min(5, len(words))), key=len, reverse=True)
            if len(chosen) == 5 and len(chosen[0]) >= SHORTEST:
                asked.append(SHAPES[shape](chosen))
        found += [(shape, query) for query in asked]
    return found
