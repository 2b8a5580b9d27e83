"""The mistakes that real people make: each is found on its line, with a hint that mends it.

The list is in ``mistakes/*.yaml``; ``mistakes_fixture.py`` says how an entry is read. The figure is
printed at the end of a test run.
"""

import pytest
from mistakes_fixture import mistakes

MISTAKES = mistakes()
CAUGHT = [mistake for mistake in MISTAKES if not mistake.miss]
MISSED = [mistake for mistake in MISTAKES if mistake.miss]


@pytest.mark.parametrize("mistake", CAUGHT, ids=lambda mistake: f"{mistake.topic}: {mistake.name}")
def test_a_mistake_is_caught_on_its_line_with_a_hint_that_mends_it(folder, mistake):
    mistake.make(folder)
    assert mistake.answer(folder.check().problems, folder) == ""


@pytest.mark.parametrize("mistake", MISSED, ids=lambda mistake: f"{mistake.topic}: {mistake.name}")
def test_a_known_miss_is_still_missed(folder, mistake):
    mistake.make(folder)
    assert folder.check().problems == (), "it is caught now: say how in the list, and take out 'miss'"


def test_at_least_95_of_100_mistakes_are_caught():
    assert len(MISTAKES) >= 80
    assert len(CAUGHT) / len(MISTAKES) >= 0.95


def test_every_mistake_has_a_name_of_its_own():
    names = [(mistake.topic, mistake.name) for mistake in MISTAKES]
    assert len(set(names)) == len(names)
