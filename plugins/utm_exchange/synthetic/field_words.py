"""The words of the field, by sector: what invented texts are about, and what invented cities count."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that cities count; ``size`` is the power of ten around which the numbers lie."""

    label: str
    unit: str
    size: float


@dataclass(frozen=True, slots=True)
class Topic:
    """What a sector talks about: words for texts, things for titles, measures for figures."""

    words: tuple[str, ...]
    things: tuple[str, ...]
    measures: tuple[Measure, ...]


def _topic(words: str, things: str, *measures: tuple[str, str, float]) -> Topic:
    return Topic(
        tuple(words.split()),
        tuple(thing.strip() for thing in things.split(",")),
        tuple(Measure(*measure) for measure in measures),
    )


TOPICS: dict[str, Topic] = {
    "energy-and-heat": _topic(
        "heat pump pumps grid solar wind boiler boilers network power electricity roof panels storage gas coal "
        "district utility turbine megawatt fuel cooling steam geothermal battery meter tariff",
        "Heat pumps, District heating, Solar roofs, Waste heat from sewers, A cooling network, Shared batteries",
        ("Heat pumps installed", "heat pumps", 3),
        ("Energy saved", "MWh per year", 4),
        ("Solar power installed", "kW", 3.5),
    ),
    "buildings": _topic(
        "building buildings insulation window windows tenants owners renovation retrofit homes flats facade school "
        "certificate concrete timber code permit lighting boiler damp comfort landlord rent energy audit",
        "Deep renovation, Timber schools, Warm homes, Energy passports, A building code, Renovation loans",
        ("Homes renovated", "homes", 3.2),
        ("Energy used by public buildings", "kWh per square metre", 2),
        ("Heating costs of a home", "EUR per year", 2.9),
    ),
    "mobility": _topic(
        "bus buses tram trams cycle cycling lanes street streets parking car cars traffic stop stops fleet charging "
        "depot passengers walking freight logistics metro fare ticket route routes driver drivers speed",
        "Electric buses, Safe cycle lanes, A tram line, Car-free streets, Cargo bikes, Night buses",
        ("Electric buses in service", "buses", 2),
        ("Cycle lanes built", "km", 1.7),
        ("Passengers carried", "passengers per day", 4.5),
    ),
    "waste-and-circularity": _topic(
        "waste landfill recycling compost reuse repair collection pickers plastic glass paper organic bins sorting "
        "materials circular market bottles tonnes burning methane textile packaging deposit container",
        "Door-to-door collection, Repair shops, A compost plant, Reuse markets, Sorted waste, Zero-waste schools",
        ("Waste kept from landfill", "t per year", 3.8),
        ("Share of waste sorted", "%", 1.6),
        ("Households served", "households", 4.3),
    ),
    "water": _topic(
        "water river rivers rain rainwater sewer sewers wastewater pipe pipes leak leaks drinking flood floods pump "
        "basin reservoir treatment drought well harbour tank metering sludge stream groundwater",
        "Water reuse, Rain tanks, A restored river, Fewer leaks, Small treatment plants, Water meters",
        ("Water saved", "m3 per year", 5.5),
        ("Losses in the network", "%", 1.3),
        ("Homes with safe water", "homes", 4),
    ),
    "nature-and-adaptation": _topic(
        "trees tree park parks shade heat flood floods green wetland coast mangrove soil storm roof garden gardens "
        "drought biodiversity planting species sponge corridor canopy summer risk warning shelter",
        "Street trees, Green corridors, A sponge park, Cool schoolyards, Mangroves, Heat warnings",
        ("Trees alive after two years", "trees", 4.2),
        ("Green space made", "ha", 1.5),
        ("Surface temperature in summer", "degrees Celsius", 1.5),
    ),
    "food": _topic(
        "food market markets farm farms garden gardens school meals kitchen surplus vegetables growers hunger soil "
        "seeds cooking canteen bread milk fish harvest diet waste cold storage vendors",
        "School meals, Urban farms, Food hubs, Farmers' markets, Community gardens, Surplus food",
        ("Meals served", "meals per day", 4),
        ("Food saved", "t per year", 2.5),
        ("Gardens in use", "gardens", 2.3),
    ),
    "industry": _topic(
        "factory factories port steel cement steam plant firms hydrogen workers process furnace supply shipping "
        "cluster pipeline export zone chemical machine kiln by-products dock warehouse",
        "Shared steam, A green port, Shore power, Cleaner kilns, An industrial cluster, Hydrogen for steel",
        ("Firms that take part", "firms", 1.5),
        ("Steam shared", "t per year", 5),
        ("Ships on shore power", "ships per year", 2.2),
    ),
    "finance-and-procurement": _topic(
        "budget budgets bond bonds loan loans grant grants fund investors tender tenders procurement revenue bank "
        "guarantee credit rating payback saving savings subsidy cost costs price contract audit",
        "A climate budget, Green bonds, A revolving fund, Green tenders, Savings accounts, Small grants",
        ("Money lent", "EUR", 6.5),
        ("Contracts with climate criteria", "%", 1.6),
        ("Projects paid for", "projects", 1.6),
    ),
    "governance": _topic(
        "council mayor law laws plan plans department departments ministry vote office region state powers targets "
        "committee agreement permit rules by-law mandate cabinet districts election staff coordination",
        "A climate council, One office for permits, A city climate law, Shared targets, Metropolitan plans, Carbon budgets",
        ("Measures of the plan under way", "measures", 1.8),
        ("Departments with a yearly target", "departments", 1),
        ("Days until a permit", "days", 1.7),
    ),
    "citizen-engagement": _topic(
        "citizens residents assembly neighbours volunteers school youth women jury vote survey meeting meetings trust "
        "families elders workshop ideas forum neighbourhood ambassadors campaign door talks",
        "A citizens' assembly, Youth juries, Street ambassadors, Shared budgets, Climate talks, School clubs",
        ("People who took part", "people", 3.3),
        ("Ideas handed in", "ideas", 2.4),
        ("Neighbourhoods reached", "neighbourhoods", 1.2),
    ),
    "data-and-digital": _topic(
        "data model models sensor sensors map maps open platform measure indicator inventory twin software dashboard "
        "standard satellite survey meters forecast records analysis portal figures method",
        "An energy atlas, Open meters, Air sensors, A digital twin, Shared maps, An open inventory",
        ("Sensors in place", "sensors", 2.4),
        ("Data sets published", "data sets", 2),
        ("Buildings in the model", "buildings", 4.5),
    ),
}

ANYWHERE: tuple[Measure, ...] = (
    Measure("Emissions avoided", "tCO2e per year", 4),
    Measure("People reached", "people", 4.3),
    Measure("Jobs made or kept", "jobs", 2),
    Measure("Cut in emissions against the base year", "%", 1.4),
)
"""What is counted whatever the sector."""

CO_BENEFITS = (
    "Cleaner air",
    "Less noise",
    "Lower bills",
    "Jobs near by",
    "Safer streets",
    "Less heat stress",
    "Healthier homes",
    "More shade",
    "Fewer floods",
    "Skills for young people",
)
BODIES = (
    "Institute",
    "Agency",
    "Utility",
    "Housing Company",
    "University",
    "Foundation",
    "Network",
    "Association",
    "Bank",
    "Laboratory",
)
"""The last word of an invented organisation's name."""
GROUPS = (
    "tenants",
    "schools",
    "families",
    "small firms",
    "old districts",
    "the harbour",
    "hospitals",
    "markets",
    "new homes",
    "hillside homes",
    "the old town",
)
"""For whom or for what a practice is."""
