"""The environment that the scripts run in: `.venv/`, made from the lock files and kept current by itself.

Standard library only. The file must stay readable for Python 3.8, so that whoever starts a script with an old
Python gets a sentence and not a traceback.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
TEST_LOCK = "tests/requirements.lock"
PDF_LOCK = "requirements-pdf.lock"
OLDEST_PYTHON = (3, 11)
LAST_LINES = 8  # how much of a failed step's output is shown


class SetupError(Exception):
    """Why the environment could not be made, in words for the person at the keyboard."""


@dataclass(frozen=True)
class Environment:
    """The virtual environment of the repository at `root`, with what `extra_locks` add to the runtime."""

    root: Path = ROOT
    extra_locks: tuple[str, ...] = ()
    windows: bool = os.name == "nt"

    @property
    def folder(self) -> Path:
        """Where the environment stands."""
        return self.root / ".venv"

    @property
    def stamp(self) -> Path:
        """Says what the environment was made from. Written last: an interrupted setup leaves none."""
        return self.folder / "made-from.txt"

    @property
    def set_aside(self) -> Path:
        """Where the last good environment waits until the new one is complete."""
        return self.root / ".cache" / "venv-before"

    def tool(self, name: str) -> Path:
        """Name a program of the environment, as this platform places it."""
        return self.folder / (f"Scripts/{name}.exe" if self.windows else f"bin/{name}")

    def ingredients(self) -> list[str]:
        """Sum up what the environment is made from: the runtime on one line, each extra lock on its own.

        A line per lock lets an environment made for the tests serve a build as well.
        """
        # The path counts: environments hold absolute paths, and one in a copied or moved folder runs the wrong code.
        python = f"{sys.implementation.cache_tag}{getattr(sys, 'abiflags', '')} {sys.platform} {self.root}"
        files = ("pyproject.toml", "requirements.lock")
        runtime = hashlib.sha256(python.encode("utf-8", "surrogateescape"))
        for name in files:
            runtime.update(_digest(self.root / name).encode())
        extra = [f"{name} {_digest(self.root / name)}" for name in self.extra_locks]
        return [f"runtime {runtime.hexdigest()}", *extra]

    def is_current(self) -> bool:
        """Whether the environment is complete and made from the files as they are now."""
        try:
            made_from = self.stamp.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return False
        # A link to a Python that has since been uninstalled does not exist either.
        return self.tool("python").exists() and set(self.ingredients()) <= set(made_from)

    def ensure(self) -> None:
        """Make the environment unless it is current; of several starts at once, one makes it."""
        if self.is_current():
            return
        with _alone(self.root / ".cache" / "venv.lock") as lock:
            if not self.is_current():  # another start may have made it while this one waited
                self._make(lock)

    def _make(self, lock: int) -> None:
        if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
            raise SetupError(
                f"This Python ({sys.executable}) comes without the modules 'venv' and 'ensurepip'.\n"
                "On Debian and Ubuntu: apt-get install python3-venv. Elsewhere: install Python from python.org."
            )
        _say("Setting up .venv (once, about a minute) ...")
        self._clear()
        try:
            self._install(lock)
        except BaseException:
            # Offline, the environment of the commit that one came from is worth having back.
            shutil.rmtree(self.folder, ignore_errors=True)
            if self.set_aside.exists():
                self.set_aside.rename(self.folder)
            raise
        shutil.rmtree(self.set_aside, ignore_errors=True)

    def _clear(self) -> None:
        """Move a complete environment aside, and remove one that a setup left half made."""
        try:
            if self.stamp.exists():
                shutil.rmtree(self.set_aside, ignore_errors=True)
                self.folder.rename(self.set_aside)
            elif self.folder.exists():
                shutil.rmtree(self.folder)
        except OSError as error:
            raise SetupError(
                f"The old environment {self.folder} cannot be replaced: {error}\n"
                "End what still uses it (a running preview, an editor, an activated shell) and start again."
            ) from error

    def _install(self, lock: int) -> None:
        # Built in place and not renamed into place: the programs inside name their Python by its full path.
        # `venv` run from inside an environment must not lean on the one that was just moved away.
        base_python = getattr(sys, "_base_executable", None) or sys.executable
        _call(lock, [base_python, "-I", "-m", "venv", str(self.folder)])
        pip = [str(self.tool("python")), "-I", "-m", "pip", "install", "--quiet", "--no-input", "--no-deps"]
        pip += ["--disable-pip-version-check", "--no-warn-script-location"]
        locks = [f"--requirement={self.root / name}" for name in ("requirements.lock", *self.extra_locks)]
        # Wheels only: nothing that was downloaded runs before its hash has been compared.
        _call(lock, [*pip, "--require-hashes", "--only-binary=:all:", *locks])
        _call(lock, [*pip, "--no-build-isolation", "--editable", str(self.root)])
        self.stamp.write_text("\n".join(self.ingredients()) + "\n", encoding="utf-8")


def require_python(version: Sequence[int] = sys.version_info[:2]) -> None:
    """Refuse a Python that is too old for the package."""
    if tuple(version[:2]) < OLDEST_PYTHON:
        has, needs = (".".join(map(str, numbers[:2])) for numbers in (version, OLDEST_PYTHON))
        raise SetupError(
            f"This needs Python {needs} or newer, and {sys.executable} is Python {has}.\n"
            f"Install a newer one and name it, for example: python{needs} {sys.argv[0]}"
        )


def ensure(*extra_locks: str) -> Environment:
    """Give the environment, made if need be; where it can't be made, say why and exit with 2."""
    environment = Environment(extra_locks=extra_locks)
    try:
        require_python()
        environment.ensure()
    except KeyboardInterrupt:
        _say("Interrupted. The next start sets .venv up anew.")
        sys.exit(130)
    except (SetupError, OSError) as error:
        stop(str(error))
    return environment


