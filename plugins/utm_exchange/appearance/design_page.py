"""The page that shows every part of the design, live, with records of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from utm_exchange.appearance.tokens import USES, Palette
from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.records.types import RECORD_TYPES, City, Figure, Practice, Record

ADDRESS = "about/design/"
SIZES = ("step-title", "step-4", "step-section", "step-3", "step-2", "step-1", "step-0")
SPACES = tuple(f"space-{number}" for number in range(1, 8))


@dataclass(frozen=True, slots=True)
class Swatch:
    """A colour by day and by night; ``use`` says what it is for, or which sector's it is."""

    name: str
    light: str
    dark: str
    use: str = ""


@dataclass(frozen=True)
class DesignPage:
    """What the page shows. A part for which the catalogue has no record is left out."""

    palette: Palette
    cards: tuple[Record, ...]
    """One record of each type."""
    practice: Practice | None
    """The practice whose results show most kinds of figures."""
    city: City | None
    """The city with most to draw."""
    sizes: tuple[str, ...] = SIZES
    spaces: tuple[str, ...] = SPACES

    @property
    def figures(self) -> tuple[Figure, ...]:
        """One figure of each kind that the practice has: result, estimate, target."""
        results = self.practice.results if self.practice else ()
        return tuple({_kind(figure.grade): figure for figure in reversed(results)}.values())[::-1]

    @property
    def swatches(self) -> list[Swatch]:
        """The colours that have a use of their own."""
        light, dark = self.palette.light.tokens, self.palette.dark.tokens
        return [Swatch(name, light[name], dark[name], use) for name, use in USES.items() if name in light]

    @property
    def sectors(self) -> list[Swatch]:
        """The hue of each sector."""
        light, dark = self.palette.light.sectors, self.palette.dark.sectors
        return [Swatch(name, hues["hue"], dark.get(name, hues)["hue"]) for name, hues in light.items()]


def design_page(catalogue: Catalogue, palette: Palette) -> DesignPage:
    """Choose the records that show most."""
    practices = [record for record in catalogue.listed("practice") if isinstance(record, Practice)]
    cities = [record for record in catalogue.listed("city") if isinstance(record, City)]
    firsts = (next(iter(catalogue.listed(type_.type_name)), None) for type_ in RECORD_TYPES)
    return DesignPage(
        palette,
        tuple(record for record in firsts if record is not None),
        max(
            practices,
            key=lambda practice: (len({_kind(f.grade) for f in practice.results}), practice.slug),
            default=None,
        ),
        max(cities, key=lambda city: (len(city.inventories) + len(city.targets), city.slug), default=None),
    )


def _kind(grade: str) -> str:
    return grade if grade in {"estimate", "target"} else "result"
