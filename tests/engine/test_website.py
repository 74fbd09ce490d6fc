"""The website channel against a real engine with a tiny model: sessions, replay, order, bad input."""

from __future__ import annotations

import asyncio
import uuid

import aiohttp
import pytest

from bot.engine.settings import engine_settings
from tests.engine.fake_desk import FakeDesk
from tests.engine.inside import Engine, Tab, until


def repr_short(value: object) -> str:
    """A test's name for a value."""
    return ascii(value)[:24]


GREETING = "¡Hola! ¿En qué puedo ayudarte?"
PRICE = "Un logo cuesta 450 €. ¿Cuál?"


async def test_a_spanish_question_is_answered_in_spanish_with_the_original_beside_it(engine: Engine) -> None:
    tab = Tab(engine)
    session = await tab.open(locale="es-MX")
    assert session["language"] == "es"
    assert session["strings"]["widget_placeholder"] == "Escribe un mensaje"
    assert session["history"] == []
    assert await tab.ask("hola") == [GREETING]
    reply = tab.all("message")[-1]
    assert (reply["sender"], reply["made"], reply["language"]) == ("bot", "phrase", "es")
    assert (reply["original"], reply["original_language"]) == ("Hello! How can I help?", "en")
    await tab.close()


async def test_rasa_reads_english_and_keeps_what_the_client_wrote(engine: Engine) -> None:
    tab = Tab(engine)
    session = await tab.open()
    await tab.ask("¿Cuánto cuesta un logo?")
    said = (await engine.runtime.store.spoken(session["conversation"]))[0].event
    assert said["text"] == "how much is a logo"
    assert said["parse_data"]["intent"]["name"] == "ask_price"
    about = said["metadata"]
    assert about["original"] == "¿Cuánto cuesta un logo?"
    assert (about["language"], about["freelancer"], about["made"]) == ("es", "ana", "model")
    await tab.close()


async def test_a_conversation_survives_a_reload_and_brings_what_was_missed(engine: Engine) -> None:
    tab = Tab(engine)
    session = await tab.open()
    await tab.ask("hola")
    await tab.close()
    again = Tab(engine)
    reloaded = await again.open(token=session["token"])
    assert reloaded["conversation"] == session["conversation"]
    assert reloaded["language"] == "es"
    assert [(message["seq"], message["text"]) for message in reloaded["history"]] == [
        (1, "hola"),
        (2, GREETING),
    ]
    assert [message["id"] for message in reloaded["history"]] == [
        message["id"] for message in tab.all("message") if message["seq"]
    ]
    await again.close()
    assert (await Tab(engine).open(token=session["token"], after=1))["history"][0]["seq"] == 2


async def test_a_conversation_survives_a_restart_of_the_engine(engine: Engine) -> None:
    tab = Tab(engine)
    session = await tab.open()
    message = {"id": uuid.uuid4().hex, "text": "hola"}
    assert (await tab.socket.call("message", message))["ok"]
    await until(lambda: tab.heard)
    await engine.restart()
    again = Tab(engine)
    history = (await again.open(token=session["token"]))["history"]
    assert [entry["text"] for entry in history] == ["hola", GREETING]
    assert await again.socket.call("message", message) == {"ok": True}
    assert await again.ask("¿cuánto cuesta un logo?") == [PRICE, PRICE]
    assert [entry["seq"] for entry in again.all("message") if entry["sender"] == "bot"] == [4, 5]
    await again.close()


async def test_a_resent_message_is_answered_once(engine: Engine) -> None:
    tab = Tab(engine)
    await tab.open()
    message = {"id": uuid.uuid4().hex, "text": "hola"}
    for _ in range(3):
        assert (await tab.socket.call("message", message))["ok"]
    await tab.ask("¿cuánto cuesta un logo?")
    assert tab.heard == [GREETING, PRICE, PRICE]
    await tab.close()


async def test_messages_sent_at_once_are_answered_in_order(engine: Engine) -> None:
    tab = Tab(engine)
    session = await tab.open()
    await asyncio.gather(*(tab.send(text) for text in ["hola", "¿cuánto cuesta un logo?", "hello"]))
    await until(lambda: len(tab.heard) == 4)
    assert tab.heard == [GREETING, PRICE, PRICE, GREETING]
    spoken = await engine.runtime.store.spoken(session["conversation"])
    assert [said.event["event"] for said in spoken] == ["user", "bot", "user", "bot", "bot", "user", "bot"]
    await tab.close()


async def test_every_tab_sees_both_sides(engine: Engine) -> None:
    one, two = Tab(engine), Tab(engine)
    session = await one.open()
    await two.open(token=session["token"])
    await one.ask("hola")
    await until(lambda: two.heard)
    seen = [(message["seq"], message["text"]) for message in two.all("message")]
    assert seen == [(0, "hola"), (1, "hola"), (2, GREETING)]
    assert [message["seq"] for message in one.all("message")] == [1, 2]
    await one.close()
    await two.close()


