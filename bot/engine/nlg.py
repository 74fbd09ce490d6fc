"""Asks the desk for the bot's own sentences in the client's language; else says the English draft."""

from __future__ import annotations

import logging
from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.endpoints import EndpointConfig

from bot.engine.desk import DeskClient, DeskDown, DeskFault
from bot.engine.phrases import ENGLISH, Phrases
from bot.engine.settings import engine_settings

logger = logging.getLogger(__name__)

SECONDS = 5.0


class DeskNaturalLanguageGenerator(TemplatedNaturalLanguageGenerator):
    """Rasa's generator for `nlg: {type: bot.engine.nlg.DeskNaturalLanguageGenerator}` in endpoints.yml.

    A subclass of the templated one because Rasa gives the loaded domain's responses only to that.
    """

    def __init__(self, endpoint_config: EndpointConfig, domain: Domain) -> None:
        super().__init__(domain.responses)
        settings = engine_settings()
        self._desk = DeskClient(settings.desk_url, settings.internal_token)
        self._phrases = Phrases(settings.var_dir / "engine" / "phrases.json")

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """The reply with language, original, original_language and made; None for a name no one knows."""
        try:
            reply = await self._desk.nlg(
                _request(utter_action, tracker, output_channel, kwargs), timeout=SECONDS
            )
        except (DeskDown, DeskFault) as error:
            logger.warning("%s is said from the engine's own store: %s", utter_action, error)
        else:
            if isinstance(reply.get("text"), str) or reply.get("buttons"):
                return {key: value for key, value in reply.items() if value is not None}
            logger.error("/nlg answered %s without a text", utter_action)
        return await self._without_desk(utter_action, tracker, output_channel, kwargs)

    async def _without_desk(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, kwargs: dict[str, Any]
    ) -> dict[str, Any] | None:
        if utter_action in ENGLISH:
            text, language = self._phrases.say(utter_action, _language_of(tracker))
            made = "phrase" if language == _language_of(tracker) else "untranslated"
            return _told(text, language, made)
        draft = await super().generate(utter_action, tracker, output_channel, **kwargs)
        if draft is None:
            logger.error("no response is called %s: the client hears nothing", utter_action)
            return None
        return {**draft, **_told(draft.get("text") or "", "en", "untranslated")}


def _request(
    utter_action: str, tracker: DialogueStateTracker, output_channel: str, kwargs: dict[str, Any]
) -> dict[str, Any]:
    """Rasa's own NLG request; without the events, which no phrase needs and which grow with every turn."""
    return {
        "response": utter_action,
        "arguments": kwargs,
        "tracker": tracker.current_state(EventVerbosity.NONE),
        "channel": {"name": output_channel},
    }


def _told(text: str, language: str, made: str) -> dict[str, Any]:
    return {"text": text, "language": language, "original": text, "original_language": language, "made": made}


def _language_of(tracker: DialogueStateTracker) -> str | None:
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered) and event.metadata.get("language"):
            return str(event.metadata["language"])
    return None
