"""What the tests of the offline side share: a small site in two editions, and a server that can misbehave and vanish."""

from __future__ import annotations

import functools
import http.server
import os
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

from sample_settings import sample_settings

PATH = "/exchange/"
PARK = "practices/river-park/"
EVENT = "events/open-day/"
LOGIN = (
    b"<!doctype html><html><head><title>Free Wi-Fi</title></head><body><form>Your e-mail</form></body></html>"
)
Answer = Callable[[str], tuple[int, bytes, dict[str, str]] | None]
VERSIONED = re.compile(r"\?v=[0-9a-f]{16}$")


def catalogue_with_settings(root: Path) -> Path:
    """The sample catalogue, in git, with all that a site has."""
    shutil.copytree(Path(__file__).parents[1] / "records" / "sample", root)
    (root / "mkdocs.yml").write_text(sample_settings(without=("downloads",)), "utf-8")
    (root / "content/index.md").write_text("---\ntitle: Home\n---\nText.\n", "utf-8")
    (root / ".gitignore").write_text("site*/\n.cache/\n", "utf-8")
    name = ("-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "all"]):
        day = "2026-05-02T12:00:00+0000"
        environment = {**os.environ, "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
        subprocess.run(["git", *name, *command], cwd=root, env=environment, check=True)
    return root


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, host: Host, *arguments: Any) -> None:
        self.host = host
        super().__init__(*arguments)

    def do_GET(self) -> None:
        path = self.path.removeprefix(PATH)
        if self.host.gone():
            self.close_connection = True
            self.connection.close()
            return
        self.host.asked.append(path)
        found = self.host.answer(VERSIONED.sub("", path))
        if found is None:
            super().do_GET()
            return
        status, body, headers = found
        self.send_response(status)
        for name, value in {"Content-Type": "text/html", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def translate_path(self, path: str) -> str:
        self.directory = str(self.host.folder)
        return super().translate_path("/" + path.removeprefix(PATH))

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def handle(self) -> None:
        # The browser hangs up, or this server has.
        with suppress(OSError, ValueError):
            super().handle()

    def finish(self) -> None:
        with suppress(OSError, ValueError):
            super().finish()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""


@dataclass
class Host:
    """A folder on a server of this machine, under a path of its own.

    ``asked`` lists the paths asked for; ``answer`` may give another answer than the file; ``allowed`` is
    the number of requests that are still answered before the server is gone, None for all.
    """

    folder: Path
    asked: list[str] = field(default_factory=list)
    answer: Answer = lambda _path: None
    allowed: int | None = None
    _server: http.server.ThreadingHTTPServer | None = None
    _port: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}{PATH}"

    def start(self) -> Host:
        handler = functools.partial(_Handler, self)
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", self._port), handler)
        self._server.daemon_threads = True
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def gone(self) -> bool:
        if self.allowed is None:
            return False
        self.allowed -= 1
        return self.allowed < 0

    def stop(self) -> None:
        """Vanish: nothing listens any more."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


def portal(_path: str) -> tuple[int, bytes, dict[str, str]]:
    """What a captive portal answers to everything."""
    return 200, LOGIN, {}


def until(tab: Page, script: str, argument: object = None) -> None:
    """Wait until a script, which may have to wait itself, says yes."""
    for _attempt in range(160):
        # A page that is just being left is asked again when the next one is there.
        with suppress(Error):
            if tab.evaluate(script, argument):
                return
        time.sleep(0.05)
    raise AssertionError(f"never true: {script}")


def visit(tab: Page, address: str) -> None:
    """Open a page and wait until the worker is there and has all of its shell."""
    tab.goto(address)
    until(tab, "() => Boolean(navigator.serviceWorker.controller?.state === 'activated')")


def kept(tab: Page) -> dict[str, list[str]]:
    """The addresses in each cache, relative to the site's root."""
    found: dict[str, list[str]] = tab.evaluate(
        """async () => {
          const found = {};
          for (const name of await caches.keys())
            found[name.split(' ').at(-1)] = (await (await caches.open(name)).keys()).map((r) => r.url.split('/exchange/')[1]);
          return found;
        }"""
    )
    return found


def row(tab: Page, pack: str):
    """A pack in the list, its group opened."""
    found = tab.locator(f'[data-pack="{pack}"]')
    found.evaluate("(row) => (row.closest('details').open = true)")
    return found


def save_pack(tab: Page, host: Host, pack: str) -> None:
    """Save a pack as a reader does."""
    visit(tab, f"{host.address}packs/")
    found = row(tab, pack)
    found.get_by_role("button", name="Save").click()
    tab.wait_for_selector(f'[data-pack="{pack}"][data-state="saved"]')
