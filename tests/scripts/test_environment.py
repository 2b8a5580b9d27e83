"""The scripts set up their environment by themselves, and say plainly when they can't. No network is used."""

import ast
import importlib
import os
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted((ROOT / "scripts").glob("*.py"))
EXTRA = "tests/requirements.lock"


@pytest.fixture
def module(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    return importlib.import_module("_environment")


@pytest.fixture
def root(tmp_path):
    (tmp_path / "tests").mkdir()
    for name in ("pyproject.toml", "requirements.lock", EXTRA):
        (tmp_path / name).write_text(f"{name}\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def steps(module, monkeypatch):
    """Stand in for the steps of a setup: note them, and let `venv` make the files that count."""
    noted = []

    def call(_lock, command):
        noted.append(command)
        if "venv" in command:
            python = Path(command[-1]) / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
            python.parent.mkdir(parents=True)
            python.touch()

    monkeypatch.setattr(module, "_call", call)
    return noted


# --- which Python ---


@pytest.mark.parametrize("version", [(2, 7), (3, 8, 10), (3, 10)])
def test_an_old_python_is_refused_in_plain_words(module, version):
    with pytest.raises(module.SetupError, match=r"needs Python 3\.11 or newer, and .* is Python \d\.\d+"):
        module.require_python(version)


@pytest.mark.parametrize("version", [(3, 11), (3, 14, 1), (4, 0)])
def test_a_newer_python_is_welcome(module, version):
    module.require_python(version)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_can_be_read_by_an_old_python_and_import_the_standard_library_only(script):
    tree = ast.parse(script.read_text(encoding="utf-8"), feature_version=(3, 8))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names | {
        "_environment",
        "_browser",
        "_programs",
    }


def test_what_python_lacks_is_named(module, root, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else name)
    with pytest.raises(module.SetupError, match="apt-get install python3-venv"):
        module.Environment(root).ensure()
    assert not (root / ".venv").exists()


def test_a_setup_that_fails_ends_with_2_and_no_traceback(module, monkeypatch, capsys):
    def fail(_environment):
        raise module.SetupError("why\nwhat to do")

    monkeypatch.setattr(module.Environment, "ensure", fail)
    with pytest.raises(SystemExit) as stopped:
        module.ensure()
    assert stopped.value.code == 2
    assert capsys.readouterr().err == "why\nwhat to do\n"


# --- the stamp ---


def test_a_second_start_does_nothing(module, root, steps):
    module.Environment(root).ensure()
    assert len(steps) == 3
    module.Environment(root).ensure()
    assert len(steps) == 3


def test_downloads_are_held_to_their_hashes(module, root, steps):
    module.Environment(root, (EXTRA,)).ensure()
    fetch = next(step for step in steps if "--require-hashes" in step)
    assert {"--no-deps", "--only-binary=:all:", f"--requirement={root / EXTRA}"} <= set(fetch)


@pytest.mark.usefixtures("steps")
def test_an_environment_for_the_tests_serves_a_build_but_not_the_other_way_round(module, root):
    module.Environment(root).ensure()
    assert not module.Environment(root, (EXTRA,)).is_current()
    module.Environment(root, (EXTRA,)).ensure()
    assert module.Environment(root).is_current()


@pytest.mark.usefixtures("steps")
@pytest.mark.parametrize("name", ["pyproject.toml", "requirements.lock", EXTRA])
def test_a_changed_file_calls_for_a_new_environment(module, root, name):
    environment = module.Environment(root, (EXTRA,))
    environment.ensure()
    (root / name).write_bytes(f"{name}\r\n".encode())
    assert environment.is_current(), "line ends do not count"
    (root / name).write_text("changed\n", encoding="utf-8")
    assert not environment.is_current()


@pytest.mark.usefixtures("steps")
def test_a_moved_folder_calls_for_a_new_environment(module, root):
    module.Environment(root).ensure()
    moved = root.rename(root.with_name("moved"))
    assert not module.Environment(moved).is_current()


@pytest.mark.usefixtures("steps")
def test_an_uninstalled_python_calls_for_a_new_environment(module, root):
    environment = module.Environment(root)
    environment.ensure()
    environment.tool("python").unlink()
    assert not environment.is_current()


# --- what goes wrong on the way ---


@pytest.mark.usefixtures("steps")
def test_an_interrupted_setup_heals_itself(module, root):
    half_made = root / ".venv" / "lib" / "half-made.py"
    half_made.parent.mkdir(parents=True)
    half_made.touch()
    environment = module.Environment(root)
    environment.ensure()
    assert environment.is_current()
    assert not half_made.exists()


@pytest.mark.usefixtures("steps")
@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_a_failed_setup_gives_the_last_good_environment_back(module, root, monkeypatch, error):
    environment = module.Environment(root)
    environment.ensure()
    good = (root / "requirements.lock").read_bytes()
    (root / "requirements.lock").write_bytes(b"newer\n")

    def fail(*_):
        (root / ".venv" / "half-made").mkdir(parents=True)
        raise error

    monkeypatch.setattr(module, "_call", fail)
    with pytest.raises(error):
        environment.ensure()
    (root / "requirements.lock").write_bytes(good)
    assert environment.is_current()
    assert not (root / ".venv" / "half-made").exists()


def test_a_failed_step_shows_its_last_lines_and_what_to_do(module):
    with Path(os.devnull).open("rb") as lock, pytest.raises(module.SetupError) as failed:
        module._call(
            lock.fileno(), [sys.executable, "-c", "print('NewConnectionError: refused'); raise SystemExit(1)"]
        )
    assert "  NewConnectionError: refused" in str(failed.value)
    assert "no network" in str(failed.value)


def test_one_start_at_a_time_sets_up(module, tmp_path):
    lock = tmp_path / "lock"
    holder = (
        "import sys, time, pathlib; from _environment import _alone\n"
        "with _alone(pathlib.Path(sys.argv[1])): print('held', flush=True); time.sleep(0.6)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(lock)], cwd=ROOT / "scripts", stdout=subprocess.PIPE
    ) as process:
        process.stdout.readline()
        began = time.monotonic()
        with module._alone(lock):
            assert time.monotonic() - began > 0.3
    with module._alone(lock):
        pass  # and it was given back


# --- starting the command ---


@pytest.mark.parametrize(("windows", "expected"), [(True, "Scripts/uv.exe"), (False, "bin/uv")])
def test_programs_are_where_the_platform_keeps_them(module, tmp_path, windows, expected):
    assert module.Environment(tmp_path, windows=windows).tool("uv") == tmp_path / ".venv" / expected


def test_the_root_is_this_repository_unless_another_is_named(module):
    assert module.with_root(["--strict"]) == ["--root", str(ROOT), "--strict"]
    assert module.with_root(["--root", "x"]) == ["--root", "x"]
    assert module.with_root(["--root=x", "y"]) == ["--root=x", "y"]


# --- the lock files ---


def pins(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, flags=re.MULTILINE))


def test_the_locks_hold_what_is_asked_for_and_agree():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    runtime, tests = pins("requirements.lock"), pins(EXTRA)
    for requirement in map(Requirement, asked):
        pinned = runtime.get(canonicalize_name(requirement.name), "")
        assert pinned, f"{requirement} is not locked: python3 scripts/lock.py"
        assert requirement.specifier.contains(pinned, prereleases=True), (
            f"{requirement}: python3 scripts/lock.py"
        )
    lines = (ROOT / "tests" / "requirements.in").read_text(encoding="utf-8").splitlines()
    assert {canonicalize_name(line) for line in lines if line and not line.startswith("#")} <= tests.keys()
    assert {name: runtime[name] for name in runtime.keys() & tests.keys()}.items() <= tests.items()


@pytest.mark.parametrize("name", ["requirements.lock", EXTRA])
def test_the_locks_name_no_address_and_hash_everything(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|--index|--extra|--find|-f)\b", text, flags=re.MULTILINE)
    assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=\S)", text) if "==" in entry)
