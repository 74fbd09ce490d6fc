"""A client on a phone, in a real browser, from the demo page to a stored estimate."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from bot.store import quotes
from tests.browser import chromium
from tests.conversations.conftest import Running

PATIENCE_MS = 60_000


@pytest.mark.browser
def test_a_spanish_client_gets_an_estimate_on_a_phone(running: Running) -> None:
    path = chromium.find()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(chromium.INSTALL)
        pytest.skip(chromium.INSTALL)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*chromium.FLAGS])
        context = browser.new_context(locale="es-ES", viewport={"width": 390, "height": 844}, has_touch=True)
        context.set_default_timeout(PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)
        page = context.new_page()
        page.goto(f"{running.settings.engine_url}/demo/translator")
        page.locator("liaison-chat #launcher").click()
        ask(page, "Hola, necesito una traducción general de 4.000 palabras", "extras")
        ask(page, "no, gracias", "cuándo")
        ask(page, "no hay prisa", "Describe")
        ask(page, "Un folleto sobre vinos de La Rioja", "484,00")
        ask(page, "Me llamo Ana Ruiz", "correo")
        ask(page, "ana@example.com", "Q-20")
        page.reload()
        if not page.get_by_role("dialog").is_visible():
            page.locator("liaison-chat #launcher").click()
        expect(page.get_by_role("log")).to_contain_text("484,00")
        browser.close()
    with running.database.reading() as session:
        stored = [
            quote
            for quote in session.query(quotes.Quote).filter_by(freelancer="translator")
            if quote.description == "Un folleto sobre vinos de La Rioja"
        ]
    assert [quote.estimate["total"] for quote in stored] == ["484.00"]
    assert stored[0].client_name == "Ana Ruiz"


def ask(page: Page, text: str, answer: str) -> None:
    """Writes a message and waits until the bot's last message holds some words."""
    page.get_by_role("dialog").get_by_role("textbox").fill(text)
    page.keyboard.press("Enter")
    messages = page.locator("liaison-chat .message:not(.writing)")
    expect(messages.filter(has_text=text).last).to_be_visible()
    expect(page.get_by_role("log")).to_contain_text(answer)
