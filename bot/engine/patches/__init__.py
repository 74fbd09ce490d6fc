"""Corrections to Rasa 3.6.21, each refusing to start with a Rasa it was not written for.

`actions` makes failures of the desk harmless, the others make a turn cheap; what each saves is measured in
docs/decisions/0004-engine-speed.md.
"""

from __future__ import annotations

from bot.engine.patches import actions, classifier, events, graph, rules, states
from bot.engine.patches.actions import TurnAborted
from bot.engine.patches.expected import PatchError, expect_version

__all__ = ["PatchError", "TurnAborted", "apply"]

_applied = False


def apply() -> None:
    """Applies every patch once; raises PatchError with a Rasa other than 3.6.21."""
    global _applied
    if _applied:
        return
    expect_version()
    for patch in (actions, classifier, events, graph, rules, states):
        patch.apply()
    _applied = True
