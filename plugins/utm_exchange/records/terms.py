"""Terms: values that come from a closed list, such as a vocabulary or an ISO standard."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from utm_exchange.i18n import gettext as _
from utm_exchange.records.locale_hints import country_hint, language_hint
from utm_exchange.records.values import one_text, wrong
from utm_exchange.records.vocabulary import region_of, vocabulary


def _country(value: Any) -> str:
    text = one_text(value)
    if region_of(text):
        return text
    raise wrong("UTM309", _("'{text}' is not a country code").format(text=text), country_hint(text))


Country = Annotated[str, BeforeValidator(_country)]
"""An ISO 3166-1 alpha-2 code in capitals."""


def _language(value: Any) -> str:
    from babel import Locale

    text = one_text(value)
    if re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,4})?", text) and text.split("-")[0] in Locale("en").languages:
        return text
    raise wrong("UTM310", _("'{text}' is not a language code").format(text=text), language_hint(text))


Language = Annotated[str, BeforeValidator(_language)]
"""A BCP 47 language tag."""


def _currency(value: Any) -> str:
    from babel import Locale

    text = one_text(value)
    if re.fullmatch(r"[A-Z]{3}", text) and text in Locale("en").currencies:
        return text
    guess = {"€": "EUR", "euro": "EUR", "euros": "EUR", "$": "USD", "us$": "USD", "£": "GBP"}.get(
        text.lower(), text.upper()
    )
    hint = (
        _("write {code}").format(code=guess)
        if guess in Locale("en").currencies
        else _("write the three letters of ISO 4217, for example EUR or USD")
    )
    raise wrong("UTM311", _("'{text}' is not a currency code").format(text=text), hint)


Currency = Annotated[str, BeforeValidator(_currency)]
"""An ISO 4217 code."""


@dataclass(frozen=True, slots=True)
class TermOf:
    """Annotation: the text is the id of a term of this vocabulary."""

    vocabulary: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Look the word up, and answer a wrong one with the nearest right one."""
        return core_schema.no_info_before_validator_function(self._check, handler(source))

    def _check(self, value: Any) -> str:
        words = vocabulary(self.vocabulary)
        text = one_text(value)
        if text in words:
            return text
        near = words.nearest(text)
        several = [words.nearest(part) or "" for part in text.split(",")]
        if len(several) > 1 and all(several):
            hint = _("put each item on a line of its own: {items}").format(
                items=", ".join(f"'- {term}'" for term in several)
            )
        elif near:
            hint = _("write '{term}'").format(term=near)
        else:
            hint = _("choose one of: {terms}").format(terms=", ".join(words.terms))
        raise wrong("UTM302", _("'{text}' is not a known {name}").format(text=text, name=_(words.name)), hint)


Grade = Annotated[str, TermOf("grades")]
Pillar = Annotated[str, TermOf("pillars")]
Stage = Annotated[str, TermOf("stages")]
Sector = Annotated[str, TermOf("sectors")]
Scale = Annotated[str, TermOf("scales")]
Status = Annotated[str, TermOf("statuses")]
Sdg = Annotated[str, TermOf("sdgs")]
TargetKind = Annotated[str, TermOf("target-kinds")]
RegionTerm = Annotated[str, TermOf("regions")]
EventKind = Annotated[str, TermOf("event-kinds")]
EventFormat = Annotated[str, TermOf("event-formats")]
EventSeries = Annotated[str, TermOf("event-series")]
EventStatus = Annotated[str, TermOf("event-statuses")]
TrainingKind = Annotated[str, TermOf("training-kinds")]
NeedTheme = Annotated[str, TermOf("need-themes")]
PartnerRole = Annotated[str, TermOf("partner-roles")]
PartnerKind = Annotated[str, TermOf("partner-kinds")]
