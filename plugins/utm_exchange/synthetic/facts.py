"""Facts that records of several types have: sources, figures, money, organisations, dates."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any

from utm_exchange.records.vocabulary import vocabulary
from utm_exchange.synthetic.field_words import ANYWHERE, BODIES, TOPICS, Measure
from utm_exchange.synthetic.outline import Name, Outline, some
from utm_exchange.synthetic.words import Prose

Facts = dict[str, Any]
RESULT_GRADES, EXPECTED_GRADES = ("reported", "reported", "published", "independent"), ("target", "estimate")
PRESENT = 2025
"""The last year from which results are told."""
_READ_FROM, _READ_UNTIL = dt.date(2023, 1, 1), dt.date(2025, 12, 31)
SOURCE_IDS = ("city-report", "study", "statistics", "press", "plan")


def chance(rng: random.Random, share: float) -> bool:
    """Tell whether something that a share of records has is there."""
    return rng.random() < share


def read_on(rng: random.Random) -> dt.date:
    """Return a day on which somebody read or changed something, always past."""
    return _READ_FROM + dt.timedelta(days=rng.randrange((_READ_UNTIL - _READ_FROM).days))


def sources(rng: random.Random, prose: Prose, number: int) -> list[Facts]:
    """Return so many sources, at addresses that are reserved for examples."""
    found = []
    for source_id in SOURCE_IDS[:number]:
        host = prose.name().lower()
        found.append(
            {
                "id": source_id,
                "title": prose.phrase(4, 10),
                "publisher": f"{prose.name()} {rng.choice(BODIES)}",
                "url": f"https://{host}.example.org/{'-'.join(prose.words(rng.randint(2, 5)))}",
                "accessed": read_on(rng),
                "supports": ", ".join(prose.words(rng.randint(2, 4))) if chance(rng, 0.8) else None,
            }
        )
    return found


def frame(name: Name, rng: random.Random, prose: Prose) -> Facts:
    """Return what every record begins with."""
    return {
        "title": name.title,
        "summary": prose.line(),
        "aliases": [f"{name.slug}-old"] if chance(rng, 0.02) else [],
    }


def ending(rng: random.Random, listed: Sequence[Facts]) -> Facts:
    """Return what every record ends with: its sources and how fresh it is."""
    updated = read_on(rng)
    review = updated.replace(year=updated.year + 3, day=1) if chance(rng, 0.4) else None
    return {"synthetic": True, "sources": listed, "updated": updated, "review_by": review}


def _amount(rng: random.Random, measure: Measure) -> str:
    if measure.unit == "%":
        return f"{rng.uniform(3, 92):.1f}".removesuffix(".0")
    number = 10 ** (measure.size + rng.gauss(0, 0.4))
    digits = max(0, len(str(int(number))) - 3)
    return str(round(number, -digits) // 1).removesuffix(".0") if number >= 10 else f"{number:.1f}"  # noqa: PLR2004


def figure(
    rng: random.Random, prose: Prose, measure: Measure, source_ids: Sequence[str], since: int
) -> Facts:
    """Return a figure: a result of the years up to now, or what is aimed at later."""
    expected = since > PRESENT or chance(rng, 0.15)
    year = rng.randint(max(since, PRESENT), PRESENT + 10) if expected else rng.randint(since, PRESENT)
    base = {
        "value": _amount(rng, measure),
        "year": since - rng.randint(1, 8),
        "note": prose.phrase() if chance(rng, 0.3) else None,
    }
    return {
        "label": measure.label,
        "value": _amount(rng, measure),
        "unit": measure.unit,
        "year": year if chance(rng, 0.9) else None,
        "source": rng.choice(source_ids),
        "grade": rng.choice(EXPECTED_GRADES if expected else RESULT_GRADES),
        "baseline": base if chance(rng, 0.25) else None,
        "note": prose.phrase(3, 8) if chance(rng, 0.3) else None,
    }


def measures(rng: random.Random, sectors: Sequence[str], number: int) -> list[Measure]:
    """Return so many different measures, those of the sectors first."""
    known = [measure for sector in sectors for measure in TOPICS[sector].measures]
    known += rng.sample(ANYWHERE, len(ANYWHERE))
    return known[:number]


def statement(rng: random.Random, prose: Prose, source_ids: Sequence[str]) -> Facts:
    """Return a sentence that a source supports."""
    year = rng.randint(2016, PRESENT) if chance(rng, 0.6) else None
    return {"text": prose.line(), "year": year, "source": rng.choice(source_ids)}


def party(rng: random.Random, prose: Prose, outline: Outline, named: float = 0.3) -> str:
    """Return an organisation: a share of them partners with a page."""
    if chance(rng, named):
        return some(rng, outline.partners).identity
    return f"{prose.name()} {rng.choice(BODIES)}"


def terms(rng: random.Random, vocabulary_id: str, number: int) -> list[str]:
    """Return so many different ids, in the order of the vocabulary."""
    words = list(vocabulary(vocabulary_id).terms)
    chosen = set(rng.sample(words, number))
    return [word for word in words if word in chosen]


def story(prose: Prose, rng: random.Random, number: int, mentions: Sequence[Name] = ()) -> str:
    """Return paragraphs of about so many words, with links by identity at the end of some."""
    paragraphs = prose.paragraphs(number)
    for name in mentions:
        place = rng.randrange(len(paragraphs))
        paragraphs[place] += f" {rng.choice(('See', 'Compare', 'More is in', 'It rests on'))} {name.link}."
    return "\n\n".join(paragraphs)
