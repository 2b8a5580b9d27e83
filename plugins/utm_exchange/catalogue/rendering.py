"""Rendering once: parts that many pages share are made once, and set into each page."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from utm_exchange.records.types import Record


class Once:
    """Renders what many pages share once.

    A record stands in some fifteen lists, and every page has the same header and footer; rendering
    them anew each time took half of a build. What differs between pages (the way to the site's root,
    the reason, the page's address) are marks that are filled in afterwards.
    """

    ROOT, REASON, PLACE = "\x01", "\x02", "\x03"
    """Control characters, which no text holds, and with which a text of plain letters takes a byte for each."""

    def __init__(self) -> None:
        """Begin with nothing made."""
        self._cards: dict[tuple[Any, ...], str] = {}
        self._parts: dict[tuple[Any, ...], str] = {}

    def card(
        self, macro: Callable[..., str], record: Record, base: str, reason: str, *arguments: Any
    ) -> Markup:
        """Return what a macro makes of a record and arguments; ``base`` leads from the page to the site's root."""
        key = (record.identity, *arguments)
        if key not in self._cards:
            self._cards[key] = str(macro(record, self.ROOT, self.REASON, *arguments))
        text = self._cards[key].replace(self.ROOT, base).replace(self.REASON, reason)
        return Markup(text)  # noqa: S704 - the macro escaped what it was given, and so did the reason's

    @pass_context
    def part(self, context: Context, template: str, *key: Any) -> Markup:
        """Return a template that depends on nothing of the page but ``key``, its way to the root and its address.

        In it, ``base`` stands for the way to the site's root and ``place`` for the page's address.
        """
        known = (template, *key)
        if known not in self._parts:
            marks = {"base": self.ROOT, "place": Markup(self.PLACE)}  # noqa: S704 - a mark, not a text
            self._parts[known] = context.environment.get_template(template).render(
                {**context.get_all(), **marks}
            )
        base = str(context["base_url"]).rstrip("/")
        page = context.get("page")
        place = escape(page.canonical_url or page.url or "./") if page else ""
        return Markup(self._parts[known].replace(self.ROOT, base).replace(self.PLACE, place))  # noqa: S704 - escaped there


def quick_gettext(gettext: Callable[[str], str]) -> Callable[..., Markup]:
    """Return the function behind ``_()`` in templates: translates once, and escapes what is filled in."""

    @cache
    def translated(message: str) -> Markup:
        return Markup(gettext(message))  # noqa: S704 - our own words, not a contributor's

    def translate(message: str, **variables: Any) -> Markup:
        return translated(message) % variables if variables else translated(message)

    return translate
