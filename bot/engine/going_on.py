"""The trackers of conversations going on, kept in memory so that a turn need not read the log first."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from rasa.shared.core.events import SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker

LIMIT = 100
"""Trackers kept, the least used ones leave first."""

_SAVED = "_liaison_saved"


@dataclass(frozen=True)
class Saved:
    """What the database holds of a tracker: its events of this session, and all that was said in it ever."""

    events: int
    spoken: int


class GoingOn:
    """Each tracker is taken out for a turn and put back once the turn is saved.

    A turn that is aborted never puts it back, so the next one reads the log, which knows nothing of it.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._kept: OrderedDict[str, tuple[DialogueStateTracker, Any]] = OrderedDict()

    def take(self, conversation: str, domain: Any) -> DialogueStateTracker | None:
        """The conversation's tracker if made with this very domain; it is nobody else's until kept again."""
        tracker, made_with = self._kept.pop(conversation, (None, None))
        return tracker if made_with is domain else None

    def keep(self, tracker: DialogueStateTracker, saved: Saved, domain: Any) -> None:
        """Puts a tracker back whose every event is saved."""
        self.note(tracker, saved)
        # The log gives back the last session only: a tracker that holds two is not what it would give.
        if sum(isinstance(event, SessionStarted) for event in tracker.events) > 1:
            return
        self._kept[tracker.sender_id] = tracker, domain
        if len(self._kept) > self._limit:
            self._kept.popitem(last=False)

    def drop(self, conversation: str) -> None:
        """Forgets a conversation."""
        self._kept.pop(conversation, None)

    def note(self, tracker: DialogueStateTracker, saved: Saved) -> None:
        """Notes on a tracker what the database holds of it."""
        setattr(tracker, _SAVED, saved)

    def saved(self, tracker: DialogueStateTracker) -> Saved | None:
        """What was noted; None for a tracker that came from elsewhere."""
        found: Saved | None = getattr(tracker, _SAVED, None)
        return found
