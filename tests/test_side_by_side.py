"""Work shared between two processes gives what one alone would give."""

import os
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utm_exchange.side_by_side import apart, share, share_each, take_turns


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=20), max_size=30))
def test_each_task_is_done_once_and_its_result_comes_back(tasks):
    first, second = share(tasks, lambda part: [task.upper() for task in part])
    assert first == [task.upper() for task in tasks[::2]]
    assert second == [task.upper() for task in tasks[1::2]]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=20), max_size=30))
def test_results_of_each_task_come_in_the_order_of_the_tasks(tasks):
    assert share_each(tasks, str.upper) == [task.upper() for task in tasks]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=20), max_size=30))
def test_tasks_of_any_length_come_back_in_their_order(tasks):
    assert take_turns(tasks, str.upper) == [task.upper() for task in tasks]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=20), max_size=30))
def test_two_other_processes_make_what_one_makes(tasks):
    first, second = share(tasks, lambda part: [task.upper() for task in part], both_apart=True)
    assert first == [task.upper() for task in tasks[::2]]
    assert second == [task.upper() for task in tasks[1::2]]


FORKS = sys.platform == "linux"


def test_what_is_done_apart_leaves_nothing_in_this_process_but_what_it_made():
    kept: list[int] = []

    def remember():
        kept.append(os.getpid())
        return kept[-1]

    assert (apart(remember) != os.getpid()) is FORKS
    assert kept == ([] if FORKS else [os.getpid()])


@pytest.mark.parametrize(("cores", "processes"), [({0}, 1), ({0, 1}, 3 if FORKS else 1)])
def test_with_both_apart_this_process_does_neither_half_where_there_are_two_cores(
    monkeypatch, cores, processes
):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: cores, raising=False)
    halves = share([1, 2], lambda _part: os.getpid(), both_apart=True)
    assert len({os.getpid(), *halves}) == processes


@pytest.mark.parametrize("both_apart", [False, True])
def test_whatever_does_not_end_well_elsewhere_is_done_here(both_apart):
    here = os.getpid()

    def only_here(part):
        if os.getpid() != here:
            os._exit(3)
        return sum(part)

    assert share([1, 2, 3, 4], only_here, both_apart=both_apart) == [4, 6]
    assert apart(lambda: only_here([5])) == 5


def test_a_mistake_apart_shows_itself_here():
    def refuse():
        raise ValueError("refused")

    with pytest.raises(ValueError, match="refused"):
        apart(refuse)


def test_who_is_free_first_takes_the_next():
    here = os.getpid()

    def do(task):
        time.sleep(task)
        return os.getpid() == here

    mine = take_turns([0.5, *[0.001] * 20], do)
    assert mine.count(mine[0]) <= 2, "one process had the long one, the other all that are short"


def test_a_half_of_something_is_not_shared_again():
    def halved(_part):
        return os.getpid(), share_each([1, 2, 3], lambda _task: os.getpid())

    for process, others in share([1, 2], halved):
        assert others == [process] * 3


def test_few_tasks_are_done_in_this_process():
    here = os.getpid()
    assert share_each([1, 2], lambda _task: os.getpid(), least=3) == [here, here]


def test_what_a_process_that_failed_had_taken_is_done_here():
    here = os.getpid()

    def only_here(task):
        if os.getpid() != here:
            os._exit(3)
        time.sleep(0.01)
        return task * 2

    assert take_turns([1, 2, 3, 4], only_here) == [2, 4, 6, 8]


def test_a_mistake_in_the_other_half_shows_itself_here():
    def refuse(part):
        if 2 in part:
            raise ValueError("two is refused")
        return part

    with pytest.raises(ValueError, match="two is refused"):
        share([1, 2, 3, 4], refuse)
