"""Where invented cities lie: real countries by weight, points near the middle of each."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass
from functools import lru_cache

from utm_exchange.synthetic.words import syllables

# Code, degrees north and east of the middle, degrees that cities lie around it, weight (about as many as the
# country has cities in such networks), time zone, currency.
_TABLE = """
AO -12.3 17.5 3.0 1 Africa/Luanda AOA
BJ 9.3 2.3 1.0 1 Africa/Porto-Novo XOF
CI 7.5 -5.5 1.8 2 Africa/Abidjan XOF
CM 5.7 12.3 2.0 1 Africa/Douala XAF
ET 9.1 39.5 3.0 2 Africa/Addis_Ababa ETB
GH 7.9 -1.2 1.8 3 Africa/Accra GHS
KE 0.2 37.5 1.8 3 Africa/Nairobi KES
MZ -17.3 35.5 2.0 2 Africa/Maputo MZN
NG 9.0 8.0 3.0 4 Africa/Lagos NGN
RW -2.0 29.9 0.5 1 Africa/Kigali RWF
SN 14.4 -14.8 1.2 1 Africa/Dakar XOF
TZ -6.3 34.8 2.5 2 Africa/Dar_es_Salaam TZS
ZA -29.0 25.0 3.0 4 Africa/Johannesburg ZAR
AE 24.0 54.3 0.8 1 Asia/Dubai AED
EG 28.0 31.0 2.0 2 Africa/Cairo EGP
GE 42.0 43.6 0.7 1 Asia/Tbilisi GEL
JO 31.3 36.3 0.6 2 Asia/Amman JOD
MA 32.0 -6.0 1.5 3 Africa/Casablanca MAD
SA 24.2 44.6 3.0 1 Asia/Riyadh SAR
TN 35.0 9.5 1.0 1 Africa/Tunis TND
TR 39.0 34.5 2.5 6 Europe/Istanbul TRY
BD 24.0 90.2 1.0 2 Asia/Dhaka BDT
IN 22.0 78.5 5.0 9 Asia/Kolkata INR
KZ 48.0 68.0 4.0 1 Asia/Almaty KZT
LK 7.6 80.7 0.7 1 Asia/Colombo LKR
NP 28.1 84.0 0.8 1 Asia/Kathmandu NPR
PK 30.0 70.5 2.5 2 Asia/Karachi PKR
CN 33.0 110.0 6.0 6 Asia/Shanghai CNY
ID -7.2 110.2 0.5 4 Asia/Jakarta IDR
JP 35.9 138.3 0.9 5 Asia/Tokyo JPY
KR 36.3 127.9 0.9 4 Asia/Seoul KRW
MY 3.6 102.3 1.0 2 Asia/Kuala_Lumpur MYR
PH 15.6 120.9 0.8 3 Asia/Manila PHP
TH 15.5 101.5 2.0 2 Asia/Bangkok THB
VN 21.2 105.3 1.0 2 Asia/Ho_Chi_Minh VND
AR -34.0 -63.5 4.0 5 America/Argentina/Buenos_Aires ARS
BO -17.0 -64.5 2.0 1 America/La_Paz BOB
BR -15.5 -48.5 6.0 7 America/Sao_Paulo BRL
CL -35.0 -71.3 0.6 4 America/Santiago CLP
CO 5.0 -73.7 2.0 5 America/Bogota COP
CR 9.9 -84.1 0.4 1 America/Costa_Rica CRC
EC -1.4 -78.6 0.9 2 America/Guayaquil USD
MX 22.0 -101.5 3.0 5 America/Mexico_City MXN
PE -10.5 -75.5 2.5 3 America/Lima PEN
UY -32.9 -55.9 1.0 1 America/Montevideo UYU
AU -33.5 147.5 2.5 4 Australia/Sydney AUD
NZ -39.0 175.9 0.8 2 Pacific/Auckland NZD
AT 47.6 14.3 0.9 3 Europe/Vienna EUR
BE 50.7 4.6 0.5 3 Europe/Brussels EUR
BG 42.7 25.2 1.0 2 Europe/Sofia BGN
CH 46.9 8.2 0.6 2 Europe/Zurich CHF
CZ 49.8 15.4 0.8 3 Europe/Prague CZK
DE 50.8 10.0 2.0 8 Europe/Berlin EUR
DK 56.1 9.3 0.5 3 Europe/Copenhagen DKK
EE 58.7 25.6 0.6 1 Europe/Tallinn EUR
ES 40.2 -3.7 2.0 7 Europe/Madrid EUR
FI 62.3 26.0 1.5 4 Europe/Helsinki EUR
FR 46.6 2.5 2.2 7 Europe/Paris EUR
GB 52.6 -1.4 1.2 6 Europe/London GBP
GR 39.3 21.9 0.8 3 Europe/Athens EUR
HR 45.5 16.2 0.6 1 Europe/Zagreb EUR
HU 47.1 19.4 0.8 2 Europe/Budapest HUF
IE 53.2 -7.8 0.8 2 Europe/Dublin EUR
IT 44.7 10.8 0.9 7 Europe/Rome EUR
LT 55.3 23.9 0.7 1 Europe/Vilnius EUR
NL 52.2 5.5 0.6 5 Europe/Amsterdam EUR
NO 60.8 9.2 1.2 3 Europe/Oslo NOK
PL 52.1 19.4 1.8 5 Europe/Warsaw PLN
PT 39.7 -8.0 0.8 4 Europe/Lisbon EUR
RO 45.9 25.0 1.4 3 Europe/Bucharest RON
RS 44.2 20.8 0.8 1 Europe/Belgrade RSD
SE 60.0 15.0 1.5 5 Europe/Stockholm SEK
SI 46.1 14.8 0.4 1 Europe/Ljubljana EUR
SK 48.7 19.5 0.8 1 Europe/Bratislava EUR
UA 49.2 31.0 2.2 8 Europe/Kyiv UAH
CA 46.5 -75.0 1.8 4 America/Toronto CAD
US 39.0 -94.0 6.0 8 America/Chicago USD
"""


@dataclass(frozen=True, slots=True)
class Country:
    """A country as the generator needs it; degrees are WGS 84."""

    code: str
    lat: float
    lon: float
    spread: float
    weight: int
    time_zone: str
    currency: str


@lru_cache
def countries() -> tuple[Country, ...]:
    """Return the countries in which invented cities may lie."""
    rows = (line.split() for line in _TABLE.strip().splitlines())
    return tuple(Country(r[0], float(r[1]), float(r[2]), float(r[3]), int(r[4]), r[5], r[6]) for r in rows)


@lru_cache
def _weights() -> tuple[int, ...]:
    return tuple(itertools.accumulate(country.weight for country in countries()))


def some_country(rng: random.Random) -> Country:
    """Return a country, the weighty ones more often."""
    return rng.choices(countries(), cum_weights=_weights())[0]


def point_in(country: Country, rng: random.Random) -> tuple[float, float]:
    """Return degrees north and east of a point near the middle of a country."""

    def around(middle: float) -> float:
        # A triangle of probability keeps most cities inland without anybody's borders being needed.
        return round(rng.triangular(middle - country.spread, middle + country.spread), 5)

    return around(country.lat), around(country.lon)


_ENDINGS = ("", "", "", "ville", "burg", "ona", "ava", " Bay", " Norte", "stad")
_ACCENTS = str.maketrans("aou", "áöü")
ACCENTED = 8
"""One city in so many has an accent in its name, which its file name has not."""


def city_name(rng: random.Random) -> str:
    """Return an invented name of a city."""
    name = (
        (syllables(rng, rng.choice((2, 3))) + rng.choice(_ENDINGS))
        .capitalize()
        .replace(" bay", " Bay")
        .replace(" norte", " Norte")
    )
    return name[0] + name[1:].translate(_ACCENTS) if rng.randrange(ACCENTED) == 0 else name