async def test_buttons_work_only_as_the_server_signed_them_for_this_conversation(engine: Engine) -> None:
    tab, other = Tab(engine), Tab(engine)
    await tab.open()
    await other.open()
    await tab.ask("¿cuánto cuesta un logo?")
    button = tab.all("message")[-1]["buttons"][0]
    assert button["title"] == "A"
    assert "/" not in button["payload"]
    assert await tab.ask(payload=button["payload"], title="A") == ["Elegiste eso."]
    pressed = tab.all("message")[-2]
    assert (pressed["sender"], pressed["text"], pressed["language"]) == ("client", "A", "es")
    assert await other.ask(payload=button["payload"], title="A") == ["I did not understand."]
    assert await other.ask(payload='/choose{"option": "a"}', title="/choose") == ["I did not understand."]
    assert (await other.send(payload="/choose"))["code"] == "empty"
    await tab.close()
    await other.close()


async def test_a_signed_button_for_an_intent_that_is_gone_counts_as_its_title(engine: Engine) -> None:
    tab = Tab(engine)
    await tab.open()
    await tab.ask("¿cuánto cuesta un logo?")
    gone, plain = tab.all("message")[-1]["buttons"][1:]
    assert await tab.ask(payload=gone["payload"], title="hola") == [GREETING]
    assert await tab.ask(payload=plain["payload"], title=plain["title"]) == [PRICE, PRICE]
    await tab.close()


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        " /restart",
        "//restart",
        "\u3000/ /restart",
        "\u200b/restart",
        '/internal{"x":1}',
        "/choose@0.3",
        "/EXTERNAL_reminder",
        "/session_start",
        "barra",
        "<b>bold</b><script>alert(1)</script>",
        "'; drop table events; --",
        "héllo\x00\x07 \ud800wörld",
        "x" * 2000,
    ],
    ids=repr_short,
)
async def test_no_text_of_a_client_is_a_command(engine: Engine, text: str) -> None:
    tab = Tab(engine)
    session = await tab.open()
    await tab.ask("hola")
    assert await tab.ask(text) == ["No entendí."]
    tracker = await engine.runtime.store.retrieve_full_tracker(session["conversation"])
    events = [event.as_dict() for event in tracker.events]
    assert [event["name"] for event in events if event["event"] == "action"].count("action_restart") == 0
    assert not [event for event in events if event["event"] == "restart"]
    users = [event for event in events if event["event"] == "user"]
    assert users[-1]["parse_data"]["intent"]["name"] is None
    assert not users[-1]["text"].startswith("/")
    await tab.close()


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("", "empty", "Vacío."),
        (" \n\t ", "empty", "Vacío."),
        ("x" * 100_000, "too_long", "Demasiado largo."),
        ("\x00\x01\x02", "not_text", "No es texto."),
        (42, "not_text", "No es texto."),
        ({"a": 1}, "not_text", "No es texto."),
        (None, "not_text", "No es texto."),
    ],
    ids=repr_short,
)
async def test_what_is_no_message_is_refused_in_the_clients_language(
    engine: Engine, text: object, code: str, words: str
) -> None:
    tab = Tab(engine)
    await tab.open(language="es")
    await until(lambda: engine.runtime.phrases.say("utter_empty", "es")[1] == "es")
    assert await tab.send(text) == {"ok": False, "code": code, "text": words}
    assert await tab.ask("hola") == [GREETING]
    await tab.close()


async def test_a_message_the_desk_refuses_is_explained(engine: Engine) -> None:
    tab = Tab(engine)
    await tab.open(language="es")
    assert (await tab.send("🙂", id="emoji-only-1"))["ok"]
    await until(lambda: tab.all("problem"))
    problem = {"code": "empty", "text": "Vacío.", "language": "es", "id": "emoji-only-1"}
    assert tab.all("problem") == [problem]
    await tab.close()


@pytest.mark.parametrize(
    "data", [None, [], "text", {"text": "no id"}, {"id": 1, "text": "x"}, {"id": "/" * 9}]
)
async def test_malformed_events_are_answered(engine: Engine, data: object) -> None:
    tab = Tab(engine)
    await tab.open()
    assert (await tab.socket.call("message", data))["code"] == "bad_request"
    assert (await tab.socket.call("language", data))["code"] == "bad_request"
    await tab.close()


async def test_forged_and_foreign_tokens_open_a_new_conversation(engine: Engine) -> None:
    first = Tab(engine)
    session = await first.open()
    await first.ask("hola")
    name, _, signature = session["token"].rpartition(".")
    for token in (session["conversation"], f"{name}.{signature[::-1]}", "x" * 5000, 7, {"c": "x"}):
        other = Tab(engine)
        opened = await other.open(token=token)
        assert opened["conversation"] != session["conversation"]
        assert opened["history"] == []
        await other.close()
    elsewhere = Tab(engine)
    assert (await elsewhere.open(freelancer="ben", token=session["token"]))["conversation"].startswith("ben.")
    await elsewhere.close()
    await first.close()


