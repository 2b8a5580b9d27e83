"""The browser that tests and audit look through.

One that is there is taken (`UTM_CHROMIUM` names another), else one is installed, else it is said what to
install: nothing is skipped for want of a browser.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from _environment import Environment, stop

ON_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ELSEWHERE = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "${PROGRAMFILES}/Google/Chrome/Application/chrome.exe",
    "${PROGRAMFILES(X86)}/Google/Chrome/Application/chrome.exe",
    "${LOCALAPPDATA}/Google/Chrome/Application/chrome.exe",
    "${LOCALAPPDATA}/Chromium/Application/chrome.exe",
)
APT = ("apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120")
PLAYWRIGHT_PATH = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
)


def browser(environment: Environment) -> str:
    """Find a browser that starts, or get one."""
    named = os.environ.get("UTM_CHROMIUM")
    if named:
        # Whoever named a browser means that one: no other takes its place unsaid.
        return shutil.which(named) or stop(f"UTM_CHROMIUM names {named}, and there is no such program.")
    python = str(environment.tool("python"))
    found = installed() or from_playwright(python) or from_debian() or from_playwright(python, install=True)
    return found or stop(
        "The tests need Chromium or Chrome, none was found, and none could be installed.\n"
        "Install one (Debian, Ubuntu: apt-get install chromium; macOS, Windows: Google Chrome),\n"
        "or name one: UTM_CHROMIUM=/path/to/chromium python3 scripts/test.py"
    )


def installed() -> str | None:
    """Look where browsers usually are."""
    places = [*map(shutil.which, ON_PATH), *map(os.path.expandvars, ELSEWHERE)]
    return next((place for place in places if place and starts(place)), None)


def starts(program: str) -> bool:
    """Whether the browser is there and more than a stub: Ubuntu's chromium only asks for a snap."""
    if not Path(program).exists():
        return False
    # On Windows `--version` would open a window, and there are no stubs.
    return os.name == "nt" or succeeds(program, "--version")


def from_debian() -> str | None:
    """Install Debian's Chromium, where this process may."""
    if sys.platform == "win32" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    print("Installing Chromium with apt-get ...", file=sys.stderr, flush=True)
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    succeeds(*APT, "update")  # where it fails, the lists of last time may still do
    succeeds(*APT, "install", "-y", "chromium")
    return installed()


def from_playwright(python: str, *, install: bool = False) -> str | None:
    """Give the browser that playwright keeps for itself."""
    if install:
        print("Installing Chromium with playwright ...", file=sys.stderr, flush=True)
        succeeds(python, "-m", "playwright", "install", "chromium")
    asked = subprocess.run(
        [python, "-c", PLAYWRIGHT_PATH], check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    place = asked.stdout.strip()
    return place if place and starts(place) else None


def succeeds(*command: str) -> bool:
    """Run a command; what it prints is shown only when it fails."""
    try:
        done = subprocess.run(
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=900,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"  {error}", file=sys.stderr)
        return False
    if done.returncode:
        lines = done.stdout.decode("utf-8", "replace").strip().splitlines()[-8:]
        print("\n".join(f"  {line}" for line in lines), file=sys.stderr, flush=True)
    return done.returncode == 0
