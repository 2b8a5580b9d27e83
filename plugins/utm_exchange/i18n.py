"""Translation of every string that a person sees.

English is the source language. Catalogues are gettext files under ``locales/`` in this package;
a language without a catalogue falls back to English, string by string.
"""

from __future__ import annotations

import gettext as _gettext
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

LOCALES = Path(__file__).parent / "locales"
DOMAIN = "utm_exchange"


@lru_cache
def translations(language: str = "en") -> _gettext.NullTranslations:
    """Return the message catalogue for a language (a BCP 47 primary tag such as ``en`` or ``ar``)."""
    return _gettext.translation(DOMAIN, str(LOCALES), languages=[language], fallback=True)


_active: ContextVar[_gettext.NullTranslations] = ContextVar("_active")


def use_language(language: str) -> None:
    """Make ``language`` the one that problems, the command line and the pages speak."""
    _active.set(translations(language))


def _current() -> _gettext.NullTranslations:
    return _active.get(None) or translations()


def gettext(message: str) -> str:
    """Return ``message`` in the active language."""
    return _current().gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of a message that fits ``number`` in the active language."""
    return _current().ngettext(singular, plural, number)


def mark(message: str) -> str:
    """Mark a string for extraction without translating it yet (for constants read at import)."""
    return message
