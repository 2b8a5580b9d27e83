"""The one comment: posted once, then kept up to date, on the right pull request only."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner, Result

from utm_exchange.cli import main
from utm_exchange.review.comment import MARKER

SHA = "0a1b2c3d"


class GitHub:
    """As much of GitHub's API as a comment needs."""

    def __init__(self) -> None:
        self.comments: list[dict[str, Any]] = []
        self.pulls = [{"number": 7, "head": {"sha": SHA}}]
        self.asked: list[str] = []
        self.status = 200


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch) -> Iterator[GitHub]:
    it = GitHub()

    class Handler(BaseHTTPRequestHandler):
        def answer(self, body: Any) -> None:
            data = json.dumps(body).encode()
            self.send_response(it.status)
            self.end_headers()
            self.wfile.write(data)

        def given(self) -> Any:
            return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

        def do_GET(self) -> None:
            it.asked.append(self.path)
            parts = urlsplit(self.path)
            query = parse_qs(parts.query)
            page, size = int(query["page"][0]), int(query["per_page"][0])
            found: list[Any] = it.comments
            if parts.path.endswith("/pulls"):
                found = it.pulls if query["head"] == ["anna:add-riga"] else []
            self.answer(found[(page - 1) * size : page * size])

        def do_POST(self) -> None:
            assert self.headers["Authorization"] == "Bearer secret"
            it.comments.append({"id": len(it.comments) + 1, "user": {"type": "Bot"}, **self.given()})
            self.answer({})

        def do_PATCH(self) -> None:
            number = int(self.path.rpartition("/")[2])
            it.comments[number - 1].update(self.given())
            self.answer({})

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("GITHUB_API_URL", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("GITHUB_REPOSITORY", "exchange/site")
    monkeypatch.setenv("GITHUB_TOKEN", "secret")
    yield it
    server.shutdown()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "review.md"
    path.write_text(f"{MARKER}\n\n## No errors\n", "utf-8")
    return path


def comment(file: Path, head: str = "anna:add-riga", commit: str = SHA) -> Result:
    return CliRunner().invoke(main, ["comment", str(file), "--head", head, "--commit", commit])


def test_a_first_comment_is_made_and_later_ones_take_its_place(github: GitHub, file: Path) -> None:
    github.comments += [{"id": number, "user": {"type": "User"}, "body": "Fine"} for number in range(1, 151)]
    assert comment(file).output == "comment on #7: made\n"
    file.write_text(f"{MARKER}\n\n## 1 error is to be mended\n", "utf-8")
    assert comment(file).output == "comment on #7: changed\n"
    ours = [entry["body"] for entry in github.comments if entry["body"].startswith(MARKER)]
    assert ours == [f"{MARKER}\n\n## 1 error is to be mended\n"]


def test_what_a_person_wrote_is_never_written_over(github: GitHub, file: Path) -> None:
    github.comments.append({"id": 1, "user": {"type": "User"}, "body": f"{MARKER} mine"})
    assert "made" in comment(file).output
    assert github.comments[0]["body"] == f"{MARKER} mine"


@pytest.mark.parametrize(("head", "commit"), [("anna:other", SHA), ("anna:add-riga", "ffff")])
def test_a_branch_that_moved_on_or_is_unknown_gets_none(
    github: GitHub, file: Path, head: str, commit: str
) -> None:
    done = comment(file, head, commit)
    assert (done.exit_code, github.comments) == (0, [])
    assert "nothing was posted" in done.output


def test_a_branch_with_odd_characters_asks_for_nothing_else(github: GitHub, file: Path) -> None:
    comment(file, "anna:x&state=closed#?/../..")
    assert parse_qs(urlsplit(github.asked[0]).query)["head"] == ["anna:x&state=closed#?/../.."]


def test_only_what_utm_review_wrote_is_posted(github: GitHub, file: Path) -> None:
    file.write_text("@everyone", "utf-8")
    assert comment(file).exit_code == 2
    assert github.asked == []


def test_a_refusal_of_github_is_told(github: GitHub, file: Path) -> None:
    github.status = 403
    done = comment(file)
    assert done.exit_code == 1
    assert "GitHub answered 403" in done.output
    assert "secret" not in done.output
