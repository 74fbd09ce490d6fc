"""The patches that make a turn cheap give just what unpatched Rasa gives."""

from __future__ import annotations

import copy
import importlib.util
import json
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy
import pytest
import rasa
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    LoopInterrupted,
    Restarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import coo_matrix

from bot.engine import patches
from bot.engine.patches.states import copy_tracker

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [greet, order]
slots:
  size: {type: text, influence_conversation: true, mappings: [{type: custom}]}
  note: {type: any, influence_conversation: false, mappings: [{type: custom}]}
forms: {order_form: {required_slots: [size]}}
actions: [action_a]
responses: {utter_hi: [{text: hi}]}
"""
)
LISTEN = "action_listen"


@pytest.fixture(scope="module", autouse=True)
def patched() -> None:
    patches.apply()


def pristine(module: str) -> ModuleType:
    """A module of Rasa as it is on disk, beside the patched one."""
    path = Path(rasa.__file__).parents[1] / (module.replace(".", "/") + ".py")
    spec = importlib.util.spec_from_file_location(f"pristine_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    # A class registers itself by its name: keep the registered one.
    spec.loader.exec_module(loaded)
    return loaded


# Events and states

EVENTS = st.lists(
    st.one_of(
        st.sampled_from([LISTEN, "action_a", "utter_hi", "order_form"]).map(ActionExecuted),
        st.sampled_from(["greet", "order"]).map(
            lambda intent: UserUttered(f"some {intent}", {"name": intent, "confidence": 1.0})
        ),
        st.sampled_from([("size", "big"), ("size", None), ("note", {"a": [1]})]).map(
            lambda pair: SlotSet(*pair)
        ),
        st.sampled_from(["order_form", None]).map(ActiveLoop),
        st.booleans().map(LoopInterrupted),
        st.booleans().map(DefinePrevUserUtteredFeaturization),
        st.builds(lambda: ActionExecutionRejected("order_form")),
        st.builds(lambda: BotUttered("hi")),
        st.builds(UserUtteranceReverted),
        st.builds(Restarted),
    ),
    max_size=30,
)


def fresh() -> DialogueStateTracker:
    return DialogueStateTracker("a", DOMAIN.slots)


def stock_states(events: list[Event]) -> list[dict[str, Any]]:
    tracker = fresh()
    for event in events:
        tracker.update(event)
    found: list[dict[str, Any]] = Domain.states_for_tracker_history.__wrapped__(DOMAIN, tracker)
    return found


@settings(max_examples=150, deadline=None)
@given(EVENTS)
def test_states_kept_from_turn_to_turn_are_those_of_a_replay(events: list[Event]) -> None:
    tracker = fresh()
    for place, event in enumerate(events, start=1):
        tracker.update(event)
        found = DOMAIN.states_for_tracker_history(tracker)
        assert found == stock_states(events[:place])
        for state in found:  # as the featurizer does, which must not reach what is kept
            state.get("user", {}).clear()
            state.clear()


@settings(max_examples=150, deadline=None)
@given(EVENTS, EVENTS)
def test_a_copied_tracker_is_a_replayed_one_and_leads_its_own_life(
    before: list[Event], after: list[Event]
) -> None:
    tracker = fresh()
    for event in before:
        tracker.update(event)
    replayed = tracker.travel_back_in_time(float("inf"))
    twin = copy_tracker(tracker)
    assert seen(twin) == seen(replayed)
    untouched = copy.deepcopy(seen(tracker))
    for event in after:
        twin.update(event)
    assert seen(tracker) == untouched


def seen(tracker: DialogueStateTracker) -> dict[str, Any]:
    from rasa.shared.core.trackers import EventVerbosity

    return {
        **tracker.current_state(EventVerbosity.ALL),
        "unset": [name for name, slot in tracker.slots.items() if not slot.has_been_set],
        "loop": copy.copy(tracker.active_loop),
    }


# Rules

NAMES = st.sampled_from([None, "...", LISTEN, "action_a", "order_form"])


def state_of(intents: list[str | None]) -> st.SearchStrategy[dict[str, Any]]:
    return st.builds(
        lambda before, intent, slot, loop: {
            kind: value
            for kind, value in {
                "user": {"intent": intent} if intent else {},
                "slots": {"size": slot} if slot else {},
                "prev_action": {"action_name": before} if before else {},
                "active_loop": {"name": loop} if loop else {},
            }.items()
            if value
        },
        NAMES,
        st.sampled_from(intents),
        st.sampled_from([None, (1.0,), "should_not_be_set"]),
        st.sampled_from([None, "order_form", "should_not_be_set"]),
    )


LOOKUPS = st.lists(
    st.lists(state_of([None, "greet", "order"]), min_size=1, max_size=3).map(
        lambda states: json.dumps(states, sort_keys=True)
    ),
    max_size=12,
).map(lambda keys: dict.fromkeys(keys, "action_a"))


@settings(max_examples=300, deadline=None)
@given(LOOKUPS, st.lists(state_of([None, "greet", "order"]), max_size=5))
def test_the_same_rules_are_possible(lookup: dict[str, str], states: list[dict[str, Any]]) -> None:
    stock = pristine_rules().RulePolicy
    policy = SimpleNamespace(
        _is_rule_applicable=lambda *arguments: stock._is_rule_applicable(stock, *arguments),
    )
    assert RulePolicy._get_possible_keys(policy, lookup, states) == stock._get_possible_keys(
        policy, lookup, states
    )


@settings(max_examples=200, deadline=None)
@given(LOOKUPS, st.sampled_from(["greet", "order"]))
def test_rules_about_words_are_sought_where_one_may_hold(lookup: dict[str, str], intent: str) -> None:
    tracker = fresh()
    tracker.update(ActionExecuted(LISTEN))
    tracker.update(UserUttered("some words", {"name": intent, "confidence": 1.0}))
    stock = RulePolicy._find_action_from_rules.__wrapped__
    policy = RulePolicy.__new__(RulePolicy)
    policy.lookup = {RULES: lookup, "rules_for_loop_unhappy_path": {}}
    policy.config = {"enable_feature_string_compression": False}
    policy._create_feature_key = lambda _states: "a key"
    policy._get_rule_only_data = lambda: {}
    policy._prediction_states = lambda *arguments, **more: [
        {"prev_action": {"action_name": LISTEN}, "user": {"text": "some words"}}
    ]
    action, _, returning = policy._find_action_from_rules(tracker, DOMAIN, True)
    expected, _, expected_returning = stock(policy, tracker, DOMAIN, True)
    assert (action, returning) == (expected, expected_returning)


def pristine_rules(loaded: list[ModuleType] = []) -> ModuleType:  # noqa: B006 - loaded once
    if not loaded:
        loaded.append(pristine("rasa.core.policies.rule_policy"))
    return loaded[0]


# The graph


def runner(kind: Any) -> Any:
    """A runner of the nodes message -> (twice, thrice) -> sum."""
    calls: list[str] = []

    def node(name: str, work: Any) -> Any:
        def call(*inputs: tuple[str, Any]) -> tuple[str, Any]:
            calls.append(name)
            return name, work(dict(inputs))

        return call

    nodes = {
        "twice": node("twice", lambda given: given["message"] * 2),
        "thrice": node("thrice", lambda given: given["message"] * 3),
        "sum": node("sum", lambda given: given["twice"] + given["thrice"]),
    }
    needs = {"twice": {"a": "message"}, "thrice": {"a": "message"}, "sum": {"a": "twice", "b": "thrice"}}
    schema = SimpleNamespace(nodes={name: SimpleNamespace(needs=needs[name]) for name in nodes})
    schema.target_names = ["sum"]
    schema.minimal_graph_schema = lambda targets: schema
    made = SimpleNamespace(
        _graph_schema=schema, _instantiated_nodes=nodes, _execution_context=None, calls=calls
    )
    made._build_dask_graph = lambda _schema: {name: (nodes[name], *needs[name].values()) for name in nodes}
    made._add_inputs_to_graph = kind._add_inputs_to_graph
    return made


def test_the_graph_gives_the_same_and_runs_each_node_once() -> None:
    stock = pristine("rasa.engine.runner.dask").DaskGraphRunner
    for targets in (None, ["twice"], ["sum", "thrice"]):
        ours, theirs = runner(DaskGraphRunner), runner(stock)
        assert DaskGraphRunner.run(ours, {"message": 5}, targets) == stock.run(
            theirs, {"message": 5}, targets
        )
        assert len(ours.calls) == len(set(ours.calls))
    only_asked = runner(DaskGraphRunner)
    DaskGraphRunner.run(only_asked, {"message": 5}, ["twice"])
    assert only_asked.calls == ["twice"]


def test_an_input_may_stand_in_for_a_node_but_not_name_one() -> None:
    assert DaskGraphRunner.run(runner(DaskGraphRunner), {"twice": 1, "thrice": 2}) == {"sum": 3}
    with pytest.raises(GraphRunError, match="thrice"):
        DaskGraphRunner.run(runner(DaskGraphRunner), {"message": "thrice"})


# The classifier


def test_features_of_one_message_stand_in_the_same_columns() -> None:
    stock = LogisticRegressionClassifier._create_X.__wrapped__
    message = Message(data={TEXT: "a logo"})
    for matrix in (
        coo_matrix([[0, 2, 0, 1]]),
        coo_matrix([[0, 0, 3]]),
        numpy.array([[0.5, 0.0, -1.5]]),
    ):
        message.add_features(Features(matrix, FEATURE_TYPE_SENTENCE, TEXT, "a featurizer"))
    classifier = LogisticRegressionClassifier.__new__(LogisticRegressionClassifier)
    ours, theirs = classifier._create_X([message]), stock(classifier, [message])
    assert ours.shape == theirs.shape
    assert numpy.array_equal(ours.toarray(), theirs.toarray())
    both = classifier._create_X([message, message])
    assert numpy.array_equal(both.toarray(), stock(classifier, [message, message]).toarray())
