"""The chat for everybody: keyboard, screen reader, right-to-left, small screens, and what axe-core says."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from conftest import Visit
from fake_channel import FakeChannel
from playwright.async_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="package")]

AXE = Path(__file__).resolve().parents[2] / "bot" / "widget" / "node_modules" / "axe-core" / "axe.min.js"
FETCH_AXE = "axe-core is missing: run `npm ci` in bot/widget."
OFFER = [{"title": "Ein Angebot anfordern", "payload": "p1"}, {"title": "Mit Ana sprechen", "payload": "p2"}]


@pytest.fixture
def axe() -> str:
    """The source of axe-core; missing, the test is skipped, and fails where CI=true."""
    if not AXE.is_file():
        if os.environ.get("CI") == "true":
            pytest.fail(FETCH_AXE)
        pytest.skip(FETCH_AXE)
    return AXE.read_text(encoding="utf-8")


async def faults(page: Page, axe: str) -> list[str]:
    """What axe-core finds wrong with the widget, by WCAG 2.2 AA and its best practices."""
    await page.evaluate(axe)
    found: dict[str, Any] = await page.evaluate("axe.run('liaison-chat')")
    return [
        f"{fault['id']}: {node['target']} {node['any'][0]['message'] if node['any'] else ''}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize(("phone", "dark"), [(False, False), (True, True)], ids=["desktop", "dark phone"])
async def test_axe_finds_nothing(
    visit: Visit, channel: FakeChannel, axe: str, phone: bool, dark: bool
) -> None:
    channel.chars = 100
    page = await visit(locale="de-DE", phone=phone, dark=dark)
    assert await faults(page.page, axe) == []
    await page.open()
    assert await faults(page.page, axe) == []
    await channel.say("Sie erhalten alles.", made="model", original="You get it all.", original_language="en")
    await page.button("Original anzeigen").click()
    await channel.say("Two rounds at https://example.com", sender="freelancer", made="untranslated")
    channel.receipt = {"ok": False, "code": "too_fast", "text": "Bitte warten Sie."}
    await page.say("Guten Tag")
    await expect(page.message("Bitte warten Sie.")).to_be_visible()
    await channel.say("Und nun?", buttons=OFFER)
    await channel.typing(True)
    await channel.problem("desk_down", "Ich habe gerade ein Problem.")
    await page.composer.fill("x" * 120)
    await expect(page.dialog).to_contain_text("Ich habe gerade ein Problem.")
    assert await faults(page.page, axe) == []


async def test_axe_finds_nothing_in_arabic(visit: Visit, channel: FakeChannel, axe: str) -> None:
    page = await visit(locale="ar-EG", phone=True)
    await page.open()
    await channel.say("مرحبا! كيف يمكنني مساعدتك؟")
    await expect(page.message("مرحبا")).to_be_visible()
    assert await faults(page.page, axe) == []


async def test_everything_can_be_done_with_the_keyboard(visit: Visit, channel: FakeChannel) -> None:
    page = await visit(locale="de-DE")
    keyboard = page.page.keyboard
    await page.page.get_by_role("button", name="Newsletter").focus()
    await keyboard.press("Tab")
    await expect(page.launcher).to_be_focused()
    await keyboard.press("Enter")
    await expect(page.composer).to_be_focused()

    channel.answers = [{"text": "Und nun?", "buttons": OFFER}]
    await keyboard.type("Guten Tag")
    await keyboard.press("Enter")
    await expect(page.button("Mit Ana sprechen")).to_be_visible()
    await keyboard.press("Shift+Tab")
    await expect(page.button("Mit Ana sprechen")).to_be_focused()
    await keyboard.press("Space")
    await expect(page.message("Mit Ana sprechen")).to_be_visible()
    await expect(page.composer).to_be_focused()

    await keyboard.press("Shift+Tab")
    await expect(page.log).to_be_focused()
    await keyboard.press("Shift+Tab")
    await expect(page.button("Chat schließen")).to_be_focused()
    await keyboard.press("Shift+Tab")
    await expect(page.language_menu).to_be_focused()

    await keyboard.press("Escape")
    await expect(page.dialog).to_have_count(0)
    await expect(page.launcher).to_be_focused()


async def test_a_sheet_that_covers_the_page_keeps_the_focus(visit: Visit, channel: FakeChannel) -> None:
    page = await visit(phone=True)
    await page.open()
    await expect(page.dialog).to_have_attribute("aria-modal", "true")
    await page.composer.fill("x")
    await page.button("Send").focus()
    await page.page.keyboard.press("Tab")
    await expect(page.language_menu).to_be_focused()
    await page.page.keyboard.press("Shift+Tab")
    await expect(page.button("Send")).to_be_focused()


async def test_a_screen_reader_hears_who_says_what(visit: Visit, channel: FakeChannel) -> None:
    page = await visit(locale="es-ES")
    await page.open()
    await expect(page.dialog).to_have_accessible_name("Chat con el asistente de Ana Pérez")
    channel.answers = [{"text": "¡Buenos días!"}]
    await page.say("Hola")
    await channel.say("Soy Ana.", sender="freelancer")
    await expect(page.message("Soy Ana.")).to_be_visible()
    heard = [" ".join(text.split()) for text in await page.messages.all_text_contents()]
    assert [text.split(": ")[0] for text in heard] == ["Usted", "Asistente", "Ana Pérez"]
    await expect(page.log).to_have_attribute("aria-live", "polite")
    await expect(page.page.locator("liaison-chat .widget")).to_have_attribute("lang", "es")
    await expect(page.message("¡Buenos días!").locator(".text")).to_have_attribute("lang", "es")


async def test_the_history_is_not_read_aloud_again(visit: Visit, channel: FakeChannel) -> None:
    page = await visit()
    await page.open()
    await page.say("Hi")
    await expect(page.message("Hi")).to_be_visible()
    await page.page.add_init_script(
        """document.addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
             const log = document.querySelector("liaison-chat")?.shadowRoot.querySelector("#log");
             if (log?.querySelector(".message")) window.firstShown ??= log.getAttribute("aria-live");
           }).observe(document.querySelector("liaison-chat").shadowRoot, {subtree: true, childList: true}))"""
    )
    await page.page.reload()
    await expect(page.message("Hi")).to_be_visible()
    await expect(page.log).to_have_attribute("aria-live", "polite")
    assert await page.page.evaluate("window.firstShown") == "off"


async def test_arabic_runs_from_right_to_left(visit: Visit, channel: FakeChannel) -> None:
    page = await visit(locale="ar-EG", phone=True)
    await page.open()
    channel.answers = [{"text": "Ana Pérez: مرحبا", "language": "ar"}, {"text": "English", "language": "en"}]
    await page.say("أحتاج إلى شعار")
    await page.say("و ملصق")
    await expect(page.message("English")).to_be_visible()
    mine = await page.message("شعار").locator(".bubble").bounding_box()
    theirs = await page.message("English").locator(".bubble").bounding_box()
    assert mine is not None
    assert theirs is not None
    assert mine["x"] < 30
    assert theirs["x"] + theirs["width"] > 390 - 30
    directions = "nodes => nodes.map(node => getComputedStyle(node).direction)"
    shown = await page.messages.locator(".text").evaluate_all(directions)
    assert (shown.count("rtl"), shown.count("ltr")) == (2, 2)
    assert await page.composer.evaluate("node => getComputedStyle(node).direction") == "rtl"


async def test_a_touch_screen_opens_without_its_keyboard(visit: Visit, channel: FakeChannel) -> None:
    page = await visit(phone=True)
    await page.launcher.tap()
    await expect(page.dialog).to_be_focused()
    await page.button("Close the chat").tap()
    await expect(page.launcher).to_be_focused()


async def test_targets_are_large_enough_for_a_thumb(visit: Visit, channel: FakeChannel) -> None:
    page = await visit(phone=True)
    launcher = await page.launcher.bounding_box()
    assert launcher is not None
    assert min(launcher["width"], launcher["height"]) >= 44
    await page.open()
    await channel.say("Next?", buttons=[{"title": "A", "payload": "a"}])
    await page.composer.fill("x")
    for target in [*await page.dialog.get_by_role("button").all(), page.language_menu, page.composer]:
        box = await target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44, await target.evaluate("node => node.outerHTML")


async def test_a_phone_gets_a_full_sheet_and_a_desktop_a_card(visit: Visit, channel: FakeChannel) -> None:
    phone = await visit(phone=True)
    await phone.open()
    assert await phone.dialog.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    desktop = await visit()
    await desktop.open()
    card = await desktop.dialog.bounding_box()
    assert card is not None
    assert (card["width"], card["x"] + card["width"], card["y"] + card["height"]) == (400, 1260, 780)
    other_side = await visit(side="left")
    await other_side.open()
    assert await other_side.dialog.bounding_box() == {**card, "x": 20}
    await desktop.page.set_viewport_size({"width": 320, "height": 568})
    narrow = await desktop.dialog.bounding_box()
    assert narrow == {"x": 0, "y": 0, "width": 320, "height": 568}
    assert await desktop.page.evaluate("document.documentElement.scrollWidth") <= 320


async def test_the_page_and_the_widget_leave_each_other_alone(visit: Visit, channel: FakeChannel) -> None:
    page = await visit()
    await page.page.evaluate("window.keys = []; addEventListener('keydown', ({key}) => keys.push(key))")
    button = page.page.get_by_role("button", name="Newsletter")
    look = "node => ['backgroundColor', 'textTransform'].map(name => getComputedStyle(node)[name])"
    before = await button.evaluate(look)
    await page.open()
    await page.say("Hi")
    await expect(page.message("Hi")).to_be_visible()
    assert await page.button("Close the chat").evaluate(look) == ["rgba(0, 0, 0, 0)", "none"]
    sizes = "node => [getComputedStyle(node).fontSize, getComputedStyle(node).textAlign]"
    assert await page.message("Hi").locator(".text").evaluate(sizes) == ["16px", "start"]
    assert await button.evaluate(look) == before
    assert await page.page.evaluate("window.keys") == []
    assert page.complaints == []


async def test_reading_further_up_is_not_disturbed(visit: Visit, channel: FakeChannel) -> None:
    page = await visit(phone=True)
    await page.open()
    await page.say("Hi")
    for number in range(12):
        await channel.say(f"Answer {number}\n\n\n")
    await expect(page.message("Answer 11")).to_be_in_viewport()
    await channel.problem("desk_down", "A banner takes some room.")
    await page.composer.fill("A\nlonger\ndraft\ntoo")
    await expect(page.message("Answer 11").get_by_role("time")).to_be_in_viewport(ratio=1)
    await page.log.evaluate("log => log.scrollTo(0, 0)")
    await expect(page.message("Hi")).to_be_in_viewport()
    await channel.say("The newest")
    await expect(page.button("New message")).to_be_visible()
    await expect(page.message("Hi")).to_be_in_viewport()
    await page.button("New message").click()
    await expect(page.message("The newest")).to_be_in_viewport()
    await expect(page.button("New message")).to_have_count(0)
