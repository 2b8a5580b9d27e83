"""Every string is translatable, and the translators' file is up to date."""

from utm_exchange.catalogue.plugin import PACKAGE, theme_folder
from utm_exchange.messages import TEMPLATE, message_template


def test_the_translators_file_holds_today_s_strings() -> None:
    assert TEMPLATE.read_text("utf-8") == message_template(PACKAGE, theme_folder()), (
        "run: .venv/bin/utm messages"
    )


def test_strings_come_from_code_templates_and_vocabularies() -> None:
    template = TEMPLATE.read_text("utf-8")
    for message in ("this file is empty", "What it achieved", "Energy and heat"):
        assert f'msgid "{message}"' in template
