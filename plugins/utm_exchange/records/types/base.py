"""What all record types share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from utm_exchange.i18n import mark as _
from utm_exchange.records.terms import Currency, Grade, Language
from utm_exchange.records.values import (
    Day,
    Identity,
    Line,
    Moment,
    Number,
    Slug,
    Text,
    Title,
    Truth,
    Url,
    Year,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from utm_exchange.records.reading import SourceFile


def field(default: Any, description: str, *examples: str) -> Any:
    """Return a pydantic field with the description and examples that forms and docs show.

    ``...`` as default makes the field required.
    """
    return Field(default, description=description, examples=list(examples) or None)


_NOT_KEPT: set[str] = set()


class Part(BaseModel):
    """A group of fields inside a record: closed and frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def model_post_init(self, _context: Any, /) -> None:
        """Forget which fields were written: nobody asks, and a set for each part is a third of a record's memory."""
        object.__setattr__(self, "__pydantic_fields_set__", _NOT_KEPT)


class Source(Part):
    """A public page or document that states a fact."""

    id: Slug | None = field(
        None, _("A short name by which figures of this record point here."), "city-report"
    )
    title: Line = field(..., _("Title of the page or document."), "Climate budget 2025")
    publisher: Line = field(..., _("Who published it."), "City of Oslo")
    url: Url = field(..., _("Web address."), "https://www.example.org/report")
    accessed: Day = field(..., _("Day on which it was read."), "2026-11-22")
    supports: Line | None = field(None, _("What it shows, in a few words."), "bus numbers and cost")


class Baseline(Part):
    """What a figure is compared with."""

    value: Number | None = field(None, _("The number before."), "350")
    unit: Line | None = field(None, _("Its unit, where it is not the figure's own."), "%")
    year: Year | None = field(None, _("Its year."), "2015")
    note: Line | None = field(None, _("What else to know."), "before the programme")


class Figure(Part):
    """A number with its unit, year, source and grade. No figure without a source."""

    label: Line = field(..., _("What was counted or measured."), "Trees alive at the final check")
    value: Number = field(..., _("The number."), "443025")
    unit: Line = field(..., _("The unit."), "trees")
    year: Year | None = field(None, _("The year it is about."), "2022")
    source: Slug = field(..., _("The id of one of this record's sources."), "city-report")
    grade: Grade = field(..., _("Who says so."), "reported")
    baseline: Baseline | None = field(None, _("What it is compared with."))
    note: Line | None = field(None, _("What else to know."), "city buses only")


class Money(Part):
    """An amount of money with its source."""

    amount: Number = field(..., _("The amount in full units, no thousands or millions."), "1460000000")
    currency: Currency = field(..., _("ISO 4217 code."), "ZAR")
    year: Year | None = field(None, _("The year of the amount."), "2014")
    covers: Line | None = field(None, _("What the amount pays for."), "bond principal")
    source: Slug = field(..., _("The id of one of this record's sources."), "city-report")
    grade: Grade = field(..., _("Who says so."), "published")


class Statement(Part):
    """A sentence that a source supports."""

    text: Text = field(
        ..., _("One or two sentences in your own words."), "Cut car traffic in the centre first."
    )
    year: Year | None = field(None, _("The year it was said or is about."), "2023")
    source: Slug = field(..., _("The id of one of this record's sources."), "city-report")


class Withdrawal(Part):
    """Why a record was taken back. Its page stays and says so."""

    date: Day = field(..., _("Day on which it was withdrawn."), "2026-11-22")
    reason: Text = field(..., _("Why, in a sentence."), "The city asked for it.")
    see: Identity | None = field(None, _("What to read in its place."), "practice:oslo-climate-budget")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a record's Markdown body, under a second-level heading."""

    id: str
    heading: str
    help: str
    required: bool = False


class Record(Part):
    """What every record may say."""

    type_name: ClassVar[str]
    """The word used in identities: ``practice`` in ``practice:oslo-climate-budget``."""
    folder: ClassVar[str]
    """Where its files are, relative to the catalogue's root."""
    address: ClassVar[str]
    """The first part of its pages' addresses."""
    label: ClassVar[str]
    plural: ClassVar[str]
    sections: ClassVar[tuple[Section, ...]] = ()
    """The headings that the body may have; none means that the body is free."""

    title: Title = field(..., _("A short name that says what it is."), "Paying residents to grow city trees")
    summary: Line = field(
        ...,
        _("One or two plain sentences: who does what, and what came of it."),
        "The city pays growers for each tree that lives.",
    )
    aliases: tuple[Slug, ...] = field(
        (), _("Earlier file names, the first one first; old addresses lead here."), "tree-planting"
    )
    embargo: Moment | None = field(
        None,
        _("Nobody sees it before: a day (UTC), or an hour with its zone."),
        "2026-03-14 09:00 Europe/Brussels",
    )
    review_by: Day | None = field(None, _("Day by which somebody should look at it again."), "2027-11-01")
    languages: tuple[Language, ...] = field((), _("Languages, as codes."), "en")
    contributors: tuple[Line, ...] = field((), _("Who wrote or corrected it, as they want to be named."))
    updated: Day | None = field(None, _("Day of the last change of substance; else git knows."), "2026-11-22")
    withdrawn: Withdrawal | None = field(
        None, _("Fill in to take the record back; its page stays and says why.")
    )
    synthetic: Truth = field(
        False, _("Made by machine for tests and benchmarks; never in a real catalogue."), "no"
    )
    sources: tuple[Source, ...] = field((), _("The public pages that state these facts."))

    _slug: str = PrivateAttr("")
    _body: str = PrivateAttr("")
    _source_file: SourceFile | None = PrivateAttr(None)

    # These are asked for many times per page, and pydantic looks private attributes up slowly.
    @cached_property
    def slug(self) -> str:
        """The file name without its ending."""
        return self._slug

    @cached_property
    def body(self) -> str:
        """The Markdown below the front matter; '' for YAML records."""
        return self._body

    @cached_property
    def source_file(self) -> SourceFile:
        """The file that this was read from, with the position of every value."""
        assert self._source_file is not None, "a record read by the loader has its file"  # noqa: S101
        return self._source_file

    @cached_property
    def identity(self) -> str:
        """``type:slug``, unique in a catalogue and stable when a title changes."""
        return f"{self.type_name}:{self._slug}"

    @property
    def first_name(self) -> str:
        """The file name that it began with: what subscribers know it by, whatever it is called since."""
        return self.aliases[0] if self.aliases else self.slug

    def source(self, source_id: str) -> Source | None:
        """Return the source of this record that has an id, or None."""
        return next((source for source in self.sources if source.id == source_id), None)

    def attach(self, slug: str, body: str, source_file: SourceFile) -> None:
        """Tell a freshly validated record where it came from. Only the loader calls this."""
        self._slug, self._body, self._source_file = slug, body, source_file
        for name in ("slug", "body", "identity", "source_file"):
            self.__dict__.pop(name, None)

    def body_sections(self) -> Mapping[str, str]:
        """Return the body's text by section id, for the headings that this type knows."""
        from utm_exchange.records.body import split_sections

        known = {section.heading: section.id for section in self.sections}
        return {
            known[heading]: text for heading, _line, text in split_sections(self._body) if heading in known
        }
