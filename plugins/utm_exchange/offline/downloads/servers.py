"""Servers: what a web server in a town hall's network needs beside a copy. Tested with the real nginx."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from utm_exchange.i18n import gettext as _
from utm_exchange.offline.downloads.exchange import Exchange

_HEADERS = "nginx-headers.conf"
"""The file of the site with the headers that keep readers safe."""


def nginx(exchange: Exchange) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of what stands beside and in the folder ``site``: the configuration, and a page for wrong addresses."""
    yield "nginx.conf", _configuration(exchange).encode()
    # It may be shown at any depth, so its links begin at the root.
    yield "site/404.html", exchange.draw("404.html", root="/").encode()


def _configuration(exchange: Exchange) -> str:
    headers = Path(exchange.site, _HEADERS)
    said = headers.read_text("utf-8").splitlines() if headers.is_file() else []
    lines = [
        _("Put the folder 'site' beside this file to {place}, and this file to {conf}").format(
            place=f"/srv/{exchange.slug}/", conf=f"/etc/nginx/conf.d/{exchange.slug}.conf"
        ),
        _("Then: nginx -t && systemctl reload nginx. Where nginx has a default site, remove it or name a server_name here."),
    ]  # fmt: skip
    head = "\n".join(f"# {line}" for line in lines)
    safe = "\n".join(f"  {line}" for line in said if not line.startswith("#"))
    return f"""{head}
server {{
  listen 80;
  listen [::]:80;
  root /srv/{exchange.slug}/site;
  index index.html;
  charset utf-8;
  charset_types text/css text/csv text/plain application/javascript application/json;
  server_tokens off;
  error_page 404 /404.html;

  include mime.types;
  types {{
    application/epub+zip epub;
    application/geo+json geojson;
    application/ld+json jsonld;
    text/calendar ics;
    text/csv csv;
  }}
  gzip on;
  gzip_min_length 1000;
  gzip_types application/atom+xml application/geo+json application/javascript application/json image/svg+xml text/calendar text/css text/csv;

  # A new edition shows at once; what did not change is not sent again.
  add_header Cache-Control "no-cache" always;
{safe}
}}
"""
