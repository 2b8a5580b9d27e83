"""The content security policy: what a page may load and run, and how it gets into the page.

``'self'`` was measured in Chromium under ``file://`` too: scripts, styles, pictures and fonts beside the page load,
inline code does not run. So one policy serves the web and a folder on a stick.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

DIRECTIVES: dict[str, str] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
}
"""What every page may do: load from its own site, and nothing else."""

_SCRIPT = re.compile(
    r"""<script\b((?:[^>"']|"[^"]*"|'[^']*')*)>(.*?)</script\s*>""", re.IGNORECASE | re.DOTALL
)
_SOURCE = re.compile(r"(?:^|\s)src\s*=", re.IGNORECASE)
_TYPE = re.compile(r"""(?:^|\s)type\s*=\s*["']?\s*([^"'\s>]*)""", re.IGNORECASE)
# https://html.spec.whatwg.org/multipage/scripting.html#attr-script-type: any other type is a block of data.
_RUNS = {
    "",
    "text/javascript",
    "application/javascript",
    "text/ecmascript",
    "application/ecmascript",
    "module",
    "importmap",
    "speculationrules",
}
# A policy counts only for what stands after it, so it comes first; the encoding must be in the first 1,024 bytes.
_PLACES = (
    re.compile(r"""<meta\s+charset\s*=\s*["']?[\w-]+["']?\s*/?>""", re.IGNORECASE),
    re.compile(r"<head(?:\s[^>]*)?>", re.IGNORECASE),
)


def inline_scripts(html: str) -> list[str]:
    """Return the text of each script that stands in a page itself; blocks of data, such as JSON-LD, don't run."""
    found = []
    for script in _SCRIPT.finditer(html):
        attributes, text = script.groups()
        kind = _TYPE.search(attributes)
        if not _SOURCE.search(attributes) and (kind[1].lower() if kind else "") in _RUNS:
            found.append(text)
    return found


def hash_of(script: str) -> str:
    """Return the source expression that allows exactly this inline script."""
    # Browsers see a page's line ends as the parser leaves them.
    text = script.replace("\r\n", "\n").replace("\r", "\n")
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def policy(hashes: Iterable[str] = (), **more: str) -> str:
    """Return the policy as one line: the directives, with these inline scripts allowed and ``more`` beside them."""
    directives = {**DIRECTIVES, **{name.replace("_", "-"): value for name, value in more.items()}}
    directives["script-src"] = " ".join([directives["script-src"], *sorted(set(hashes))])
    return "; ".join(f"{name} {value}" for name, value in directives.items())


POLICY_TAG = '<meta http-equiv="Content-Security-Policy"'
"""How the policy begins in a page."""


def with_policy(html: str, text: str) -> str:
    """Return a page with the policy in its head; what has no head is no page and stays as it is."""
    for place in _PLACES:
        found = place.search(html)
        if found:
            tag = f'{POLICY_TAG} content="{text}">'
            return f"{html[: found.end()]}\n  {tag}{html[found.end() :]}"
    return html
