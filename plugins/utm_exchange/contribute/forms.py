"""Forms: which fields of a type people are asked for, in which steps. The fields themselves come from the types.

The form on the site and the issue form of a kind have the same steps.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from utm_exchange.contribute.fields import Field, record_fields
from utm_exchange.i18n import gettext as _
from utm_exchange.i18n import mark
from utm_exchange.records.types import City, Event, Need, Practice, Record

EDITORS = frozenset({"aliases", "embargo", "review_by", "updated", "withdrawn", "synthetic"})
"""Fields that editors fill in and no form asks for."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a form. ``fields`` are names; ``sections`` asks for the sections of the text as well."""

    id: str
    heading: str
    lead: str
    fields: tuple[str, ...] = ()
    sections: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A form: what it makes, and its steps. ``one_of`` names the only list of which it adds one entry to a record."""

    name: str
    type: type[Record]
    title: str
    lead: str
    steps: tuple[Step, ...]
    one_of: str = ""

    @property
    def address(self) -> str:
        """Where it stands, relative to the site's root."""
        return f"contribute/{self.name}/"

    def fields(self, step: Step) -> tuple[Field, ...]:
        """Return the fields of a step."""
        known = record_fields(self.type)
        found = (known[name] for name in step.fields)
        return tuple(replace(field, required=True) if field.name == self.one_of else field for field in found)

    def all_fields(self) -> tuple[Field, ...]:
        """Return the fields of all steps."""
        return tuple(field for step in self.steps for field in self.fields(step))

    @property
    def has_text(self) -> bool:
        """Whether it asks for the text below the facts, in sections or free."""
        return any(step.sections for step in self.steps)


_SOURCES = Step(
    "sources",
    mark("Where it is written"),
    mark(
        "The public pages or documents that say what you tell. One is enough to begin. Figures point at them later."
    ),
    ("sources",),
)
_PRACTICE = Form(
    "practice",
    Practice,
    mark("Tell of a practice"),
    mark(
        "What your city did, what came of it and what it took. Large or small, finished or stopped: what did not work is as welcome as what did."
    ),
    (
        Step(
            "what",
            mark("What it is"),
            mark("Who did what, where, and how far it has come."),
            ("title", "summary", "cities", "lead", "partners", "status", "start", "end"),
        ),
        Step(
            "place",
            mark("Where it belongs"),
            mark("So that others find it. Tick what fits best; two or three are enough."),
            ("sectors", "pillars", "stages", "scale", "sdgs", "needs"),
        ),
        Step(
            "story",
            mark("The story"),
            mark("Short sentences, in the words that you would use to a colleague from another city."),
            sections=True,
        ),
        _SOURCES,
        Step(
            "results",
            mark("What came of it"),
            mark(
                "A figure counts only with its source. Say if it was measured, estimated or is a target. Nothing measured yet? Go on."
            ),
            ("results", "cost", "funding", "co_benefits"),
        ),
        Step(
            "more",
            mark("More, if you know"),
            mark("All of this may stay empty."),
            ("reuse", "statements", "languages", "contributors"),
        ),
    ),
)
_CITY = Form(
    "city",
    City,
    mark("Add or complete a city"),
    mark("A city's profile: where it is, what it aims at, what it emits, what it needs."),
    (
        Step(
            "what",
            mark("The city"),
            mark("A practice can be told once its city is here."),
            ("title", "summary", "country", "location"),
        ),
        _SOURCES,
        Step(
            "people",
            mark("People and membership"),
            mark("Each with the source that says so."),
            ("population", "membership"),
        ),
        Step(
            "aims",
            mark("Targets and emissions"),
            mark("Keep the word of the source: net zero, climate neutral and carbon neutral differ."),
            ("targets", "inventories", "indicators"),
        ),
        Step(
            "plans",
            mark("Plans and needs"),
            mark("What the city wants to do, what stands in its way, and with whom it works."),
            ("plans", "priorities", "challenges", "needs", "networks", "reporting"),
        ),
        Step(
            "more",
            mark("Who answers"),
            mark("An office, not a private person."),
            ("contact", "languages", "contributors"),
        ),
    ),
)
_EVENT = Form(
    "event",
    Event,
    mark("Announce an event"),
    mark(
        "A conference, a workshop, a webinar, a visit: something that cities should know of, or should have known of."
    ),
    (
        Step(
            "what",
            mark("What and when"),
            mark("Times are those of the organiser; the page shows UTC beside them."),
            ("title", "summary", "kind", "status", "start", "end", "time_zone", "date_note", "series"),
        ),
        Step(
            "where",
            mark("Where and for whom"),
            mark("A place, an address online, or both."),
            ("format", "place", "country", "cities", "url", "organisers", "audience", "registration"),
        ),
        _SOURCES,
        Step(
            "more",
            mark("More, if you know"),
            mark("All of this may stay empty."),
            (
                "pillars",
                "sectors",
                "role",
                "outcomes",
                "materials",
                "recordings",
                "related",
                "languages",
                "contributors",
            ),
            sections=True,
        ),
    ),
)
_NEED = Form(
    "need",
    Need,
    mark("Name a need"),
    mark("Something that cities need to know or to have, and that research or others could answer."),
    (
        Step(
            "what",
            mark("What is needed"),
            mark("One need, in words that somebody outside city hall understands."),
            ("title", "summary", "theme", "raised_by", "origin"),
            sections=True,
        ),
        Step(
            "who",
            mark("Who shares it"),
            mark("Cities that feel it, and where."),
            ("cities", "pillars", "stages", "sectors"),
        ),
        _SOURCES,
        Step(
            "answers",
            mark("What helps already"),
            mark("Records of this exchange that answer it in part. All of this may stay empty."),
            ("answers", "languages", "contributors"),
        ),
    ),
)
_REUSE = Form(
    "reuse",
    Practice,
    mark("Tell that a practice was taken up"),
    mark("A place took up a practice from here. Say where, and what was changed: its page will show it."),
    (
        Step(
            "reuse",
            mark("Who took it up"),
            mark("Choose the practice first, then say who took it up."),
            ("reuse",),
        ),
        replace(_SOURCES, lead=mark("The public page or document that says so.")),
    ),
    one_of="reuse",
)
FORMS = (_PRACTICE, _CITY, _EVENT, _NEED, _REUSE)
FORMS_BY_NAME = {form.name: form for form in FORMS}


def help_of(field: Field) -> str:
    """Return what belongs in a field, for people who name records as they call them and not by file name."""
    if field.refers == "party":
        return _("{what} A name; bodies that have a page here are in the list.").format(
            what=field.help.partition(":")[0].rstrip(".") + "."
        )
    by_name = {
        "city": _("Cities that have a profile here, by name. Is yours missing? Add its profile, too."),
        "need": _("Needs of this exchange, by their title."),
        "any": _("A record of this exchange, for example practice:oslo-climate-budget."),
        "source": _("Which of the sources that you list says so."),
    }
    return by_name.get(field.refers, field.help)


@dataclass(frozen=True, slots=True)
class Prose:
    """A part of the text below the facts: a section, or the whole text where a type has no sections."""

    id: str
    label: str
    help: str
    required: bool


def prose_of(record_type: type[Record]) -> tuple[Prose, ...]:
    """Return the parts of a type's text, in order. The headings stay English, since files have them."""
    if record_type is City:
        return ()
    if not record_type.sections:
        return (
            Prose(
                "body",
                _("Text"),
                _("Anything that the facts do not say. A blank line makes a paragraph."),
                False,
            ),
        )
    return tuple(
        Prose(section.id, _(section.heading), _(section.help), section.required)
        for section in record_type.sections
    )
