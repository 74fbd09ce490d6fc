"""The REST, Telegram, Slack and internal routes."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from typing import Any

import pytest

from bot.engine.channels.slack import is_signed
from bot.engine.settings import engine_settings
from tests.engine.fake_desk import FakeDesk
from tests.engine.inside import Engine

REST = {"Authorization": "Bearer rest"}
INTERNAL = {"Authorization": "Bearer internal"}
TELEGRAM = {"X-Telegram-Bot-Api-Secret-Token": "telegram secret"}
UPDATE = {
    "update_id": 10,
    "message": {
        "message_id": 1,
        "date": 1700000000,
        "from": {"id": 5, "is_bot": False, "first_name": "Ana", "last_name": "Gómez"},
        "chat": {"id": 5, "type": "private", "first_name": "Ana"},
        "text": "/start ABC",
    },
}


async def rest(engine: Engine, **body: Any) -> tuple[int, Any]:
    body = {"sender": "bench-1", "metadata": {"freelancer": "ana"}, **body}
    return await engine.call("POST", "/webhooks/rest/webhook", json=body, headers=REST)


async def test_rest_answers_with_how_the_text_came_to_be(engine: Engine) -> None:
    status, replies = await rest(engine, message="hola")
    assert status == 200
    assert replies == [
        {
            "recipient_id": "rest.ana.bench-1",
            "text": "¡Hola! ¿En qué puedo ayudarte?",
            "language": "es",
            "original": "Hello! How can I help?",
            "original_language": "en",
            "made": "phrase",
        }
    ]


async def test_rest_takes_buttons_back_but_no_commands(engine: Engine) -> None:
    _, replies = await rest(engine, message="¿cuánto cuesta un logo?")
    payload = replies[-1]["buttons"][0]["payload"]
    assert [r["text"] for r in (await rest(engine, payload=payload, title="A"))[1]] == ["Elegiste eso."]
    assert [r["text"] for r in (await rest(engine, message="/choose"))[1]] == ["No entendí."]
    assert (await rest(engine, payload="/choose"))[0] == 400


async def test_rest_says_what_is_wrong(engine: Engine) -> None:
    status, answer = await engine.call("POST", "/webhooks/rest/webhook", json={}, headers={})
    assert (status, "Bearer" in answer["error"]) == (401, True)
    for body in (
        {"message": 3},
        {"sender": "a/b", "message": "x"},
        {"metadata": {"freelancer": "x"}, "message": "x"},
    ):
        status, answer = await rest(engine, **body)
        assert status == 400
        assert answer["error"]
    status, _ = await engine.call("POST", "/webhooks/rest/webhook", data=b"{", headers=REST)
    assert status == 400


async def test_rest_says_so_when_the_desk_is_down(engine: Engine, desk: FakeDesk) -> None:
    assert (await rest(engine, message="hola"))[0] == 200
    await desk.stop()
    status, replies = await rest(engine, message="hola")
    assert (status, replies[0]["problem"]) == (503, "desk_down")


async def test_the_freelancer_is_answered_in_telegrams_own_response(engine: Engine, desk: FakeDesk) -> None:
    path = "/webhooks/telegram/webhook"
    status, answer = await engine.call("POST", path, json=UPDATE, headers=TELEGRAM)
    assert (status, answer) == (200, {"method": "sendMessage", "chat_id": 5, "text": "You said: /start ABC"})
    again = await engine.call("POST", path, json=UPDATE, headers=TELEGRAM)
    assert again == (200, answer)
    sent = [body for asked, body in desk.asked if asked == "/desk/message"]
    assert sent == [{"channel": "telegram", "chat": "5", "sender": "Ana Gómez", "text": "/start ABC"}]


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 11, "edited_message": UPDATE["message"]},
        {"update_id": 12, "message": {**UPDATE["message"], "text": None}},  # type: ignore[dict-item]
        {"update_id": 13, "message": {"chat": {"id": 5}, "from": {"is_bot": True}, "text": "hi"}},
        {"update_id": "14", "message": UPDATE["message"]},
        {"update_id": 15, "message": {"text": "hi", "chat": "5"}},
        [],
        "x",
        None,
    ],
)
async def test_telegram_updates_that_say_nothing_are_passed_over(
    engine: Engine, desk: FakeDesk, update: object
) -> None:
    answer = await engine.call("POST", "/webhooks/telegram/webhook", json=update, headers=TELEGRAM)
    assert answer == (200, {})
    assert not [path for path, _ in desk.asked if path == "/desk/message"]


async def test_telegram_needs_its_secret(engine: Engine) -> None:
    for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}):
        assert (await engine.call("POST", "/webhooks/telegram/webhook", json=UPDATE, headers=headers))[
            0
        ] == 401


async def test_telegram_is_asked_to_come_again_while_the_desk_is_down(engine: Engine, desk: FakeDesk) -> None:
    await desk.stop()
    path = "/webhooks/telegram/webhook"
    assert (await engine.call("POST", path, json=UPDATE, headers=TELEGRAM))[0] == 503
    await desk.start()
    assert (await engine.call("POST", path, json=UPDATE, headers=TELEGRAM))[1][
        "text"
    ] == "You said: /start ABC"


def slack_headers(body: bytes, secret: str = "slack secret", at: float | None = None) -> dict[str, str]:
    stamp = str(int(at or time.time()))
    signature = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={signature}"}


async def slack(engine: Engine, event: object, **headers: str) -> tuple[int, Any]:
    body = json.dumps(event).encode()
    headers = {**slack_headers(body), "Content-Type": "application/json", **headers}
    return await engine.call("POST", "/webhooks/slack/webhook", data=body, headers=headers)


def slack_event(event_id: str = "Ev1", **event: Any) -> dict[str, Any]:
    said = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "text": "start A&amp;B"}
    return {"type": "event_callback", "event_id": event_id, "event": {**said, **event}}


async def test_slack_events_reach_the_desk_once(engine: Engine, desk: FakeDesk) -> None:
    assert await slack(engine, {"type": "url_verification", "challenge": "abc"}) == (
        200,
        {"challenge": "abc"},
    )
    assert (await slack(engine, slack_event()))[0] == 200
    retry = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
    assert (await slack(engine, slack_event(), **retry))[0] == 200
    mention = slack_event("Ev2", type="app_mention", channel="C1", text="<@U0> stop")
    assert (await slack(engine, mention))[0] == 200
    sent = [body for path, body in desk.asked if path == "/desk/message"]
    assert sent == [
        {"channel": "slack", "chat": "D1", "sender": "U1", "text": "start A&B", "reply": "push"},
        {"channel": "slack", "chat": "C1", "sender": "U1", "text": "stop", "reply": "push"},
    ]


@pytest.mark.parametrize(
    "event",
    [
        slack_event(bot_id="B1"),
        slack_event(subtype="message_changed"),
        slack_event(channel_type="channel"),
        slack_event(type="reaction_added"),
        slack_event(text=None),
        {"type": "event_callback"},
        [],
        None,
    ],
)
async def test_slack_events_that_are_no_message_of_a_person_are_passed_over(
    engine: Engine, desk: FakeDesk, event: object
) -> None:
    assert await slack(engine, event) == (200, {})
    assert not [path for path, _ in desk.asked if path == "/desk/message"]


async def test_slack_needs_a_fresh_signature(engine: Engine) -> None:
    body = json.dumps(slack_event()).encode()
    for headers in ({}, slack_headers(body, "wrong"), slack_headers(body, at=time.time() - 400)):
        status, _ = await engine.call("POST", "/webhooks/slack/webhook", data=body, headers=headers)
        assert status == 401


def test_the_signature_slack_documents_is_accepted() -> None:
    # https://docs.slack.dev/authentication/verifying-requests-from-slack
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
        b"%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    secret = "8f742231b10e8888abcd99yyyzzz85a5"
    assert is_signed(secret, "1531420618", body, signature, now=1531420700)
    assert not is_signed(secret, "1531420618", body, signature, now=1531421000)
    assert not is_signed(secret, "²", body, signature, now=1531420700)


@pytest.mark.parametrize(
    ("variable", "path"),
    [
        ("LIAISON_TELEGRAM_WEBHOOK_SECRET", "telegram"),
        ("LIAISON_SLACK_SIGNING_SECRET", "slack"),
        ("LIAISON_REST_TOKEN", "rest"),
    ],
)
async def test_a_channel_without_its_secret_is_not_there(
    desk: FakeDesk, model: str, monkeypatch: pytest.MonkeyPatch, variable: str, path: str
) -> None:
    monkeypatch.setenv(variable, "")
    engine_settings.cache_clear()
    engine = Engine(model)
    await engine.start()
    assert (await engine.call("POST", f"/webhooks/{path}/webhook", json=UPDATE))[0] == 404
    await engine.stop()


async def test_forgetting_deletes_the_tracker(engine: Engine) -> None:
    await rest(engine, message="hola")
    assert await engine.runtime.store.spoken("rest.ana.bench-1")
    body = {"conversation": "rest.ana.bench-1"}
    assert (await engine.call("POST", "/internal/forget", json=body))[0] == 401
    answer = await engine.call("POST", "/internal/forget", json=body, headers=INTERNAL)
    assert answer == (200, {"status": "deleted"})
    assert await engine.runtime.store.spoken("rest.ana.bench-1") == []
    assert (await engine.call("POST", "/internal/forget", json=[], headers=INTERNAL))[0] == 400


async def test_status_tells_how_the_engine_is(engine: Engine, desk: FakeDesk) -> None:
    assert (await engine.call("GET", "/internal/status"))[0] == 401
    await rest(engine, message="hola")
    _, status = await engine.call("GET", "/internal/status", headers=INTERNAL)
    assert status["ready"] is True
    assert status["desk"] == "up"
    assert status["channels"] == ["website", "rest", "telegram", "slack", "internal"]
    assert (status["conversations"], status["waiting"]) == (1, 0)
