"""A client chats: what is sent, shown, kept and sent again."""

from __future__ import annotations

import pytest
from conftest import Visit
from fake_channel import FakeChannel
from playwright.async_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="package")]

HELLO = "¡Hola! ¿En qué puedo ayudarle?"


async def test_nothing_connects_until_the_chat_is_opened(visit: Visit, channel: FakeChannel) -> None:
    page = await visit(locale="es-MX")
    await expect(page.launcher).to_have_accessible_name("Abrir el chat")
    assert channel.connections == []
    assert await page.stored() == "{}"

    await page.open()
    assert channel.connections == [{"freelancer": "designer", "locale": "es-MX"}]
    assert channel.received == []
    await expect(page.dialog).to_contain_text("Ana Pérez")
    await expect(page.dialog).to_contain_text("Está hablando con un bot.")
    assert page.complaints == []


async def test_a_message_is_sent_and_its_answer_shown(visit: Visit, channel: FakeChannel) -> None:
    page = await visit(locale="es-ES")
    await page.open()
    channel.answers = [{"text": HELLO}]
    await page.say("  Necesito un logotipo\n")
    await expect(page.message(HELLO)).to_be_visible()
    assert await page.texts() == ["Necesito un logotipo", HELLO]
    assert [sent["text"] for sent in channel.received] == ["Necesito un logotipo"]
    await expect(page.composer).to_have_value("")
    await expect(page.composer).to_be_focused()


async def test_a_suggestion_is_sent_only_when_picked(visit: Visit, channel: FakeChannel) -> None:
    page = await visit(locale="de-DE")
    await page.open()
    await page.button("Was bieten Sie an?").click()
    await expect(page.message("Was bieten Sie an?")).to_be_visible()
    assert [sent["text"] for sent in channel.received] == ["Was bieten Sie an?"]
    await expect(page.button("Was bieten Sie an?")).to_have_count(0)


async def test_shift_enter_breaks_the_line_and_keeps_it(visit: Visit, channel: FakeChannel) -> None:
    page = await visit()
    await page.open()
    await page.composer.press_sequentially("one")
    await page.composer.press("Shift+Enter")
    await page.composer.press_sequentially("two")
    await page.composer.press("Enter")
    await expect(page.message("one")).to_be_visible()
    assert channel.received[0]["text"] == "one\ntwo"
    assert await page.texts() == ["one\ntwo"]


async def test_white_space_alone_is_not_sent(visit: Visit, channel: FakeChannel) -> None:
    page = await visit()
    await page.open()
    await page.say("   \n ")
    await expect(page.button("Send")).to_be_disabled()
    await page.say("now")
    await expect(page.message("now")).to_be_visible()
    assert [sent["text"] for sent in channel.received] == ["now"]


async def test_a_reload_keeps_the_conversation(visit: Visit, channel: FakeChannel) -> None:
    page = await visit()
    await page.open()
    channel.answers = [{"text": "Hello!"}]
    await page.say("Hi")
    await expect(page.message("Hello!")).to_be_visible()
    await page.page.reload()
    await expect(page.dialog).to_be_visible()
    await expect(page.message("Hello!")).to_be_visible()
    assert await page.texts() == ["Hi", "Hello!"]
    token = f"token-{next(iter(channel.conversations))}"
    assert channel.connections[-1] == {"freelancer": "designer", "locale": "en-GB", "token": token}
    assert len(channel.received) == 1


async def test_a_message_written_while_away_waits_on_the_launcher(visit: Visit, channel: FakeChannel) -> None:
    page = await visit()
    await page.open()
    await page.say("Hi")
    await expect(page.message("Hi")).to_be_visible()
    await page.button("Close the chat").click()
    await channel.say("One more thing", sender="freelancer")
    await expect(page.page.get_by_role("status").filter(has_text="New message (1)")).to_be_attached()

    await page.page.reload()
    await channel.say("And another")
    await expect(page.page.get_by_role("status").filter(has_text="New message (2)")).to_be_attached()
    await page.open()
    assert await page.texts() == ["Hi", "One more thing", "And another"]
    await page.button("Close the chat").click()
    await expect(page.page.get_by_role("status")).to_be_empty()


