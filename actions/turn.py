"""One turn of a conversation, as every action sees it: who asks, in which language, and how to answer."""

from __future__ import annotations

import abc
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, cast

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.application import Application, application
from bot.language.translation import Translation, identity, weakest
from bot.language.voice import Voice
from bot.services.schema import ServicesFile

Event = dict[str, Any]
Button = dict[str, str]


class UnknownFreelancer(LookupError):
    """Raised for a conversation whose freelancer has no services file; names the slug."""


@dataclass(frozen=True)
class Turn:
    """What the client just said and the means to answer in the client's language."""

    app: Application
    dispatcher: CollectingDispatcher
    tracker: Tracker
    freelancer: str
    file: ServicesFile

    @classmethod
    def of(cls, dispatcher: CollectingDispatcher, tracker: Tracker) -> Turn:
        """The turn of a tracker; raises UnknownFreelancer when its services file is not there."""
        app = application()
        slug = freelancer_of(tracker)
        file = app.catalogue.get(slug)
        if file is None:
            raise UnknownFreelancer(slug)
        return cls(app, dispatcher, tracker, slug, file)

    @property
    def conversation(self) -> str:
        """Id of the conversation: Rasa's sender id."""
        return cast(str, self.tracker.sender_id)

    @property
    def message(self) -> dict[str, Any]:
        """The latest message as Rasa sent it."""
        return self.tracker.latest_message or {}

    @cached_property
    def metadata(self) -> dict[str, Any]:
        """What the interpreter noted about the message: language, original, freelancer."""
        return self.message.get("metadata") or {}

    @property
    def english(self) -> str:
        """The message in English, the language Rasa reads."""
        return self.message.get("text") or ""

    @property
    def original(self) -> str:
        """The message in the client's own words."""
        return cast(str, self.metadata.get("original") or self.english)

    @property
    def language(self) -> str:
        """Language of the conversation, ISO 639-1."""
        return cast(str, self.metadata.get("language") or "en")

    @property
    def intent(self) -> str:
        """Name of the intent Rasa found."""
        return (self.message.get("intent") or {}).get("name") or ""

    @property
    def confidence(self) -> float:
        """Rasa's confidence in the intent, 0 to 1."""
        return float((self.message.get("intent") or {}).get("confidence") or 0.0)

    @property
    def is_button(self) -> bool:
        """Whether the client pressed a button rather than typed."""
        return self.english.startswith("/")

    @property
    def option(self) -> str | None:
        """Value carried by the pressed button, if any."""
        found = (e.get("value") for e in self.message.get("entities") or [] if e.get("entity") == "option")
        return next(found, None) if self.is_button else None

    @property
    def today(self) -> date:
        """Today where the freelancer works."""
        return self.file.today

    @cached_property
    def voice(self) -> Voice:
        """The client's language, register and region, in which everything is said."""
        return self.app.voice_for(self.file, self.language)

    def slot(self, name: str) -> str | None:
        """Value of a slot, None when unset."""
        return cast("str | None", self.tracker.get_slot(name))

    def phrase(self, name: str, **values: str | Translation) -> Translation:
        """One of the bot's own sentences; `{freelancer}` is filled in by itself."""
        return self.voice.phrase(name, freelancer=self.file.freelancer.name, **values)

    async def own(self, text: Any) -> Translation:
        """A text of the freelancer's in the client's language."""
        return await self.voice.own(text)

    async def for_freelancer(self, text: str | None) -> Translation | None:
        """The client's words in the freelancer's home language; None if they need or have no translation."""
        if not text:
            return None
        done = await self.app.voice_for(self.file, self.file.home).free(text, self.language)
        return done if done.made in ("model", "phrase") else None

    def say(self, name: str, *, buttons: Sequence[Button] | None = None, **values: str | Translation) -> None:
        """Sends one of the bot's own sentences, with its own buttons unless others are given."""
        chosen = self.voice.buttons(name) if buttons is None else buttons
        self.send(self.phrase(name, **values), buttons=chosen)

    def send(self, *parts: Translation, buttons: Sequence[Button] = ()) -> None:
        """Sends texts as one message, a line each, with how they came to be."""
        whole = joined(parts)
        extra: dict[str, Any] = {
            "language": whole.language,
            "made": whole.made,
            "original": whole.original if whole.made in ("model", "untranslated") else None,
            "original_language": whole.original_language,
        }
        self.dispatcher.utter_message(text=whole.text, buttons=[dict(b) for b in buttons], **extra)


def freelancer_of(tracker: Tracker) -> str:
    """Slug of the freelancer whose conversation it is; the sender id begins with it."""
    metadata = (tracker.latest_message or {}).get("metadata") or {}
    return cast(str, metadata.get("freelancer") or tracker.sender_id.rpartition(".")[0])


def joined(parts: Sequence[Translation], separator: str = "\n") -> Translation:
    """Several texts as one; it counts as made the way its least trustworthy part was."""
    if len(parts) == 1:
        return parts[0]
    worst = weakest(parts) or identity("", "en")
    return Translation(
        text=separator.join(part.text for part in parts),
        language=parts[0].language,
        original=separator.join(part.original for part in parts),
        original_language=worst.original_language,
        made=worst.made,
        confidence=min(part.confidence for part in parts),
    )


class TurnAction(Action, abc.ABC):
    """A custom action that works on a Turn; subclasses set `action_name` and implement `act`."""

    action_name: ClassVar[str]

    def name(self) -> str:
        """Name of the action in domain.yml."""
        return self.action_name

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Event]:
        """Called by rasa-sdk; hands over to `act`."""
        return await self.act(Turn.of(dispatcher, tracker)) or []

    @abc.abstractmethod
    async def act(self, turn: Turn) -> list[Event] | None:
        """Does what the action is for and returns the events it causes."""
