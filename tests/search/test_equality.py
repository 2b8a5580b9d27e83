"""The engine answers as a full stock lunr.js index over the same documents does: same hits, order, scores, terms."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from search_fixture import NAMES, Served, differences, edition_of_texts, open_tab, write_edition

from utm_exchange.search.index import build_index

NASTY = (
    "Été à l'école, naïve façade; Kraków łódź øre straße İstanbul ΟΔΟΣ",
    "\U0001f600 \U0001f6b2\U0001f6b2ing \uf0ae \ue000s \ufeffbom \u200bzero \U00020bb7",
    "... !!! -- ' '' \" \\ / * ** + - ~ ^ : ? () [] {} $ # @ & | < >",
    "don't city's o'clock ''tis rock'n'roll 'quoted' it's its",
    "__proto__ constructor toString hasOwnProperty valueOf prototype __defineGetter__ _index title body",
    "x" * 300 + " " + "ational" * 40 + " " + "ab" * 500 + "ing",
    "",
    "tf tf tf tf tf once tf 1 2 10 100 1.5 2030 co2 co₂ m² 0 00 007",
    "foo.bar). a/b body/tag title/0 c*d e+f g:h i~j k^l m\\n back\\slash",
    "yes yyy youth by cry crying cries flies dies agreed feed bleed hopping hoping falling filing sky",
    "relational conditional rationally hesitancy digitizer vietnamization operator feudalism decisiveness",
    "line\nbreak\ttab\u00a0nbsp\u2028ls\u2029ps\x1cfs\x85nel\u3000wide\x0bvt",
    "مدينة Київ 北京 東京都 서울 ไทย ȺȾ ẞ ﬁ Ǆ ǅ ŉ ΐ",
    "a the and of to be or not able about like likes liking wants wanted",
)


def nasty_texts() -> list[dict[str, str]]:
    """Every odd text in every field at least once, beside fields that are empty."""
    rng = random.Random(4)
    documents = [
        dict.fromkeys(NAMES, ""),
        *(
            {name: NASTY[(row + column * 3) % len(NASTY)] for column, name in enumerate(NAMES)}
            for row in range(len(NASTY))
        ),
    ]
    pool = " ".join(NASTY).split(" ")
    documents += [
        {name: " ".join(rng.choices(pool, k=rng.choice((0, 1, 4, 30)))) for name in NAMES}
        for _each in range(60)
    ]
    return documents


@pytest.fixture(scope="module", params=[0.0, 0.75], ids=["without lengths", "with lengths"])
def nasty(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("nasty")
    texts = nasty_texts()
    write_edition(folder, edition_of_texts(texts, request.param), texts, request.param)
    served = Served(folder).start()
    yield open_tab(browser, served.address)
    served.stop()


@pytest.fixture(scope="module", params=["real", "synthetic"])
def catalogue(request: pytest.FixtureRequest, browser: Browser) -> tuple[Page, tuple[str, ...]]:
    served: Served = request.getfixturevalue(request.param)
    return open_tab(browser, served.address), served.words


def shapes(words: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Queries of every shape that lunr's language has."""
    word = st.sampled_from(words)
    cut = st.tuples(word, st.integers(0, 6)).map(lambda pair: pair[0][: pair[1]])
    slip = st.tuples(word, st.integers(0, 8), st.sampled_from("aeiostnx")).map(
        lambda t: t[0][: t[1]] + t[2] + t[0][t[1] + 1 :]
    )
    term = st.one_of(
        word,
        word,
        cut.map(lambda text: f"{text}*"),
        st.tuples(cut, cut).map(lambda pair: f"{pair[0]}*{pair[1]}"),
        cut.map(lambda text: f"*{text}"),
        st.tuples(slip.map(lambda text: text[:12]), st.integers(0, 2)).map(
            lambda pair: f"{pair[0]}~{pair[1]}"
        ),
        st.text(max_size=6),
    )
    clause = st.tuples(
        st.sampled_from(["", "", "", "+", "-"]),
        st.sampled_from(["", "", "", *(f"{name}:" for name in NAMES)]),
        term,
        st.sampled_from(["", "", "^2", "^10", "^0"]),
    ).map("".join)
    return st.lists(clause, min_size=1, max_size=4).map(" ".join)


# A failure names its queries one by one: there is nothing to shrink.
CALM = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


@given(data=st.data())
@CALM
def test_generated_queries_over_whole_catalogues(
    catalogue: tuple[Page, tuple[str, ...]], data: st.DataObject
) -> None:
    tab, words = catalogue
    assert differences(tab, data.draw(st.lists(shapes(words), min_size=15, max_size=15))) == []


@given(data=st.data())
@CALM
def test_generated_queries_over_a_nasty_corpus(nasty: Page, data: st.DataObject) -> None:
    words = tuple(word for text in NASTY for word in text.split() if len(word) < 60)
    assert differences(nasty, data.draw(st.lists(shapes(words), min_size=15, max_size=15))) == []


def test_every_word_of_a_nasty_corpus(nasty: Page) -> None:
    words = {word.strip(".,;()") for text in NASTY for word in text.split()}
    plain = [word for word in words if word and not set(word) & set("+-~^:*\\")]
    odd = ["", "*", "-foo.bar", "-tf -once", "+nowhere tf", "body:\\", "tf \\", "tf +\\", "tf -\\"]
    assert differences(nasty, [*odd, *plain, *(f"{word[:2]}*" for word in plain)]) == []


def test_the_builder_counts_as_stock_lunr_does(nasty: Page) -> None:
    """Terms, their order of first occurrence, postings and frequencies, taken from lunr's own builder."""
    stock = nasty.evaluate(
        """() => Object.keys(stock.invertedIndex).map((term) => [
          escape(term), stock.invertedIndex[term]._index, stock.fields.map((field) => Object.keys(stock.invertedIndex[term][field]).map((ref) => Number(ref.slice(1))))])"""
    )
    index = build_index(nasty_texts(), NAMES)
    escaped = nasty.evaluate("(terms) => terms.map(escape)", list(index.positions))

    def first(term: str) -> tuple[int, int, int]:
        return (
            *min((held[term][0], number) for number, held in enumerate(index.postings) if term in held),
            index.positions[term],
        )

    order = {term: number for number, term in enumerate(sorted(index.positions, key=first))}
    ours = {
        name: [order[term], [index.posting(field, term)[0] for field in range(len(NAMES))]]
        for name, term in zip(escaped, index.positions, strict=True)
    }
    assert ours == {term: [number, postings] for term, number, postings in stock}


def test_nothing_went_wrong_in_the_page(catalogue: tuple[Page, tuple[str, ...]]) -> None:
    assert catalogue[0].__dict__.get("troubles", []) == []