async def test_a_lost_connection_is_told_and_nothing_is_lost_or_doubled(
    visit: Visit, channel: FakeChannel
) -> None:
    page = await visit()
    await page.open()
    channel.swallow_receipts = True
    channel.answers = [{"text": "Hello!"}]
    await page.say("Hi")
    await expect(page.message("Hello!")).to_be_visible()

    await page.page.context.set_offline(True)
    await channel.cut()
    await expect(page.dialog).to_contain_text("Connection lost. Reconnecting…")
    await page.say("Are you there?")
    await expect(page.message("Are you there?")).to_contain_text("Sending…")
    await channel.say("Said meanwhile")

    channel.swallow_receipts = False
    await page.page.context.set_offline(False)
    await expect(page.message("Said meanwhile")).to_be_visible()
    await expect(page.dialog).not_to_contain_text("Sending…")
    await expect(page.dialog).not_to_contain_text("Connection lost")
    assert sorted(await page.texts()) == ["Are you there?", "Hello!", "Hi", "Said meanwhile"]
    await page.page.reload()
    await expect(page.messages).to_have_count(4)
    logged = [message["text"] for message in next(iter(channel.conversations.values())).log]
    assert await page.texts() == logged


async def test_a_message_without_receipt_is_sent_again_with_the_same_id(
    visit: Visit, channel: FakeChannel
) -> None:
    page = await visit()
    await page.open()
    channel.receipt = {"ok": False, "code": "too_fast", "text": "Please wait a moment."}
    await page.say("Hi")
    await expect(page.message("Hi")).to_contain_text("Please wait a moment.")
    channel.receipt = {"ok": True}
    await page.button("Not sent. Try again").click()
    await expect(page.message("Hi")).not_to_contain_text("Please wait")
    first, second = channel.received
    assert first == second
    await page.until_stored('"unsent":[]')


async def test_buttons_answer_with_their_payload_and_go(visit: Visit, channel: FakeChannel) -> None:
    page = await visit()
    await page.open()
    offer = [{"title": "Get an estimate", "payload": "signed-1"}, {"title": "Talk", "payload": "signed-2"}]
    channel.answers = [{"text": "What next?", "buttons": offer}, {"text": "Which service?"}]
    await page.say("Hi")
    await page.button("Get an estimate").click()
    await expect(page.message("Which service?")).to_be_visible()
    sent = channel.received[-1]
    assert (sent["payload"], sent["title"], "text" in sent) == ("signed-1", "Get an estimate", False)
    assert (await page.texts())[-2:] == ["Get an estimate", "Which service?"]
    await expect(page.button("Talk")).to_have_count(0)


async def test_a_machine_translation_says_so_and_shows_its_original(
    visit: Visit, channel: FakeChannel
) -> None:
    page = await visit(locale="es-ES")
    await page.open()
    original = "You get the source files."
    await channel.say("Recibe los archivos.", made="model", original=original, original_language="en")
    message = page.message("Recibe los archivos.")
    await expect(message).to_contain_text("Traducción automática del inglés")
    await expect(message).not_to_contain_text(original)
    await page.button("Ver el original").click()
    await expect(message.get_by_text(original)).to_have_attribute("lang", "en")
    await page.button("Ocultar el original").click()
    await expect(message).not_to_contain_text(original)


async def test_what_nobody_could_translate_is_labelled(visit: Visit, channel: FakeChannel) -> None:
    page = await visit(locale="de-DE")
    await page.open()
    await channel.say("Two rounds are included.", made="untranslated", language="en")
    await channel.say("Gern geschehen.", made="phrase")
    await expect(page.message("Two rounds")).to_contain_text("Nicht übersetzt")
    await expect(page.message("Gern geschehen.")).not_to_contain_text("Nicht übersetzt")


async def test_the_language_menu_keeps_what_was_typed(visit: Visit, channel: FakeChannel) -> None:
    page = await visit()
    await page.open()
    await page.composer.fill("half a sent")
    await page.language_menu.select_option("fr")
    await expect(page.language_menu).to_have_value("fr")
    await page.language_menu.select_option("de")
    await expect(page.composer).to_have_accessible_name("Nachricht schreiben")
    await expect(page.composer).to_have_value("half a sent")
    await page.page.reload()
    await expect(page.composer).to_have_value("half a sent")
    await expect(page.button("Senden")).to_be_enabled()


