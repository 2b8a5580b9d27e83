"""``utm-safety``: a content security policy in every page, and header files for the host."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger

from utm_exchange.i18n import gettext as _
from utm_exchange.safety.hosts import header_files
from utm_exchange.safety.policy import POLICY_TAG, hash_of, inline_scripts, policy, with_policy

if TYPE_CHECKING:
    from collections.abc import Collection

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

log = get_plugin_logger(__name__)


class SafetyConfig(Config):
    """Options of ``utm-safety``."""

    headers = c.Type(bool, default=True)
    """Whether header files for Netlify, Cloudflare Pages, nginx and Apache are written."""


class SafetyPlugin(BasePlugin[SafetyConfig]):
    """Lets pages load from their own site only. Scripts in templates are allowed by hash, those in texts are not."""

    _preview = False
    _done: set[Path]
    _hashes: set[str]

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember what the pages are for."""
        self._preview = command == "serve"

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Begin anew; a preview builds many times."""
        self._done = set()
        self._hashes = set()

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Put the policy into a page, after all others have changed it."""
        # Text that people sent in must not allow itself to run.
        sent_in = set(inline_scripts(page.content or ""))
        if sent_in:
            log.warning(
                _(
                    "Doc file '%s' contains a script; browsers will not run it. Pages hold no scripts of their own."
                ),
                page.file.src_uri,
            )
        self._done.add(Path(page.file.abs_dest_path))
        return self._guarded(output, sent_in)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the policy into what is no page of MkDocs, such as redirects, and write the header files."""
        for file in sorted(Path(config.site_dir).rglob("*.html")):
            # Pages that another process wrote have their policy, though this one did not see it.
            if file not in self._done and POLICY_TAG not in (html := file.read_text("utf-8")):
                file.write_text(self._guarded(html), "utf-8", newline="\n")
        if self.config.headers and not self._preview:
            for name, text in header_files(self._hashes):
                Path(config.site_dir, name).write_text(text, "utf-8", newline="\n")

    def _guarded(self, html: str, not_allowed: Collection[str] = ()) -> str:
        hashes = {hash_of(script) for script in inline_scripts(html) if script not in not_allowed}
        self._hashes |= hashes
        if self._preview:
            # The preview server adds a script with a new number to every answer, which no hash can foresee.
            # Event handlers and javascript: addresses stay blocked there too.
            return with_policy(html, policy(script_src_elem="'self' 'unsafe-inline'"))
        return with_policy(html, policy(hashes))
