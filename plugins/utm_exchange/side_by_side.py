"""Work shared between two processes, for a machine with more than one core."""

from __future__ import annotations

import gc
import os
import pickle
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn, TypeVar

Task = TypeVar("Task")
Made = TypeVar("Made")


def share(tasks: Sequence[Task], do: Callable[[Sequence[Task]], Made]) -> list[Made]:
    """Do every second task here and the others in a forked process; return what each of the two made.

    The fork sees all that this process knew when it began; what it changes reaches nobody but through
    what ``do`` returns, which is pickled. Where there is one core, where forking is missing (Windows)
    or unsafe beside system libraries (macOS), and where the fork fails, its tasks are done here, so
    that a mistake shows itself in this process.
    """
    mine, others = tasks[::2], tasks[1::2]
    if sys.platform != "linux" or not others or len(os.sched_getaffinity(0)) == 1:
        return [do(mine), do(others)]
    read, write = os.pipe()
    gc.freeze()  # what lives now is left alone, so that both processes go on sharing its memory
    fork = os.fork()
    if fork == 0:
        os.close(read)
        _answer(write, lambda: do(others))
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        first = do(mine)
        answer = pipe.read()
    succeeded = os.waitpid(fork, 0)[1] == 0
    return [first, pickle.loads(answer) if succeeded else do(others)]  # noqa: S301 - our own process wrote it


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
