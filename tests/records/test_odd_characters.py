"""Odd characters: any text at all is looked at calmly, and signs of other scripts are no mixture of alphabets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utm_exchange.records.characters import odd_character

ALPHABETS = st.characters(min_codepoint=0x20, max_codepoint=0x530)


@given(text=st.text(ALPHABETS, max_size=40) | st.text(max_size=40))
def test_any_text_gets_an_answer(text: str) -> None:
    odd = odd_character(text)
    assert odd is None or 0 <= odd.start < len(text)


@pytest.mark.parametrize("text", ["A҂", "҂A", "a҂b", "x҃"])
def test_a_sign_beside_a_letter_is_no_letter_of_another_alphabet(text: str) -> None:
    assert odd_character(text) is None
