"""Who stands behind the mission, who speaks of it, and its guidance: partners, voices, guidance."""

from __future__ import annotations

from typing import ClassVar

from utm_exchange.i18n import mark as _
from utm_exchange.records.terms import Country, PartnerKind, PartnerRole, Stage
from utm_exchange.records.types.base import Record, Section, field
from utm_exchange.records.values import CityRef, Identity, Line, PartialDate, Text, Url


class Partner(Record):
    """A body that works with the mission."""

    type_name: ClassVar[str] = "partner"
    folder: ClassVar[str] = "content/alliance"
    address: ClassVar[str] = "alliance"
    label: ClassVar[str] = _("Partner")
    plural: ClassVar[str] = _("Alliance")

    roles: tuple[PartnerRole, ...] = field(
        ..., _("What it is to the mission; it may be several things."), "co-lead"
    )
    kind: PartnerKind = field(..., _("What sort of body."), "network")
    brings: Text | None = field(
        None, _("What it does for the mission, where a source says so."), "Contact point for applicants."
    )
    as_of: PartialDate | None = field(None, _("The date for which the role is known."), "2022-10")
    country: Country | None = field(None, _("For governments: two letters of ISO 3166."), "AT")
    url: Url | None = field(None, _("Its web page."), "https://www.globalcovenantofmayors.org/")


class Voice(Record):
    """Somebody's word on the mission, with its source. Never an invented one."""

    type_name: ClassVar[str] = "voice"
    folder: ClassVar[str] = "content/voices"
    address: ClassVar[str] = "voices"
    label: ClassVar[str] = _("Voice")
    plural: ClassVar[str] = _("Voices")

    speaker: Line | None = field(
        None, _("Who said it; leave out where no page gives the name."), "Eleanor Webster"
    )
    role: Line | None = field(
        None, _("What the speaker was at the time."), "Head, Mission Innovation Secretariat"
    )
    on_behalf_of: Line | None = field(None, _("The city or body."), "Mission Innovation")
    quote: Text | None = field(
        None, _("The very words, where a page has them."), "a unique tool that we bring to the table"
    )
    said_on: PartialDate | None = field(None, _("When."), "2023-12-12")
    cities: tuple[CityRef, ...] = field((), _("The city with a profile that it speaks for."), "kochi")
    related: tuple[Identity, ...] = field((), _("Where it was said, or what about."), "event:cop28")


class Guidance(Record):
    """What to do at one stage of the journey."""

    type_name: ClassVar[str] = "guidance"
    folder: ClassVar[str] = "content/guidance"
    address: ClassVar[str] = "guidance"
    label: ClassVar[str] = _("Guidance")
    plural: ClassVar[str] = _("Guidance")
    sections: ClassVar[tuple[Section, ...]] = (
        Section(
            "purpose", "What this step is for", _("Why the step exists and what it leads to."), required=True
        ),
        Section("tasks", "What to do", _("The tasks, in order."), required=True),
        Section(
            "done", "How to know it is done", _("What can be seen when the step is done."), required=True
        ),
        Section("traps", "Common traps", _("What often goes wrong, and how to avoid it."), required=True),
        Section("small", "If your city is small", _("How to do it with few people and little money.")),
        Section("next", "What comes next", _("Where to go from here.")),
    )

    stage: Stage = field(..., _("Which stage of the journey."), "assess")