async def test_html_is_text_and_only_addresses_are_links(visit: Visit, channel: FakeChannel) -> None:
    page = await visit()
    attack = (
        '<img src=x onerror="document.title=1"><b>bold</b> javascript:alert(1) https://example.com/a?b=1.'
    )
    channel.name = "<i>Ana</i>"
    await page.open()
    channel.answers = [{"text": attack, "buttons": [{"title": "<u>ok</u>", "payload": "p"}]}]
    await page.say("<script>document.title=2</script>")
    await expect(page.button("<u>ok</u>")).to_be_visible()
    assert await page.texts() == ["<script>document.title=2</script>", attack]
    assert await page.page.title() == "Ana Pérez, graphic designer"
    link = page.log.get_by_role("link")
    await expect(link).to_have_count(1)
    await expect(link).to_have_attribute("href", "https://example.com/a?b=1")
    await expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")


async def test_a_long_message_is_counted_and_held_back(visit: Visit, channel: FakeChannel) -> None:
    channel.chars = 100
    page = await visit()
    await page.open()
    await page.composer.fill("é" * 90)
    await expect(page.dialog).to_contain_text("10 characters left")
    await page.say("😀" * 103)
    await expect(page.dialog).to_contain_text("Too long: 3 characters over the limit")
    await expect(page.composer).to_have_value("😀" * 103)
    await expect(page.button("Send")).to_be_disabled()
    assert channel.received == []


async def test_writing_and_trouble_are_shown(visit: Visit, channel: FakeChannel) -> None:
    page = await visit()
    await page.open()
    await channel.typing(True)
    await expect(page.log.get_by_text("The assistant is writing")).to_be_attached()
    await channel.typing(False)
    await expect(page.log.get_by_text("The assistant is writing")).to_have_count(0)
    await channel.problem("desk_down", "I have a problem on my side.")
    await expect(page.dialog).to_contain_text("I have a problem on my side.")
    await channel.say("I am back.")
    await expect(page.dialog).not_to_contain_text("I have a problem on my side.")


async def test_a_refused_connection_says_why_and_can_be_tried_again(
    visit: Visit, channel: FakeChannel
) -> None:
    channel.refusal = ("too_many_conversations", "Please wait a moment.")
    page = await visit()
    await page.launcher.click()
    await expect(page.dialog).to_contain_text("Please wait a moment.")
    await page.say("Hi")
    await channel.until(lambda: len(channel.connections) == 2)
    await expect(page.message("Hi")).to_contain_text("Sending…")
    await expect(page.button("Try again")).to_be_visible()
    channel.refusal = None
    await page.button("Try again").click()
    await expect(page.dialog).not_to_contain_text("Please wait a moment.")
    await expect(page.message("Hi")).not_to_contain_text("Sending…")
    assert [sent["text"] for sent in channel.received] == ["Hi"]


async def test_two_tabs_share_one_conversation(visit: Visit, channel: FakeChannel) -> None:
    page = await visit()
    await page.open()
    await page.say("From the first tab")
    await expect(page.message("From the first tab")).to_be_visible()
    other = type(page)(await page.page.context.new_page())
    await other.goto(page.page.url)
    await other.open()
    await expect(other.message("From the first tab")).to_be_visible()
    await other.say("From the second")
    await expect(page.message("From the second")).to_be_visible()
    assert await page.texts() == await other.texts() == ["From the first tab", "From the second"]


async def test_the_widget_works_where_storage_is_blocked(visit: Visit, channel: FakeChannel) -> None:
    page = await visit()
    await page.page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, {get() { throw new DOMException('no', 'SecurityError'); }});"
    )
    await page.page.reload()
    await page.open()
    channel.answers = [{"text": "Hello!"}]
    await page.say("Hi")
    await expect(page.message("Hello!")).to_be_visible()
    await channel.cut()
    await channel.say("Still here")
    await expect(page.message("Still here")).to_be_visible()
    assert await page.texts() == ["Hi", "Hello!", "Still here"]


async def test_a_page_in_one_language_begins_in_it_without_pinning_it(
    visit: Visit, channel: FakeChannel
) -> None:
    page = await visit(locale="en-GB", language="es")
    await expect(page.launcher).to_have_accessible_name("Abrir el chat")
    await page.open()
    assert channel.connections == [{"freelancer": "designer", "locale": "es"}]
    same = await visit(locale="es-MX", language="es")
    await same.open()
    assert channel.connections[1]["locale"] == "es-MX"
