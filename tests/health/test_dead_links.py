"""``utm links`` against a real server: what answers, what is gone, what is left alone, and how politely it asks."""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner, Result

from sample_folder import Folder
from utm_exchange.catalogue.checking import check_catalogue
from utm_exchange.cli import main
from utm_exchange.health.addresses import addresses
from utm_exchange.health.asking import Manners, ask_all

PRIZE = "content/news/prize.md"


class Web:
    """A server that answers as its paths say."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, float]] = []
        self.address = ""


@pytest.fixture
def web() -> Iterator[Web]:
    it = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            it.asked.append((self.path, time.monotonic()))
            status = int(self.path.strip("/").split("-")[0] or 200)
            if self.path == "/999":
                time.sleep(1.5)
                status = 200
            if self.path == "/302":
                self.send_response(302)
                self.send_header("Location", "/200")
            else:
                self.send_response(status)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    it.address = f"http://127.0.0.1:{server.server_port}"
    yield it
    server.shutdown()


QUICK = Manners(timeout=0.5, pause=0, tries=1)


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("/200", "alive"),
        ("/302", "alive"),
        ("/404", "dead"),
        ("/410", "dead"),
        ("/403", "unsure"),
        ("/500", "unsure"),
        ("/999", "unsure"),
    ],
)
def test_what_an_answer_means(web: Web, path: str, state: str) -> None:
    (answer,) = ask_all([web.address + path], manners=QUICK)
    assert answer.state == state


def test_a_host_that_does_not_exist_is_dead() -> None:
    (answer,) = ask_all(["http://no-such-host.invalid/"], manners=QUICK)
    assert (answer.state, answer.reason) == ("dead", "there is no such host")


def test_a_host_is_asked_once_at_a_time_with_a_pause(web: Web) -> None:
    ask_all([f"{web.address}/200-{number}" for number in range(4)], manners=Manners(2, 0.2, 1))
    times = [when for _path, when in web.asked]
    assert all(later - earlier >= 0.19 for earlier, later in itertools.pairwise(times))


def test_a_doubtful_answer_is_asked_for_again_and_a_clear_one_is_not(web: Web) -> None:
    ask_all([web.address + "/503", web.address + "/404"], manners=Manners(1, 0, 2))
    assert [path for path, _when in web.asked] == ["/404", "/503", "/503"]


def test_an_exception_is_not_asked_and_keeps_its_reason(web: Web) -> None:
    (answer,) = ask_all([web.address + "/404"], {web.address: "robots are refused"}, QUICK)
    assert (answer.state, answer.reason, web.asked) == ("excepted", "robots are refused", [])


def test_every_address_is_found_once_with_its_places(folder: Folder) -> None:
    folder.edit(
        PRIZE, "The jury said so.", "See https://www.example.org/prize#top, or `https://code.example`."
    )
    found = addresses(check_catalogue(folder.root, folder.today).records)
    assert found["https://www.example.org/prize"] == [(PRIZE, 12), (PRIZE, 16)]
    assert "https://code.example" not in found
    assert list(found) == sorted(found)


def ask(folder: Folder, *arguments: str) -> Result:
    return CliRunner().invoke(
        main,
        [
            "links",
            "--root",
            str(folder.root),
            "--today",
            "2026-06-01",
            "--pause",
            "0",
            "--timeout",
            "0.5",
            *arguments,
        ],
    )


@pytest.fixture
def linked(folder: Folder, web: Web, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """The sample catalogue, whose addresses are those of the test's server."""
    from utm_exchange.health import links_command

    named = {
        f"{web.address}/404": [(PRIZE, 11)],
        f"{web.address}/403": [(PRIZE, 12)],
        f"{web.address}/200": [(PRIZE, 13)],
    }
    monkeypatch.setattr(links_command, "addresses", lambda _records: named)
    return folder


def test_the_issue_tells_what_is_gone_where_and_why(linked: Folder, web: Web) -> None:
    done = ask(linked, "--report", str(linked.root / "links.md"), "--output", str(linked.root / "links.json"))
    assert done.exit_code == 1
    assert "3 addresses: 1 answer, 1 are dead, 1 unsure, 0 not asked" in done.output
    text = (linked.root / "links.md").read_text("utf-8")
    assert f"- `{web.address}/404` (`404`): `{PRIZE}:11`" in text
    assert text.index("are gone") < text.index("could not be asked")
    saved = json.loads((linked.root / "links.json").read_text("utf-8"))
    assert saved["addresses"][f"{web.address}/403"] == {"state": "unsure", "reason": "403"}


def test_when_nothing_is_gone_there_is_no_issue(linked: Folder, web: Web) -> None:
    linked.write(
        "links-exceptions.yaml", f"exceptions:\n- address: {web.address}/404\n  reason: moves every week\n"
    )
    done = ask(linked, "--report", str(linked.root / "links.md"))
    assert done.exit_code == 0
    assert (linked.root / "links.md").read_text("utf-8") == ""


def test_exceptions_without_a_reason_are_refused(linked: Folder) -> None:
    linked.write("links-exceptions.yaml", "exceptions:\n- address: https://a.example\n")
    done = ask(linked)
    assert done.exit_code == 2
    assert "'address:' and 'reason:'" in done.output