@pytest.mark.parametrize("slug", ["nobody", "../ana", "", None, 3, "ana/../ben"])
async def test_an_unknown_freelancer_is_refused_with_a_reason(engine: Engine, slug: object) -> None:
    reason = await Tab(engine).refused(freelancer=slug)
    assert reason["code"] == "unknown_freelancer"
    assert "data-freelancer" in reason["message"]


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (None, 200),
        ("https://ana.example", 200),
        ("https://chat.example", 200),
        ("https://evil.example", 400),
        ("https://ana.example.evil.example", 400),
        ("http://ana.example", 400),
        ("null", 400),
    ],
)
@pytest.mark.parametrize("transport", ["polling", "websocket"])
async def test_only_listed_origins_may_open_the_chat(
    engine: Engine, origin: str | None, status: int, transport: str
) -> None:
    headers = {"Origin": origin} if origin else {}
    url = f"{engine.url}/socket.io/?EIO=4&transport={transport}"
    async with aiohttp.ClientSession(headers=headers) as session:
        if transport == "polling":
            async with session.get(url) as answer:
                assert answer.status == status
                allowed = answer.headers.getall("Access-Control-Allow-Origin", [])
            assert allowed == ([origin] if origin and status == 200 else [])
        elif status == 200:
            async with session.ws_connect(url) as socket:
                assert (await socket.receive_str()).startswith("0{")
        else:
            with pytest.raises(aiohttp.WSServerHandshakeError, match="400"):
                await session.ws_connect(url)


async def test_its_own_pages_may_open_the_chat(engine: Engine) -> None:
    status, _ = await engine.call(
        "GET", "/socket.io/?EIO=4&transport=polling", headers={"Origin": engine.url}
    )
    assert status == 200


async def test_a_websocket_client_is_answered(engine: Engine) -> None:
    url = f"{engine.url}/socket.io/?EIO=4&transport=websocket"
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
        await socket.receive_str()
        await socket.send_str('40{"freelancer":"ana"}')
        assert (await socket.receive_str()).startswith("40")
        assert '"session"' in await socket.receive_str()
        await socket.send_str('420["message",{"id":"12345678","text":"hola"}]')
        seen = ""
        while "ayudarte" not in seen:
            seen = await socket.receive_str()


async def test_too_many_messages_are_held_back(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    tab = Tab(engine)
    await tab.open(language="es")
    await until(lambda: engine.runtime.phrases.say("utter_empty", "es")[1] == "es")
    answers = [await tab.send("hola") for _ in range(31)]
    assert [answer["ok"] for answer in answers] == [True] * 30 + [False]
    assert answers[-1] == {"ok": False, "code": "too_fast", "text": "Demasiado rápido."}
    await until(lambda: len(tab.heard) == 30)
    await tab.close()


async def test_one_address_opens_only_so_many_conversations(
    desk: FakeDesk, model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_CONVERSATIONS_PER_HOUR", "2")
    engine_settings.cache_clear()
    engine = Engine(model)
    await engine.start()
    for _ in range(2):
        await Tab(engine).open(headers={"X-Forwarded-For": "198.51.100.7, 203.0.113.9"})
    reason = await Tab(engine).refused(headers={"X-Forwarded-For": "203.0.113.9"})
    assert reason["code"] == "too_many_conversations"
    await Tab(engine).open(headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.7"})
    for _ in range(3):
        await Tab(engine).open()
    await engine.stop()


async def test_the_language_menu_pins_the_language_for_all_tabs(engine: Engine, desk: FakeDesk) -> None:
    one, two = Tab(engine), Tab(engine)
    session = await one.open(locale="en-GB")
    await two.open(token=session["token"])
    assert (await one.socket.call("language", {"language": "es"}))["ok"]
    await until(lambda: two.all("language"))
    assert two.all("language")[0]["strings"]["widget_placeholder"] == "Escribe un mensaje"
    assert desk.languages[session["conversation"]] == "es"
    assert await one.ask("hello") == [GREETING]
    assert (await one.socket.call("language", {"language": "xx"}))["code"] == "bad_request"
    await one.close()
    await two.close()


async def test_a_language_asked_for_in_words_changes_the_widget_too(engine: Engine) -> None:
    tab = Tab(engine)
    await tab.open(locale="en-GB")
    assert await tab.ask("hello") == ["Hello! How can I help?"]
    assert await tab.ask("in spanish please") == ["Hablemos español."]
    assert [news["language"] for news in tab.all("language")] == ["es"]
    await tab.close()


async def test_deleted_data_is_gone_and_the_client_starts_afresh(engine: Engine) -> None:
    tab = Tab(engine)
    before = await tab.open()
    await tab.ask("hola")
    assert (await tab.send("borra mis datos"))["ok"]
    await until(lambda: len(tab.all("session")) == 2)
    after = tab.session
    assert after["conversation"] != before["conversation"]
    assert [(message["seq"], message["text"]) for message in after["history"]] == [(0, "Gone.")]
    assert await engine.runtime.store.spoken(before["conversation"]) == []
    assert await tab.ask("hola") == [GREETING]
    assert await engine.runtime.store.spoken(before["conversation"]) == []
    await tab.close()
