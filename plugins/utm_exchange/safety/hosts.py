"""Header files for common hosts: what a tag in the page cannot say is said by the server."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from utm_exchange.i18n import gettext as _
from utm_exchange.safety.policy import policy

_UNUSED = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
"""Powers of a browser that no page asks for, so that nothing that slips in can either."""


_ALWAYS_ASKED = "sw.js"
"""The service worker: a copy of it in a cache on the way would keep readers from every later edition."""


def headers(hashes: Iterable[str] = ()) -> dict[str, str]:
    """Return the headers that a server should send with every file, for a site with these inline scripts."""
    return {
        # Browsers heed frame-ancestors only in a header.
        "Content-Security-Policy": policy(hashes, frame_ancestors="'none'"),
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        # No other site learns which page its reader came from.
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{power}=()" for power in _UNUSED),
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def header_files(hashes: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield name and text of the header file of each kind of host."""
    said = headers(hashes)
    yield (
        "_headers",
        _file(
            _("Headers for Netlify and Cloudflare Pages, which read this file by themselves."),
            [
                "/*",
                *(f"  {name}: {value}" for name, value in said.items()),
                f"/{_ALWAYS_ASKED}",
                "  Cache-Control: no-cache",
            ],
        ),
    )
    yield (
        "nginx-headers.conf",
        _file(
            _("Headers for nginx: name this file with 'include' in the 'server' block."),
            [
                *(f'add_header {name} "{value}" always;' for name, value in said.items()),
                # A place with a header of its own inherits none of the others.
                f"location ~ /{re.escape(_ALWAYS_ASKED)}$ {{",
                *(f'  add_header {name} "{value}" always;' for name, value in said.items()),
                "  add_header Cache-Control no-cache always;",
                "}",
            ],
        ),
    )
    apache = [
        "<IfModule mod_headers.c>",
        *(f'  Header always set {name} "{value}"' for name, value in said.items()),
        f'  <Files "{_ALWAYS_ASKED}">',
        '    Header always set Cache-Control "no-cache"',
        "  </Files>",
        "</IfModule>",
    ]
    yield (
        ".htaccess",
        _file(_("Headers for Apache, which reads this file where AllowOverride permits."), apache),
    )


def _file(comment: str, lines: Iterable[str]) -> str:
    return "\n".join([f"# {comment}", *lines, ""])
