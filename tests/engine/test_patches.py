"""The corrections to Rasa: what they change, and that they refuse another Rasa."""

from __future__ import annotations

import aiohttp
import pytest
import rasa
import rasa.shared.utils.common
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import BotUttered, Event, Restarted, SessionStarted, SlotSet, UserUttered

from bot.engine import patches


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
    monkeypatch.setattr(RemoteAction, "_liaison_patched", False)
    with pytest.raises(patches.PatchError, match=r"3\.6\.22"):
        patches.apply()


def test_a_changed_signature_is_refused() -> None:
    async def run(self: object, output_channel: object) -> None: ...

    with pytest.raises(patches.PatchError, match="output_channel"):
        patches._expect(run, "self", "output_channel", "nlg", "tracker", "domain")


def test_only_a_missing_answer_counts_as_unreachable() -> None:
    lost = ValueError("no connection")
    lost.__context__ = aiohttp.ServerDisconnectedError()
    assert patches._is_unreachable(lost)
    assert not patches._is_unreachable(ValueError("wrong answer"))
