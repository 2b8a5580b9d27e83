"""Wording: what the browser says about being offline, in the language of the pages.

A phrase with a number is a mapping from plural categories (CLDR; ``Intl.PluralRules`` in the browser) to its
forms, all others are text. ``{name}`` stands for what is filled in.
"""

from __future__ import annotations

from collections.abc import Mapping

from babel import Locale

from utm_exchange.i18n import gettext as _
from utm_exchange.i18n import ngettext

Phrase = str | Mapping[str, str]
_SAMPLES = (*range(201), 1_000_000)
"""Numbers among which every plural category of every language has one."""


def page_wording(language: str) -> dict[str, Phrase]:
    """Return what any page may say: about a new edition, and about being a saved copy."""
    return {
        "language": language,
        "new-edition": _("A new edition of this site is ready."),
        "use-it": _("Show the new edition"),
        "later": _("Later"),
        "switched": _("Another window has switched to a new edition. This page is still of the last one."),
        "reload": _("Load this page anew"),
        "why-offline": _("There is no connection."),
        "why-slow": _("The connection is very slow."),
        "why-server": _("The server is in trouble."),
        "why-foreign": _(
            "Something else answered in place of this site, perhaps the login page of a network."
        ),
        "why-redirect": _("The network leads away from this page, perhaps to its login page."),
        "copy": _("You are reading the edition of {day}, saved on this device."),
        "see-answer": _("See what the network answers"),
        "not-here": _("Not saved on this device"),
    }


def packs_wording(language: str) -> dict[str, Phrase]:
    """Return what the page of the packs and the page in place of a missing one say."""
    return {
        "language": language,
        "count-packs": _forms(language),
        "asked": _("The page you asked for is not on this device: {address}"),
        "room": _("In use on this device: {used}. Free for this site: {free}."),
        "save": _("Save"),
        "update": _("Update"),
        "repair": _("Fetch what is missing"),
        "go-on": _("Go on"),
        "drop": _("Drop it"),
        "remove": _("Remove"),
        "stop": _("Stop"),
        "waiting": _("Beginning…"),
        "saving": _("{done} of {all}"),
        "saved": _("Saved: edition of {day}."),
        "old": _("Saved: edition of {day}. The edition of {newer} is {size} more to fetch."),
        "torn": _("The browser has thrown away {size} of it. What is left goes on working."),
        "begun": _("Begun, {percent} % is here."),
        "done": _("{pack}: saved."),
        "trouble-full": _(
            "There is no room for it: {free} are free for this site. Nothing that was here is lost. Remove another pack, or free some space on this device."
        ),
        "trouble-offline": _(
            "The connection broke. What has come so far is kept; go on when there is a line again."
        ),
        "trouble-foreign": _(
            "Something else answered in place of this site, perhaps the login page of a network. Nothing of it was saved."
        ),
        "trouble-gone": _(
            "A new edition came out in the meantime. Try again; what stayed the same is not fetched twice."
        ),
        "trouble-damaged": _("A part arrived damaged, twice, and was not saved. Try again later."),
        "trouble-stopped": _("Stopped. What has come so far is kept."),
    }


def _forms(language: str) -> dict[str, str]:
    category = Locale.parse(language.replace("-", "_")).plural_form
    forms: dict[str, str] = {}
    for number in _SAMPLES:
        forms.setdefault(
            category(number), ngettext("{n} pack on this device.", "{n} packs on this device.", number)
        )
    return forms