def run(*command: str, extra_locks: Iterable[str] = ()) -> NoReturn:
    """Become the environment's Python with these arguments, for example `run("-m", "utm_exchange", "build")`."""
    python = str(ensure(*extra_locks).tool("python"))
    # The same text on every platform, also where the output goes to a file or a pipe on Windows.
    os.environ.setdefault("PYTHONUTF8", "1")
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execv(python, [python, *command])  # noqa: S606  signals and exit code are the command's own
    process = subprocess.Popen([python, *command])
    while True:
        with contextlib.suppress(KeyboardInterrupt):  # the command got it too, and ends as it sees fit
            sys.exit(process.wait())


def with_root(arguments: Sequence[str]) -> list[str]:
    """Add `--root` with this repository, unless the arguments name another."""
    named = any(argument == "--root" or argument.startswith("--root=") for argument in arguments)
    return [*arguments] if named else ["--root", str(ROOT), *arguments]


def stop(message: str) -> NoReturn:
    """Say what is in the way, and exit as for wrong usage."""
    _say(message)
    sys.exit(2)


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _digest(path: Path) -> str:
    # Line ends do not count: git may write them differently on Windows.
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def _call(lock: int, command: Sequence[str]) -> None:
    """Run one step of the setup in silence; when it fails, its last lines tell why."""
    done = subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        # The lock is the step's too: should this process be killed, the next start waits for the orphan's end.
        pass_fds=() if os.name == "nt" else (lock,),
    )
    if done.returncode:
        output = done.stdout.decode("utf-8", "replace")
        lines = "\n".join(f"  {line}" for line in output.strip().splitlines()[-LAST_LINES:])
        raise SetupError(
            f"Setting up .venv failed. The last lines of the step that failed:\n{lines}\n{_advice(output)}"
        )


def _advice(output: str) -> str:
    """Tell what to do about a failed step, from what it printed."""
    if "DO NOT MATCH THE HASHES" in output:
        return "A download is not the file that the lock names. Do not work around it: try again, then report it."
    if "No space left" in output:
        return "The disk is full: make room and start again."
    if "NewConnectionError" in output or "Connection" in output or "timed out" in output:
        return "There seems to be no network: connect, or set the proxy or mirror in pip's own settings; then start again."
    if "No matching distribution" in output:
        return (
            f"No file for this Python ({sys.version.split()[0]}) or this system, or a mirror that lacks it: "
            "try another Python from 3.11 on, or check pip's own settings; then start again."
        )
    return "Mend what it names and start again: a setup begins anew each time."


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[int]:
    """Hold a lock that the operating system frees by itself when its holder ends, however that happens."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        if not _locked(file.fileno()):
            _say("Another start is setting up .venv: waiting for it ...")
            while not _locked(file.fileno()):
                time.sleep(0.2)
        yield file.fileno()


def _locked(file: int) -> bool:
    """Try to take the lock."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(file, 0, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
