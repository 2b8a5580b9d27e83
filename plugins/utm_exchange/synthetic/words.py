"""Invented prose whose words have the frequencies and whose sentences have the lengths of real prose.

The meaning is nil; what counts is what a search index, a compressor and a reader's screen see.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from functools import lru_cache

from utm_exchange.synthetic.field_words import TOPICS

EXPONENT = 1.05
"""Zipf's exponent: the word of rank r has a share of 1 / r**EXPONENT. English prose lies near 1."""
LEXICON_SIZE = 6000
BAG_SIZE = 1 << 18
TOPIC_SHARE = 9
"""One word in so many is of the record's own sectors, as words of a real text cluster by its subject."""
COMMA_AFTER = 11
"""Words between commas, on average."""


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FUNCTION_WORDS = _split(
    "the of and to in a for is that with as on by are was it from city be at this has which or an their not have its "
    "were more they than can also into will but new who each one had after between all where other these two when "
    "there our some first most many such only over through no so if what about up out them both may while during "
    "under before since three against without every within how because now still until"
)
_NEVER_LAST = frozenset(_FUNCTION_WORDS)
_COMMON_WORDS = _split(
    "climate energy people cities work year years public plan local project national time area need service change "
    "support use used public emissions carbon transition net-zero residents team money costs report example result "
    "results government community process system systems part number place level start began found made built paid "
    "asked shared learned needed helped opened agreed showed measured reduced increased changed small large old early "
    "late clear common open fair strong simple long short high low cheap good better next last same different own "
    "office budget partners staff street school home house land air market company companies owners law rules policy "
    "training research test pilot programme step steps goal target question answer problem risk reason way end week "
    "month day winter summer morning half third share rate figure list map table page source evidence story lesson "
    "advice visit network group meeting council mayor region country world village neighbourhood district centre edge"
)
_ONSETS = _split("b br c ch d dr f fl g gr h k kr l m n p pl pr r s sh sk st t tr v vl w z")
_VOWELS = _split("a a e e i o o u ai ea io ou")
_CODAS = (*_split("l m n r s t nd rk st x"), "")


def syllables(rng: random.Random, number: int) -> str:
    """Return a pronounceable word of so many syllables."""
    parts = [rng.choice(_ONSETS) + rng.choice(_VOWELS) for _each in range(number)]
    return "".join(parts) + rng.choice(_CODAS)


@lru_cache
def lexicon() -> tuple[str, ...]:
    """Return all words, commonest first.

    It is the same whatever the seed: catalogues differ in what they say, not in their language.
    """
    rng = random.Random("lexicon")  # noqa: S311 - repeatable by intention
    field = dict.fromkeys(itertools.chain.from_iterable(topic.words for topic in TOPICS.values()))
    known = dict.fromkeys(_FUNCTION_WORDS)
    for pair in itertools.zip_longest(_COMMON_WORDS, field):
        known.update(dict.fromkeys(word for word in pair if word))
    while len(known) < LEXICON_SIZE:
        known.setdefault(syllables(rng, rng.choice((2, 2, 3, 3, 4))))
    return tuple(known)


@lru_cache
def _bag() -> tuple[str, ...]:
    """Return every word as often as Zipf's law has it, so that drawing one is a single step."""
    shares = [1 / rank**EXPONENT for rank in range(1, LEXICON_SIZE + 1)]
    scale = BAG_SIZE / sum(shares)
    repeated = ([word] * max(1, round(share * scale)) for word, share in zip(lexicon(), shares, strict=True))
    return tuple(itertools.chain.from_iterable(repeated))


class Prose:
    """Writes texts about some sectors with one source of randomness."""

    def __init__(self, rng: random.Random, sectors: Sequence[str] = ()) -> None:
        self._rng = rng
        self._topic = tuple(itertools.chain.from_iterable(TOPICS[sector].words for sector in sectors))
        self._bag = _bag()

    def words(self, number: int) -> list[str]:
        """Return so many words, none twice in a row, the last with a meaning of its own."""
        rng = self._rng
        found = rng.choices(self._bag, k=number)
        if self._topic:
            for place in range(rng.randrange(TOPIC_SHARE), number, TOPIC_SHARE):
                found[place] = rng.choice(self._topic)
        for place in range(1, number):
            if found[place] == found[place - 1]:
                found[place] = rng.choice(_COMMON_WORDS)
        if found[-1] in _NEVER_LAST:
            found[-1] = rng.choice(self._topic or _COMMON_WORDS)
        return found

    def sentence(self, number: int = 0) -> str:
        """Return a sentence, of so many words or of a length as prose has it (median 15 words)."""
        number = number or min(34, max(5, round(self._rng.lognormvariate(2.7, 0.4))))
        words = self.words(number)
        for place in range(self._rng.randrange(3, COMMA_AFTER), number - 3, COMMA_AFTER):
            words[place] += ","
        words[0] = words[0].capitalize()
        return " ".join(words) + "."

    def line(self, limit: int = 280) -> str:
        """Return one or two sentences of at most ``limit`` characters."""
        text = f"{self.sentence()} {self.sentence(self._rng.randint(7, 12))}"
        return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0].rstrip(",.") + "."

    def phrase(self, low: int = 3, high: int = 7) -> str:
        """Return a few words that begin with a capital."""
        return " ".join(self.words(self._rng.randint(low, high))).capitalize()

    def paragraphs(self, number: int) -> list[str]:
        """Return about so many words in paragraphs of two to five sentences."""
        found: list[str] = []
        left = number
        while left > 0 or not found:
            sentences: list[str] = []
            for _each in range(self._rng.randint(2, 5)):
                sentences.append(self.sentence())
                left -= sentences[-1].count(" ") + 1
                if left <= 0:
                    break
            found.append(" ".join(sentences))
        return found

    def bullets(self, number: int) -> str:
        """Return a list of so many points."""
        return "\n".join(f"- {self.sentence()}" for _each in range(number))

    def name(self) -> str:
        """Return an invented proper name."""
        return syllables(self._rng, self._rng.choice((2, 3))).capitalize()
