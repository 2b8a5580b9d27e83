"""A web server as a real host is: gzip, cache headers, and the site's own header file."""

from __future__ import annotations

import gzip
import http.server
import mimetypes
import posixpath
import threading
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

COMPRESSED = {
    ".html",
    ".css",
    ".js",
    ".mjs",
    ".json",
    ".geojson",
    ".svg",
    ".xml",
    ".txt",
    ".ics",
    ".csv",
    ".webmanifest",
}
FONTS = {".woff2", ".woff", ".ttf", ".otf"}
PREFIX = "/exchange/"
"""The site lies under a path, as on many hosts."""


@dataclass(frozen=True)
class Transfer:
    """One answer: which file, and how many bytes its body and its headers had on the wire."""

    path: str
    size: int
    headers: int

    @property
    def is_font(self) -> bool:
        """Whether the budget counts it apart."""
        return Path(self.path).suffix in FONTS


class Host:
    """Serves a built site on this machine while it is entered; ``transfers`` holds what was sent."""

    def __init__(self, site: Path, *, worker: bool = False, delay: float = 0) -> None:
        """Read the site's header file, as Netlify and Cloudflare Pages do.

        Without ``worker`` the service worker is an empty one: what is measured is a visit until the page
        is usable, and what it saves for later comes after that. ``delay`` is the time in seconds that the
        line adds to each answer; ``gone`` may be set for a line that is cut.
        """
        self.site = site
        self.worker = worker
        self.delay = delay
        self.gone = False
        self.transfers: list[Transfer] = []
        said = _header_file(site / "_headers")
        self.headers = said.pop("/*")
        self.own_headers = said
        self._server = _Server(("127.0.0.1", 0), _handler(self))

    @property
    def address(self) -> str:
        """The address of the site's home page."""
        return f"http://127.0.0.1:{self._server.server_port}{PREFIX}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def file(self, path: str) -> Path | None:
        """Return the file that an address names, None if there is none."""
        below = posixpath.normpath("/" + unquote(urlsplit(path).path)).lstrip("/")
        below = below.removeprefix(PREFIX.strip("/")).lstrip("/")
        file = self.site / below
        if file.is_dir():
            file /= "index.html"
        return file if file.is_file() else None


class _Server(http.server.ThreadingHTTPServer):
    # A browser asks for six files at once; the library's five would turn one away.
    request_queue_size = 64


def _header_file(file: Path) -> dict[str, list[tuple[str, str]]]:
    """Return the headers of each address, ``/*`` for all files."""
    found: dict[str, list[tuple[str, str]]] = {"/*": []}
    address = ""
    for line in file.read_text("utf-8").splitlines() if file.is_file() else []:
        if line.startswith("/"):
            address = line
        elif line.startswith("  "):
            name, value = line.split(":", 1)
            found.setdefault(address, []).append((name.strip(), value.strip()))
    return found


@cache
def _body(file: Path, _changed: int) -> bytes:
    content = file.read_bytes()
    return gzip.compress(content, 6, mtime=0) if file.suffix in COMPRESSED else content


def _handler(host: Host) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            if host.gone:
                self.close_connection = True
                return
            time.sleep(host.delay)
            file = host.file(self.path)
            status = 200 if file else 404
            file = file or host.site / "404.html"
            body = _body(file, file.stat().st_mtime_ns)
            if file.name == "sw.js" and not host.worker:
                body = gzip.compress(b"", mtime=0)
            self.send_response(status)
            kind = (
                "text/javascript"
                if file.suffix in {".js", ".mjs"}
                else mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            )
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if file.suffix in COMPRESSED else kind)
            if file.suffix in COMPRESSED:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            path = file.relative_to(host.site).as_posix()
            own = dict(host.own_headers.get(f"/{path}", []))
            kept = "no-cache" if file.suffix == ".html" else "public, max-age=31536000, immutable"
            for name, value in ({"Cache-Control": kept} | dict(host.headers) | own).items():
                self.send_header(name, value)
            # Noted before the browser can have all of it.
            headers = sum(map(len, self._headers_buffer)) + len("\r\n")
            host.transfers.append(Transfer(path, len(body), headers))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            """Say nothing."""

    return Handler
