"""Work shared between two processes, for a machine with more than one core."""

from __future__ import annotations

import gc
import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NoReturn, TypeVar

Task = TypeVar("Task")
Made = TypeVar("Made")

_BYTES = 2
"""Bytes of a task's number in the queue, a pipe, of which two processes read so few at once without mixing them."""
_SHARING: ContextVar[bool] = ContextVar("sharing", default=False)
"""Whether this process does one half of something already: then the other core is busy with the other."""


def share(
    tasks: Sequence[Task], do: Callable[[Sequence[Task]], Made], *, both_apart: bool = False
) -> list[Made]:
    """Do every second task here and the others in a forked process; return what each of the two made.

    The fork sees all that this process knew when it began; what it changes reaches nobody but through
    what ``do`` returns, which is pickled. With ``both_apart`` there are two forks, and this process does
    not remember either what was worked out on the way. Where there is one core, where forking is missing
    (Windows) or unsafe beside system libraries (macOS), where the other core works on another half of
    something larger, and where the fork fails, its tasks are done here, so that a mistake shows itself in
    this process.
    """
    mine, others = tasks[::2], tasks[1::2]
    if sys.platform != "linux" or not others or len(os.sched_getaffinity(0)) == 1 or _SHARING.get():
        return [do(mine), do(others)]
    sharing = _SHARING.set(True)
    try:
        with _forked(lambda: do(others)) as second:
            if not both_apart:
                return [do(mine), second()]
            with _forked(lambda: do(mine)) as first:
                return [first(), second()]
    finally:
        _SHARING.reset(sharing)


def apart(do: Callable[[], Made]) -> Made:
    """Do something in a forked process, where there is one, and return what it made, pickled on the way.

    The memory that it took goes with the process: that of libraries which nothing else needs, say.
    """
    if sys.platform != "linux":
        return do()
    with _forked(do) as made:
        return made()


@contextmanager
def _forked(do: Callable[[], Made]) -> Iterator[Callable[[], Made]]:
    """Begin to do something in a fork, and yield what waits for it; where the fork fails, that does it here."""
    read, write = os.pipe()
    gc.freeze()  # what lives now is left alone, so that both processes go on sharing its memory
    fork = os.fork()
    if fork == 0:
        os.close(read)
        _answer(write, do)
    os.close(write)

    def wait() -> Made:
        try:
            made: Made = pickle.load(pipe)  # noqa: S301 - our own process wrote it
        except (EOFError, pickle.UnpicklingError):  # it ended before its time
            os.waitpid(fork, 0)
            return do()
        os.waitpid(fork, 0)
        return made

    with os.fdopen(read, "rb") as pipe:
        yield wait


def share_each(tasks: Sequence[Task], do: Callable[[Task], Made], least: int = 2) -> list[Made]:
    """Do each task as :func:`share` does; return what was made, in the order of the tasks.

    Fewer than ``least`` are done here: a second process would not be worth its start.
    """
    if len(tasks) < least:
        return [do(task) for task in tasks]
    first, second = share(tasks, lambda part: [do(task) for task in part])
    made = [*first, *second]
    made[::2], made[1::2] = first, second
    return made


def take_turns(tasks: Sequence[Task], do: Callable[[Task], Made]) -> list[Made]:
    """Do each task in whichever of two processes is free first; return what was made, in the order of the tasks.

    For tasks, some ten thousand at most, that take long, and some far longer than others.
    """
    waiting, write = os.pipe()
    os.write(write, b"".join(number.to_bytes(_BYTES) for number in range(len(tasks))))
    os.close(write)

    def work(_half: object) -> dict[int, Made]:
        made = {}
        while number := os.read(waiting, _BYTES):
            made[int.from_bytes(number)] = do(tasks[int.from_bytes(number)])
        return made

    made: dict[int, Made] = {}
    for half in share(("here", "there"), work):
        made |= half
    os.close(waiting)
    # What a process that failed had taken has left the queue with it.
    return [made[number] if number in made else do(task) for number, task in enumerate(tasks)]


def _answer(write: int, do: Callable[[], object]) -> NoReturn:
    """Write what was made into the pipe and end this process, whatever happens."""
    code = 1
    try:
        made = pickle.dumps(do(), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(write, "wb") as pipe:
            pipe.write(made)
        code = 0
    finally:
        os._exit(code)
