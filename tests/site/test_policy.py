"""The content security policy: on every page, blocking what was injected, and in the way of nothing of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from audit.host import Host
from audit.templates import TEMPLATES
from playwright.sync_api import Browser, Page
from site_fixture import TODAY, Site, utm

from utm_exchange.safety.hosts import header_files
from utm_exchange.safety.policy import hash_of, inline_scripts, policy, with_policy

POLICY = 'meta[http-equiv="Content-Security-Policy"]'
INJECTED = """<script>window.injected = "script"</script>
<img src="data:," onerror="window.injected = 'handler'">
<p id="byhandler" onclick="window.injected = 'handler'">Press</p>
<a id="byaddress" href="javascript:void(window.injected = 'address')">Follow</a>
<script src="https://example.org/foreign.js"></script>
<p id="styled" style="color: rgb(1, 2, 3)">Styled</p>
<style>body { color: rgb(1, 2, 3) !important }</style>
<form id="away" action="https://example.org/"></form>
<base href="https://example.org/">"""
LISTEN = "window.violations = []; addEventListener('securitypolicyviolation', event => violations.push(`${event.effectiveDirective} ${event.blockedURI}`), true)"

SEND = """() => new Promise(done => {
  addEventListener('securitypolicyviolation', () => setTimeout(() => done(window.violations), 100));
  document.querySelector('#away').submit();
})"""


def test_every_page_has_the_policy_before_anything_it_loads(site: Site) -> None:
    for name, page in site.pages.items():
        found = page.css(POLICY)
        assert len(found) == 1, name
        text = found[0].attributes["content"]
        assert text.startswith("default-src 'none'; script-src 'self'"), name
        assert "unsafe" not in text, name
        html = (site.folder / name).read_text("utf-8")
        assert not re.search(
            r"<(?:link|script|style|img)\b", html[: html.index("Content-Security-Policy")]
        ), name


def test_no_page_has_inline_styles_or_event_handlers(site: Site) -> None:
    for name, page in site.pages.items():
        assert page.css("[style], style") == [], name
        handlers = [key for node in page.css("*") for key in node.attributes if key.startswith("on")]
        assert handlers == [], name


def test_header_files_say_what_a_tag_cannot(site: Site) -> None:
    for name in ("_headers", "nginx-headers.conf", ".htaccess"):
        text = (site.folder / name).read_text("utf-8")
        for header in (
            "Content-Security-Policy",
            "X-Content-Type-Options",
            "Referrer-Policy",
            "Permissions-Policy",
        ):
            assert header in text, (name, header)
        assert "frame-ancestors 'none'" in text
        assert "unsafe" not in text
        assert re.search(r"sw\S*\.js.*no-cache", text, re.DOTALL), f"{name}: the worker is asked for anew"
    tag = site.pages["index.html"].css_first(POLICY).attributes["content"]
    assert tag in (site.folder / "_headers").read_text("utf-8")


@pytest.mark.parametrize("place", ["http", "file"])
def test_injected_code_is_blocked_on_the_web_and_in_a_folder(
    browser: Browser, site: Site, place: str
) -> None:
    injected = site.folder / "about" / "injected.html"
    html = (site.folder / "about" / "index.html").read_text("utf-8")
    injected.write_text(html.replace("</main>", INJECTED + "</main>"), "utf-8")
    try:
        # Without the header file: the tag in the page must hold alone.
        with Host(site.folder) as host, browser.new_context() as context:
            host.headers.clear()
            tab = context.new_page()
            tab.add_init_script(LISTEN)
            tab.goto(injected.as_uri() if place == "file" else host.address + "about/injected.html")
            tab.locator("#byhandler").click()
            tab.locator("#byaddress").click()
            assert tab.evaluate("[window.injected, document.baseURI.endsWith('injected.html')]") == [
                None,
                True,
            ]
            assert tab.locator("#styled").evaluate("node => getComputedStyle(node).color") != "rgb(1, 2, 3)"
            assert tab.locator("h1").evaluate("node => getComputedStyle(node).fontWeight") == "600", (
                "our own styles still hold"
            )
            # Last: after a form that may not be sent, Playwright waits for a page that never comes.
            blocked = {entry.split()[0] for entry in tab.evaluate(SEND)}
            assert blocked >= {
                "script-src-elem",
                "script-src-attr",
                "style-src-elem",
                "style-src-attr",
                "base-uri",
                "form-action",
            }
    finally:
        injected.unlink()


@pytest.fixture
def watched(browser: Browser) -> Iterator[Page]:
    """A tab that notes every violation of the policy."""
    with browser.new_context() as context:
        tab = context.new_page()
        tab.add_init_script(LISTEN)
        yield tab


@pytest.mark.parametrize("path", TEMPLATES)
def test_no_page_of_ours_breaks_the_policy(watched: Page, site: Site, path: str) -> None:
    said: list[str] = []
    watched.on("console", lambda message: said.append(message.text))
    with Host(site.folder) as host:
        watched.goto(host.address + path, wait_until="load")
        assert watched.evaluate("window.violations") == []
        watched.goto(
            Path(site.folder, path, "" if path.endswith(".html") else "index.html").as_uri(),
            wait_until="load",
        )
        assert watched.evaluate("window.violations") == []
    assert [text for text in said if "Content Security Policy" in text] == []


def test_scripts_of_templates_are_allowed_by_hash_and_nothing_else(browser: Browser, tmp_path: Path) -> None:
    html = "<!doctype html><html><head><meta charset=utf-8><title>x</title></head><body><script>window.named = 1\r\n</script><script>window.unnamed = 1</script></body></html>"
    named = inline_scripts(html)[0]
    page = tmp_path / "page.html"
    page.write_text(with_policy(html, policy([hash_of(named)])), "utf-8", newline="")
    with browser.new_context() as context:
        tab = context.new_page()
        tab.goto(page.as_uri())
        assert tab.evaluate("[window.named, window.unnamed]") == [1, None]


@pytest.mark.parametrize(
    ("html", "runs"),
    [
        ("<script>a()</script>", ["a()"]),
        ("<SCRIPT type='module'>a()</SCRIPT >", ["a()"]),
        ('<script title="a > b">a()</script>', ["a()"]),
        ('<script data-src="x">a()</script>', ["a()"]),
        ('<script type="speculationrules">{}</script>', ["{}"]),
        ('<script src="x.js"></script>', []),
        ('<script type="application/ld+json">{}</script>', []),
        ('<script type="text/plain">x</script>', []),
    ],
)
def test_what_counts_as_an_inline_script(html: str, runs: list[str]) -> None:
    assert inline_scripts(html) == runs


def test_the_headers_of_a_site_with_inline_scripts_allow_them_too() -> None:
    for name, text in header_files([hash_of("a()")]):
        assert hash_of("a()") in text, name


def test_what_is_no_page_is_left_alone() -> None:
    assert with_policy("<svg></svg>", policy()) == "<svg></svg>"


def test_a_script_in_a_text_that_was_sent_in_is_never_allowed(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "cities").mkdir()
    (tmp_path / "content" / "index.md").write_text("# Home\n\nHello.\n\n<script>alert(1)</script>\n", "utf-8")
    plugins = "[utm-catalogue, utm-pages, utm-indexes, utm-crosslinks, utm-safety]"
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: Small\ndocs_dir: content\ntheme: {{name: material, font: false}}\nplugins: {plugins}\n",
        "utf-8",
    )
    done = utm("build", "--root", str(tmp_path), "--today", TODAY)
    assert done.returncode == 1
    assert "content/index.md:5:1: UTM605 the HTML tag 'script' is not used here" in done.stdout
    assert not (tmp_path / "site" / "index.html").exists()
