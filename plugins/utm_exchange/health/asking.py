"""Asking: whether web addresses still answer, politely: one request at a time to each host, and a pause between two."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import urlsplit

from utm_exchange.i18n import gettext as _

AGENT = "utm-links/1 (checks the sources of the Urban Transitions Exchange once a week)"
_GONE = frozenset({404, 410})
_TOO_MANY = 429
_LONGEST_WAIT = 60
_AT_ONCE = 8
"""Hosts that are asked at the same time."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address said: ``state`` is ``alive``, ``dead``, ``unsure`` or ``excepted``; ``reason`` says why."""

    address: str
    state: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Manners:
    """Seconds to wait for an answer, and between two requests to one host; how often an address is asked."""

    timeout: float = 20
    pause: float = 1
    tries: int = 2


def ask_all(
    addresses: Iterable[str], exceptions: Mapping[str, str] | None = None, manners: Manners | None = None
) -> list[Answer]:
    """Ask every address and return the answers in the order of addresses.

    ``exceptions`` are beginnings of addresses that are not asked, with the reason. An address is dead
    when its host does not exist or says that it is gone; anything else that goes wrong (a refusal of
    robots, a slow server) leaves it unsure, since people may still see it.
    """
    known = exceptions or {}
    kept = manners or Manners()
    answers: list[Answer] = []
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in sorted(set(addresses)):
        beginning = next((start for start in known if address.startswith(start)), None)
        if beginning is None:
            by_host[urlsplit(address).netloc.lower()].append(address)
        else:
            answers.append(Answer(address, "excepted", known[beginning]))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for found in pool.map(lambda group: _ask_host(group, kept), by_host.values()):
            answers.extend(found)
    return sorted(answers, key=lambda answer: answer.address)


def _ask_host(addresses: Sequence[str], manners: Manners) -> list[Answer]:
    answers = []
    for number, address in enumerate(addresses):
        if number:
            time.sleep(manners.pause)
        answers.append(_ask(address, manners))
    return answers


def _ask(address: str, manners: Manners) -> Answer:
    answer = Answer(address, "unsure")
    for number in range(manners.tries):
        if number:
            time.sleep(manners.pause)
        answer = _once(address, manners)
        if answer.state == "alive" or answer.reason in {"404", "410"}:
            break
    return answer


def _once(address: str, manners: Manners) -> Answer:
    # GET, since many servers refuse HEAD; only the beginning of the answer is read.
    request = urllib.request.Request(  # noqa: S310 - the records hold only http and https
        address, headers={"User-Agent": AGENT, "Accept": "*/*", "Range": "bytes=0-1023"}
    )
    try:
        with urllib.request.urlopen(request, timeout=manners.timeout) as answer:  # noqa: S310
            answer.read(1024)
    except urllib.error.HTTPError as error:
        if error.code == _TOO_MANY:
            time.sleep(min(_seconds(error.headers.get("Retry-After")), _LONGEST_WAIT, manners.timeout))
        return Answer(address, "dead" if error.code in _GONE else "unsure", str(error.code))
    except urllib.error.URLError as error:
        no_host = "not known" in str(error.reason) or "getaddrinfo" in str(error.reason)
        reason = _("there is no such host") if no_host else str(error.reason)
        return Answer(address, "dead" if no_host else "unsure", reason)
    except (OSError, HTTPException, ValueError) as error:
        return Answer(address, "unsure", str(error) or type(error).__name__)
    return Answer(address, "alive")


def _seconds(text: str | None) -> float:
    return float(text) if text and text.isdigit() else 1
