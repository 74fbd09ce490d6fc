"""The corrections to Rasa: what they change, and that they refuse another Rasa."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
import rasa
import rasa.shared.utils.common
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, Restarted, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import ClientResponseError

from bot.engine import patches
from bot.engine.patches.actions import _is_unreachable
from bot.engine.patches.expected import expect


@pytest.fixture(autouse=True)
def patched() -> None:
    patches.apply()


def test_action_answers_are_still_validated() -> None:
    action = RemoteAction("action_x", None)
    assert action._validate_action_result({"events": [], "responses": []})
    assert action._validate_action_result({"events": [{"event": "slot", "name": "a", "value": 1}]})
    for wrong in (
        None,
        [],
        {"responses": "x"},
        {"events": [{"event": "slot"}]},
        {"events": [{"event": "x"}]},
    ):
        with pytest.raises(ValidationError):
            action._validate_action_result(wrong)


def test_the_class_of_an_event_is_searched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Event.resolve_by_type("slot") is SlotSet
    monkeypatch.delattr(rasa.shared.utils.common, "all_subclasses")
    assert Event.resolve_by_type("slot") is SlotSet


def test_stored_events_come_back_as_what_they_were() -> None:
    for event in (SlotSet("a", 1), UserUttered("x"), BotUttered("y"), Restarted(), SessionStarted()):
        again = Event.from_parameters(event.as_dict())
        assert (type(again), again.as_dict()) == (type(event), event.as_dict())
    for unknown in ("no_such_event", None):
        with pytest.raises(ValueError, match="Unknown event name"):
            Event.resolve_by_type(unknown)
    assert Event.resolve_by_type("no_such_event", SlotSet) is SlotSet


def test_another_rasa_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rasa, "__version__", "3.6.22")
    monkeypatch.setattr(patches, "_applied", False)
    with pytest.raises(patches.PatchError, match=r"3\.6\.22"):
        patches.apply()


def test_a_changed_signature_is_refused() -> None:
    async def run(self: object, output_channel: object) -> None: ...

    with pytest.raises(patches.PatchError, match="output_channel"):
        expect(run, "self", "output_channel", "nlg", "tracker", "domain")


def test_only_a_missing_answer_counts_as_unreachable() -> None:
    lost = ValueError("no connection")
    lost.__context__ = aiohttp.ServerDisconnectedError()
    assert _is_unreachable(lost)
    assert not _is_unreachable(ValueError("wrong answer"))


class Desk:
    """An action endpoint that has the domain of the digest it was last sent with, as rasa_sdk does."""

    def __init__(self) -> None:
        self.kwargs: dict[str, Any] = {}
        self.digest = ""
        self.calls: list[bool] = []

    async def request(self, *, json: dict[str, Any], **_: Any) -> dict[str, Any]:
        self.calls.append("domain" in json)
        if "domain" in json:
            self.digest = json["domain_digest"]
        elif json["domain_digest"] != self.digest:
            raise ClientResponseError(449, "Retry with the domain", b"{}")
        return {"events": [], "responses": []}


async def test_the_domain_is_sent_once_and_again_to_a_desk_that_lost_it() -> None:
    desk, domain, tracker = Desk(), Domain.empty(), DialogueStateTracker("a", [])
    action = RemoteAction("action_x", desk)
    for _ in range(3):
        assert await action.run(None, None, tracker, domain) == []
    assert desk.calls == [True, False, False]
    desk.digest = "of another engine"
    assert await action.run(None, None, tracker, domain) == []
    assert desk.calls[3:] == [False, True]
    other = Domain.from_dict({"intents": ["greet"]})
    assert await action.run(None, None, tracker, other) == []
    assert desk.calls[5:] == [True]
