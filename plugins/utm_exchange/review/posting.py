"""Posting: one comment on a pull request, written anew in its place whenever there is something new to tell.

The interface is GitHub's REST API (https://docs.github.com/en/rest/issues/comments). Which pull request
is meant is asked from GitHub by the branch and the commit that were checked, and never taken from
anything that the pull request itself has made.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from utm_exchange.i18n import gettext as _
from utm_exchange.review.comment import MARKER

_SECONDS = 30
_PER_PAGE = 100
_MOST_PAGES = 20


class PostingError(Exception):
    """The comment could not be posted; the message says why."""


@dataclass(frozen=True)
class Forge:
    """A repository on GitHub and the token to write to it; ``api`` is the address of the API, without a stroke at its end."""

    repository: str
    token: str
    api: str = "https://api.github.com"

    def pull_request(self, owner: str, branch: str, commit: str) -> int | None:
        """Return the number of the open pull request from a branch that now ends with a commit, or None."""
        head = urllib.parse.quote(f"{owner}:{branch}", safe="")
        for found in self._pages(f"pulls?state=open&head={head}"):
            if found["head"]["sha"] == commit:
                return int(found["number"])
        return None

    def post(self, number: int, text: str) -> str:
        """Write the comment on a pull request, in place of the one that is there; return ``made`` or ``changed``."""
        for found in self._pages(f"issues/{number}/comments?"):
            if str(found["body"]).startswith(MARKER) and found["user"]["type"] == "Bot":
                self._ask("PATCH", f"issues/comments/{found['id']}", {"body": text})
                return "changed"
        self._ask("POST", f"issues/{number}/comments", {"body": text})
        return "made"

    def _pages(self, path: str) -> Iterator[Any]:
        for page in range(1, _MOST_PAGES + 1):
            found = self._ask("GET", f"{path}&per_page={_PER_PAGE}&page={page}")
            yield from found
            if len(found) < _PER_PAGE:
                return

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        request = urllib.request.Request(  # noqa: S310 - the address is GitHub's, or that of a test
            f"{self.api}/repos/{self.repository}/{path}",
            data=None if body is None else json.dumps(body).encode(),
            method=method,
            headers={
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
                "X-GitHub-Api-Version": "2022-11-28",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise PostingError(
                _("GitHub answered {status} to {path}").format(status=error.code, path=path)
            ) from None
        except (OSError, ValueError) as error:
            raise PostingError(_("GitHub could not be asked: {reason}").format(reason=error)) from None
