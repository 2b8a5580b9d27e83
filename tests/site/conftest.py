"""The real site, built once by the real command."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from site_fixture import TODAY, Site, utm


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of this repository."""
    folder = tmp_path_factory.mktemp("built") / "site"
    done = utm("build", "--site-dir", str(folder), "--today", TODAY)
    assert done.returncode == 0, done.stdout + done.stderr
    return Site(folder, done.stdout)


@pytest.fixture(scope="session")
def address(site: Site) -> Iterator[str]:
    """The site on a server of this machine, under a path of its own as on many hosts."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            if not self.path.endswith("/sw.js"):
                super().do_GET()
                return
            # These tests are about pages; tests/offline/ are about the worker, so here it does nothing.
            self.send_response(200)
            self.send_header("Content-Type", "text/javascript")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def translate_path(self, path: str) -> str:
            return super().translate_path(path.removeprefix("/exchange"))

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Handler, directory=str(site.folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/exchange/"
    server.shutdown()


@pytest.fixture
def fresh(browser: Browser) -> Iterator[Page]:
    """A browser of its own, wide enough for a desk."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


LISTEN = "window.violations = []; addEventListener('securitypolicyviolation', event => violations.push(`${event.effectiveDirective} ${event.blockedURI}`), true)"


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab in which no script may fail and nothing may break the policy."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.add_init_script(LISTEN)
        yield page
        assert wrong == []
        assert page.evaluate("window.violations") == []
