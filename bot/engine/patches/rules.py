"""Asks the rule policy's questions of each rule once, and only those that can have an answer.

Stock Rasa formats every state of the conversation for a line of debug log, whether or not debug is on,
looks at every rule for every state, and after each message first looks for rules about its very words.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, SHOULD_NOT_BE_SET, USER
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

from bot.engine.patches.expected import PatchError, expect

logger = logging.getLogger("rasa.core.policies.rule_policy")

State = dict[str, Any]


def apply() -> None:
    """Replaces three methods of RulePolicy; raises PatchError when Rasa's are others."""
    expect(RulePolicy.format_tracker_states, "states")
    if "format_tracker_states" in vars(RulePolicy):
        raise PatchError("RulePolicy has a format_tracker_states of its own; see what it is used for")
    expect(RulePolicy._get_possible_keys, "self", "lookup", "states")
    expect(RulePolicy._is_rule_applicable, "self", "rule_key", "turn_index", "conversation_state")
    expect(RulePolicy._find_action_from_rules, "self", "tracker", "domain", "use_text_for_last_user_input")
    RulePolicy.format_tracker_states = staticmethod(_when_debugging(RulePolicy.format_tracker_states))
    RulePolicy._get_possible_keys = _get_possible_keys
    RulePolicy._find_action_from_rules = _unless_hopeless(RulePolicy._find_action_from_rules)


def _when_debugging(format_states: Callable[..., Any]) -> Callable[..., Any]:
    def format_tracker_states(states: list[State]) -> Any:
        return format_states(states) if logger.isEnabledFor(logging.DEBUG) else ""

    return format_tracker_states


def _get_possible_keys(self: Any, lookup: dict[str, str], states: list[State]) -> set[str]:
    """The rules that hold for the newest states, as many as each rule has; older states cannot matter."""
    newest_first = states[::-1]
    shelves = _shelves(tuple(lookup))
    before, intent = _place(newest_first[0]) if states else (None, None)
    # A conversation that has just begun is held against every rule that begins one, whatever its intent.
    places = {(before, intent), (before, None), (None, intent), (None, None)} if before else set(shelves)
    return {
        key
        for place in places
        for key in shelves.get(place, ())
        if all(
            self._is_rule_applicable(key, age, state)
            for age, state in zip(range(_length(key)), newest_first, strict=False)
        )
    }


def _place(state: State) -> tuple[str | None, str | None]:
    """The previous action and the intent that a state demands or has."""
    before = state.get(PREVIOUS_ACTION, {}).get(ACTION_NAME)
    intent = state.get(USER, {}).get(INTENT)
    return (
        None if before == SHOULD_NOT_BE_SET else before,
        None if intent == SHOULD_NOT_BE_SET else intent,
    )


@lru_cache(maxsize=16)
def _shelves(rules: tuple[str, ...]) -> dict[tuple[str | None, str | None], list[str]]:
    """Rules by what their newest state demands; only those on the present state's shelves can hold."""
    shelves: dict[tuple[str | None, str | None], list[str]] = {}
    for rule in rules:
        shelves.setdefault(_place(json.loads(rule)[-1]), []).append(rule)
    return shelves


def _unless_hopeless(find: Callable[..., Any]) -> Callable[..., Any]:
    """RulePolicy._find_action_from_rules that does not look for rules about words where there are none."""

    @wraps(find)
    def find_action(
        self: Any, tracker: Any, domain: Any, use_text_for_last_user_input: bool
    ) -> tuple[str | None, str | None, bool]:
        by_words = use_text_for_last_user_input and tracker.latest_action_name == ACTION_LISTEN_NAME
        if by_words and not tracker.active_loop_name and all(map(_wants_an_intent, self.lookup[RULES])):
            return None, None, False
        found: tuple[str | None, str | None, bool] = find(self, tracker, domain, use_text_for_last_user_input)
        return found

    return find_action


@lru_cache(maxsize=4096)
def _length(rule: str) -> int:
    return len(json.loads(rule))


@lru_cache(maxsize=4096)
def _wants_an_intent(rule: str) -> bool:
    """Whether a rule cannot hold right after a message of which only the words are looked at."""
    newest: State = json.loads(rule)[-1]
    before = newest.get(PREVIOUS_ACTION, {}).get(ACTION_NAME)
    return bool(newest.get(USER, {}).get(INTENT)) or (before is not None and before != ACTION_LISTEN_NAME)
