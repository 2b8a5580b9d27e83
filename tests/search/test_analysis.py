"""Words are cut, folded and read in Python as they are in the browser."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from search_fixture import Served, open_tab

from utm_exchange.search.analysis import STOP_WORDS, fold, term_of, tokens
from utm_exchange.search.asking import plain_query
from utm_exchange.search.encoding import DIGITS, number_text, numbers_text, rising_text
from utm_exchange.search.stemming import stem
from utm_exchange.search.synonyms import concept_token, synonyms

ENDINGS = [
    "ational",
    "tional",
    "enci",
    "izer",
    "bli",
    "ed",
    "ing",
    "eed",
    "sses",
    "ies",
    "s",
    "y",
    "e",
    "ll",
    "ion",
    "tion",
    "sion",
    "ement",
    "ness",
    "ful",
    "ative",
    "icate",
    "ly",
    "edly",
    "é",
    "ß",
    "😀",
    "\uf0ae",
    "'s",
    ".",
    "_",
    "1",
]
QUESTIONS = (
    "flood parks",
    "How do we pay for heat pumps?",
    "light rail in Kraków",
    "who is that",
    "pay-as-you-throw",
    "Où sont les vélos?",
    "the same the same word word",
    "10 words that are more than twelve words so that the list of words is cut somewhere behind the twelfth one",
    "CO₂ & PM2.5 (air)",
)


@pytest.fixture(scope="module")
def tab(browser: Browser, real: Served) -> Iterator[Page]:
    page = open_tab(browser, real.address)
    yield page
    page.close()


def test_stems(tab: Page, real: Served) -> None:
    rng = random.Random(1)
    made = (
        "".join(rng.choices("abcdefghijklmnopqrstuvwxyzaeiouyyy", k=rng.randint(0, 6)))
        + "".join(rng.choices(ENDINGS, k=rng.randint(0, 3)))
        for _each in range(60_000)
    )
    words = sorted({*real.words, *made})
    theirs = tab.evaluate(
        "(words) => words.map((word) => lunr.stemmer(new lunr.Token(word)).toString())", words
    )
    assert [
        (word, stem(word), other) for word, other in zip(words, theirs, strict=True) if stem(word) != other
    ] == []


def test_tokens(tab: Page) -> None:
    texts = [
        "".join(f"a{chr(code)}b" for code in range(start, start + 64) if not 0xD800 <= code < 0xE000)
        for start in range(0, 0x10000, 64)
    ]
    theirs = tab.evaluate("(texts) => texts.map((text) => lunr.tokenizer(text).map(String))", texts)
    # Letters that one side's Unicode does not know yet have no small form there.
    assert sum(tokens(text) != other for text, other in zip(texts, theirs, strict=True)) <= 3


def test_stop_words_are_those_of_lunr(tab: Page) -> None:
    words = [*STOP_WORDS, "city", "constructor", "__proto__"]
    kept = tab.evaluate("(words) => words.filter((word) => lunr.stopWordFilter(new lunr.Token(word)))", words)
    assert kept == ["city", "constructor", "__proto__"]
    assert term_of("about") is None
    assert tab.evaluate("lunr.stopWordFilter.toString().length") > 0


def test_folding(tab: Page) -> None:
    texts = [
        "Kraków",
        "ÉCOLE",
        "CO₂ m² ﬁ",
        "İstanbul Ørsted Łódź Straße Þór",
        "Київ й مدينة 서울",
        "it’s ‘so’",
        "Ångström ẞ",
    ]
    assert tab.evaluate("(texts) => texts.map((text) => utmSearch.fold(text))", texts) == [
        fold(text) for text in texts
    ]
    assert fold("Kraków CO₂ Straße") == "krakow co2 strasse"


def test_plain_words_make_the_same_query_on_both_sides(tab: Page) -> None:
    theirs = tab.evaluate("(texts) => texts.map((text) => utmSearch.prepare(text).query)", list(QUESTIONS))
    assert theirs == [plain_query(fold(text), synonyms()) for text in QUESTIONS]


def test_concepts_stay_as_they_are_and_belong_to_one_subject_each() -> None:
    concepts = list(dict.fromkeys(synonyms().names.values()))
    words = [concept_token(concept) for concept in concepts]
    assert [term_of(word) for word in words] == words
    assert len(set(words)) == len(words) > 80
    assert synonyms().concepts_in(["new", "light", "rail", "line"]) == {"tram"}
    assert synonyms().concepts_in(["light", "green", "rail"]) == set()


def test_numbers() -> None:
    assert len(set(DIGITS)) == 93
    numbers = [*range(5000), 64_476, 64_477, 10**6, 2**31]
    text = numbers_text(numbers)
    assert text == "".join(map(number_text, numbers))
    assert [len(number_text(number)) for number in (60, 61, 2012, 2013, 64_476, 64_477)] == [1, 2, 2, 3, 3, 4]
    assert rising_text([3, 4, 10]) == numbers_text([3, 1, 6])
