"""Wording: what browser code says, in the language of the pages.

A phrase with a number is a mapping from plural categories (CLDR; ``Intl.PluralRules`` in the browser) to
its forms, all others are text. ``{name}`` stands for what is filled in.
"""

from __future__ import annotations

from collections.abc import Mapping

from babel import Locale

from utm_exchange.i18n import gettext as _
from utm_exchange.i18n import ngettext
from utm_exchange.records.types import TYPES_BY_NAME
from utm_exchange.records.vocabulary import vocabulary
from utm_exchange.search.documents import PAGE

Phrase = str | Mapping[str, str]
ALL = "all"
"""Where the type does not matter."""
_SAMPLES = (*range(201), 1_000_000)
"""Numbers among which every plural category of every language has one."""


def wording(language: str) -> dict[str, Phrase]:
    """Return every phrase of the explorers and of the search page by its name."""
    category = Locale.parse(language.replace("-", "_")).plural_form
    forms: dict[str, dict[str, str]] = {}
    for number in _SAMPLES:
        for type_, phrase in counted(number).items():
            forms.setdefault(f"count-{type_}", {}).setdefault(category(number), phrase)
    return {"language": language, **forms, **_types(), **_told(), **_troubles()}


def box_wording(language: str) -> dict[str, Phrase]:
    """Return every phrase of the search box by its name."""
    shared = {
        name: phrase
        for name, phrase in wording(language).items()
        if name in _IN_THE_BOX or name.startswith(("notice-", "trouble-"))
    }
    groups = {f"group-{name}": _(type_.plural) for name, type_ in TYPES_BY_NAME.items()}
    stages = {f"stage-{stage.id}": _(stage.label) for stage in vocabulary("stages")}
    return {
        **shared,
        **groups,
        f"group-{PAGE}": _("Pages"),
        **stages,
        "begin": _("Three letters are enough to begin with."),
        "recent": _("Looked for lately, known to this device only"),
        "all": _("All: {count}"),
        "notice-no-letters": _("Write a word, a place or a number."),
    }


_IN_THE_BOX = frozenset(
    {"language", f"count-{ALL}", "loading", "none-hint", "slip", "meant", "again", "reload"}
)


def counted(number: int) -> dict[str, str]:
    """Return the words for a number of things, by their type; ``{n}`` stands for the number."""
    return {
        ALL: ngettext("{n} result", "{n} results", number),
        "practice": ngettext("{n} practice", "{n} practices", number),
        "city": ngettext("{n} city", "{n} cities", number),
        "funding": ngettext("{n} offer", "{n} offers", number),
        "need": ngettext("{n} need", "{n} needs", number),
    }


def _types() -> dict[str, str]:
    return {f"type-{name}": _(type_.label) for name, type_ in TYPES_BY_NAME.items()} | {
        f"type-{PAGE}": _("Page")
    }


def _told() -> dict[str, str]:
    return {
        "loading": _("Looking…"),
        "more": _("Show {n} more"),
        "none": _("Nothing fits all of this."),
        "none-hint": _(
            "Take a filter away, use fewer words, or write only the beginning of one with a star: flood*"
        ),
        "remove": _("Remove: {name}"),
        "clear": _("Clear all"),
        "words": _("Words: {text}"),
        "ignored": _(
            "This address asks for something that this page does not know, which was left out: {names}"
        ),
        "slip": _("Nothing holds “{text}”. Shown is what holds words that are spelled nearly so."),
        "meant": _("Did you mean {text}?"),
        "notice-shortened": _("Only the beginning of this long text was looked at."),
        "notice-operators": _(
            "The signs + - * ~ ^ : could not be read as they stand, so only the words were looked for."
        ),
        "notice-go-on": _(
            "So many words begin with these letters that only the word itself was looked for. Write on."
        ),
        "notice-no-words": _(
            "This search knows letters and digits of the Latin alphabet. Write names as they are written in English."
        ),
        "place": _("Place"),
        "summary": _("Summary"),
        "address": _("Address"),
        "table": _("Table of results"),
        "show": _("Show {count}"),
        "mapped": _("{count} on the map. The list below says the same."),
        "unmapped": _("Not on the map, since no city with a profile belongs to it: {n}"),
        "again": _("Try again"),
        "reload": _("Load the page again"),
    }


def _troubles() -> dict[str, str]:
    return {
        "trouble-offline": _("There is no connection, or the server does not answer. What was loaded stays."),
        "trouble-missing": _(
            "A part of the search is missing on this site, so nothing is shown that might be wrong."
        ),
        "trouble-damaged": _(
            "A part of the search arrived damaged, so nothing is shown that might be wrong."
        ),
        "trouble-edition": _("The site has changed since this page was opened."),
        "trouble-broad": _("Too many words begin or end so. Write more letters."),
        "trouble-query": _("The signs in this query cannot be read: {detail}"),
    }
