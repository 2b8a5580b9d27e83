"""Synthetic partners, voices and guidance."""

from __future__ import annotations

from utm_exchange.records.vocabulary import vocabulary
from utm_exchange.synthetic.facts import Facts, chance, ending, frame, sources, story, terms
from utm_exchange.synthetic.outline import Name, Outline, several, some, some_day
from utm_exchange.synthetic.places import some_country
from utm_exchange.synthetic.words import Prose

# Headings of guidance, and about how many words stand below each.
_GUIDANCE = (
    ("What this step is for", 80),
    ("What to do", 160),
    ("How to know it is done", 70),
    ("Common traps", 100),
    ("If your city is small", 60),
    ("What comes next", 30),
)


def partner(outline: Outline, name: Name) -> tuple[Facts, str]:
    """Return the facts and the body of a partner."""
    rng = outline.rng(name)
    prose = Prose(rng, name.sectors)
    kind = rng.choice(list(vocabulary("partner-kinds").terms))
    facts = frame(name, rng, prose)
    facts |= {
        "roles": terms(rng, "partner-roles", rng.choice((1, 1, 2))),
        "kind": kind,
        "brings": prose.line() if chance(rng, 0.6) else None,
        "as_of": f"{some_day(rng):%Y-%m}",
        "country": some_country(rng).code if kind == "government" else None,
        "url": f"https://{name.slug}.example.org/",
    }
    return facts | ending(rng, sources(rng, prose, rng.choice((1, 2)))), story(
        prose, rng, rng.randint(30, 120)
    )


def voice(outline: Outline, name: Name) -> tuple[Facts, str]:
    """Return the facts and the body of a voice: nobody's words, and marked as such."""
    rng = outline.rng(name)
    prose = Prose(rng)
    speaker, body = name.title.split(", ")
    facts = frame(name, rng, prose)
    facts |= {
        "speaker": f"{speaker} (nobody: made by machine)",
        "role": prose.phrase(2, 4),
        "on_behalf_of": body,
        "quote": prose.sentence(),
        "said_on": some_day(rng),
        "cities": [some(rng, outline.cities).slug],
        "related": [item.identity for item in several(rng, outline.events, 1)],
    }
    return facts | ending(rng, sources(rng, prose, 1)), story(prose, rng, rng.randint(30, 80))


def guidance(outline: Outline, name: Name) -> tuple[Facts, str]:
    """Return the facts and the body of the guidance for one stage."""
    rng = outline.rng(name)
    prose = Prose(rng)
    facts = frame(name, rng, prose) | {"stage": name.slug} | ending(rng, sources(rng, prose, 4))
    parts = []
    for heading, words in _GUIDANCE:
        mentions: list[Name] = [outline.practice(rng)] if heading == "What to do" else []
        text = (
            prose.bullets(words // 15)
            if heading == "How to know it is done"
            else story(prose, rng, words, mentions)
        )
        parts.append(f"## {heading}\n\n{text}")
    return facts, "\n\n".join(parts)
