"""What a client sees, and what is kept, while the desk or the engine is down."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.engine.channels import conversations
from tests.engine.fake_desk import FakeDesk
from tests.engine.inside import Engine, Tab, until

GREETING = "¡Hola! ¿En qué puedo ayudarte?"
PRICE = "Un logo cuesta 450 €. ¿Cuál?"


async def test_a_dead_desk_is_told_in_the_clients_language_and_nothing_is_lost(
    engine: Engine, desk: FakeDesk
) -> None:
    tab = Tab(engine)
    session = await tab.open()
    await tab.ask("hola")
    await until(lambda: engine.runtime.phrases.say("utter_desk_down", "es")[1] == "es")
    await desk.stop()
    assert (await tab.send("¿cuánto cuesta un logo?"))["ok"]
    assert (await tab.send("hola"))["ok"]
    await until(lambda: tab.all("problem"))
    assert tab.all("problem")[0]["code"] == "desk_down"
    assert tab.all("problem")[0]["text"] == "Ahora mismo no puedo responder."
    other = Tab(engine)
    waiting = (await other.open(token=session["token"]))["history"][2:]
    assert [(message["seq"], message["text"]) for message in waiting] == [
        (0, "¿cuánto cuesta un logo?"),
        (0, "hola"),
    ]
    await desk.start()
    await until(lambda: len(tab.heard) == 4)
    assert tab.heard == [GREETING, PRICE, PRICE, GREETING]
    assert [problem["code"] for problem in tab.all("problem")] == ["desk_down", "desk_back"]
    await tab.close()
    await other.close()


async def test_a_desk_that_dies_during_a_turn_leaves_no_half_turn(engine: Engine, desk: FakeDesk) -> None:
    tab = Tab(engine)
    session = await tab.open()
    desk.hang_up.add("/webhook")
    assert (await tab.send("¿cuánto cuesta un logo?"))["ok"]
    await until(lambda: [path for path, _ in desk.asked].count("/webhook") == 2)
    assert await engine.runtime.store.spoken(session["conversation"]) == []
    desk.hang_up.clear()
    await until(lambda: len(tab.heard) == 2)
    spoken = await engine.runtime.store.spoken(session["conversation"])
    assert [said.event["event"] for said in spoken] == ["user", "bot", "bot"]
    await tab.close()


async def test_an_engine_that_dies_answers_what_it_had_accepted(engine: Engine, desk: FakeDesk) -> None:
    tab = Tab(engine)
    session = await tab.open()
    await tab.ask("hola")
    await desk.stop()
    assert (await tab.send("¿cuánto cuesta un logo?"))["ok"]
    await until(lambda: tab.all("problem"))
    await engine.stop()
    await desk.start()
    await engine.start()
    again = Tab(engine)
    await again.open(token=session["token"])
    await until(lambda: len(again.heard) + len(again.session["history"]) >= 4)
    spoken = await engine.runtime.store.spoken(session["conversation"])
    assert [said.event["event"] for said in spoken] == ["user", "bot", "user", "bot", "bot"]
    await again.close()


async def test_a_slow_answer_is_announced_and_still_comes(
    engine: Engine, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = Tab(engine)
    await tab.open()
    await tab.ask("hola")
    await until(lambda: engine.runtime.phrases.say("utter_busy", "es")[1] == "es")
    monkeypatch.setattr(conversations, "SLOW_S", 0.05)
    desk.let_go.clear()
    assert (await tab.send("¿cuánto cuesta un logo?"))["ok"]
    await until(lambda: tab.all("problem"))
    assert (tab.all("problem")[0]["code"], tab.all("problem")[0]["text"]) == ("busy", "Un momento más.")
    desk.let_go.set()
    await until(lambda: len(tab.heard) == 3)
    assert tab.heard[1:] == [PRICE, PRICE]
    assert len(tab.all("problem")) == 1
    await tab.close()


async def test_a_failing_action_is_told_to_the_client_once(engine: Engine) -> None:
    tab = Tab(engine)
    await tab.open()
    assert await tab.ask("falla ahora") == ["Ahora mismo no puedo responder."]
    assert await tab.ask("hola") == [GREETING]
    await tab.close()


async def test_a_desk_that_cannot_understand_a_message_does_not_block_the_next(
    engine: Engine, desk: FakeDesk
) -> None:
    tab = Tab(engine)
    await tab.open()
    desk.fail["/understand"] = 500
    assert (await tab.send("hola", id="the-first-one"))["ok"]
    await until(lambda: tab.all("problem"))
    assert (tab.all("problem")[0]["code"], tab.all("problem")[0]["id"]) == ("failed", "the-first-one")
    desk.fail.clear()
    assert await tab.ask("¿cuánto cuesta un logo?") == [PRICE, PRICE]
    assert [kept.text for kept in await engine.runtime.inbox.waiting()] == ["hola"]
    await tab.close()


async def test_replies_come_in_english_when_only_the_phrases_cannot_be_had(
    engine: Engine, desk: FakeDesk
) -> None:
    tab = Tab(engine)
    await tab.open()
    desk.fail["/nlg"] = 500
    assert await tab.ask("hola") == ["Hello! How can I help?"]
    reply = tab.all("message")[-1]
    assert (reply["made"], reply["language"]) == ("untranslated", "en")
    await tab.close()


async def test_visitors_are_let_in_while_the_desk_is_down(engine: Engine, desk: FakeDesk) -> None:
    first = Tab(engine)
    await first.open(locale="es-ES")
    await first.close()
    await desk.stop()
    await engine.restart()
    tab = Tab(engine)
    session = await tab.open(locale="es-ES")
    assert (session["language"], session["strings"]["widget_placeholder"]) == ("es", "Escribe un mensaje")
    await tab.close()


async def test_phrases_survive_a_restart_without_a_desk(
    engine: Engine, desk: FakeDesk, tmp_path: Path
) -> None:
    kept = tmp_path / "engine" / "phrases.json"
    await until(kept.exists)
    assert json.loads(kept.read_text())["es"]["utter_desk_down"] == "Ahora mismo no puedo responder."
    await desk.stop()
    await engine.restart()
    assert engine.runtime.phrases.say("utter_desk_down", "es-MX") == ("Ahora mismo no puedo responder.", "es")
    assert engine.runtime.phrases.say("utter_desk_down", "xx")[1] == "en"
