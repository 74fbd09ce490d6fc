"""The domain names exactly the actions and responses that exist."""

from __future__ import annotations

import re

import yaml
from rasa_sdk.executor import ActionExecutor

from bot.settings import ROOT

DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text())


def test_every_action_of_the_domain_has_a_class_and_the_other_way_round() -> None:
    executor = ActionExecutor()
    executor.register_package("actions")
    assert set(DOMAIN["actions"]) == set(executor.actions)


def test_every_phrase_an_action_says_is_in_the_domain() -> None:
    said = set()
    for source in (ROOT / "actions").glob("*.py"):
        said |= set(re.findall(r'"(utter_[a-z_]+[a-z])"', source.read_text()))
    assert said
    assert said - set(DOMAIN["responses"]) == set()
