"""Keeps what has been worked out about a conversation instead of replaying it from its first message.

Stock Rasa replays every event for each prediction of each policy, and again to copy the tracker for each
action: the longer the conversation, the slower each turn.
"""

from __future__ import annotations

import copy
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, UserUttered
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.patches.expected import expect

State = dict[str, Any]

KEPT = "_liaison_past"
EMPTY = "_liaison_is_empty"


def apply() -> None:
    """Replaces how a tracker is copied and its states are made; raises PatchError when Rasa's differ."""
    expect(DialogueStateTracker.copy, "self")
    expect(DialogueStateTracker.init_copy, "self")
    expect(
        Domain.states_for_tracker_history,
        "self",
        "tracker",
        "omit_unset_slots",
        "ignore_rule_only_turns",
        "rule_only_data",
    )
    expect(Domain.is_empty, "self")
    DialogueStateTracker.copy = copy_tracker
    Domain.is_empty = _asked_once(Domain.is_empty)
    Domain.states_for_tracker_history = _remembering(Domain.states_for_tracker_history)


def _asked_once(is_empty: Callable[[Domain], bool]) -> Callable[[Domain], bool]:
    """Domain.is_empty that remembers; stock Rasa writes the domain out and compares it, every turn."""

    def remembered(self: Any) -> bool:
        # On the domain itself: to hash one as the key of a table is to write it out too.
        if not hasattr(self, EMPTY):
            setattr(self, EMPTY, is_empty(self))
        return bool(getattr(self, EMPTY))

    return remembered


@dataclass
class Past:
    """What went before the client's last message: its events, the tracker after them, their states."""

    tracker: DialogueStateTracker
    domain: Domain
    events: list[Event] = field(default_factory=list)
    states: list[State] = field(default_factory=list)

    def begins(self, events: list[Event]) -> bool:
        """Whether the events go on from these very ones; a revert or restart takes some away."""
        return len(self.events) <= len(events) and all(
            mine is theirs for mine, theirs in zip(self.events, events, strict=False)
        )

    def extend(self, events: list[Event]) -> None:
        """Adds events and the state before each action among them."""
        for event in events:
            if isinstance(event, ActionExecuted):
                self.states.append(self.domain.get_active_state(self.tracker))
            self.tracker.update(event)
            self.events.append(event)


def _remembering(states_for_tracker_history: Any) -> Any:
    """Domain.states_for_tracker_history that works out only the states since the client's last message.

    Those are worked out each time, because a prediction may still change what that message stands for
    (`use_text_for_featurization`); the message before it can no longer change.
    """

    @wraps(states_for_tracker_history)
    def states(
        self: Domain,
        tracker: DialogueStateTracker,
        omit_unset_slots: bool = False,
        ignore_rule_only_turns: bool = False,
        rule_only_data: dict[str, Any] | None = None,
    ) -> list[State]:
        if omit_unset_slots or ignore_rule_only_turns:
            found: list[State] = states_for_tracker_history(
                self, tracker, omit_unset_slots, ignore_rule_only_turns, rule_only_data
            )
            return found
        events = tracker.applied_events()
        past: Past | None = getattr(tracker, KEPT, None)
        if past is None or past.domain is not self or not past.begins(events):
            past = Past(tracker.init_copy(), self)
            setattr(tracker, KEPT, past)
        last = _place_of_last_message(events)
        past.extend(events[len(past.events) : max(last, len(past.events))])
        present = Past(copy_tracker(past.tracker), self)
        present.extend(events[len(past.events) :])
        made = [*past.states, *present.states, self.get_active_state(present.tracker)]
        # The featurizer changes what it is given.
        return [{kind: _copy(value) for kind, value in state.items() if value} for state in made]

    return states


def _copy(value: Any) -> Any:
    return dict(value) if isinstance(value, dict) else value


def _place_of_last_message(events: list[Event]) -> int:
    for place in range(len(events) - 1, -1, -1):
        if isinstance(events[place], UserUttered):
            return place
    return 0


def copy_tracker(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """A tracker with the same events in the same state, of its own slots; stock Rasa replays all events."""
    twin = DialogueStateTracker.__new__(type(tracker))
    twin.__dict__.update(tracker.__dict__)
    twin.__dict__.pop(KEPT, None)
    twin.events = deque(tracker.events, tracker.events.maxlen)
    twin.slots = type(tracker.slots)()
    twin.slots.update((name, _copy_slot(slot)) for name, slot in tracker.slots.items())
    twin.model_id = twin.assistant_id = None
    twin.active_loop = copy.copy(tracker.active_loop)
    return twin


def _copy_slot(slot: Slot) -> Slot:
    twin: Slot = slot.__class__.__new__(slot.__class__)
    twin.__dict__.update(slot.__dict__)
    return twin
