"""Receives a client's message: understands it in its conversation, and keeps what is learnt."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from bot.language.understanding import Incoming, Understanding, Understood
from bot.language.wording import fixed_terms, kept_terms
from bot.services.catalogue import Catalogue
from bot.services.schema import ServicesFile
from bot.store import Database, conversations

_MOST_PENDING = 10_000


class UnknownFreelancer(LookupError):
    """Raised for a message to a freelancer who has no services file; names the slug."""


class Reception:
    """Answers the engine's question what a message means, message by message."""

    def __init__(
        self,
        catalogue: Catalogue,
        database: Database,
        understanding: Understanding,
        served: Callable[[], tuple[str, ...]],
    ) -> None:
        self._catalogue = catalogue
        self._database = database
        self._understanding = understanding
        self._served = served
        # A hint that a client may be about to change the language; losing it costs one more message.
        self._pending: OrderedDict[str, str] = OrderedDict()

    async def receive(self, incoming: Incoming) -> dict[str, Any]:
        """The answer to POST /understand; raises UnknownFreelancer."""
        file = self._catalogue.get(incoming.freelancer)
        if file is None:
            raise UnknownFreelancer(incoming.freelancer)
        language, chosen = await self._enter(incoming)
        if not incoming.text and incoming.chosen:
            return {
                "language": language,
                "english": "",
                "original": "",
                "made": "identity",
                "confidence": 1.0,
            }
        understood = await self._understand(incoming, file, language, chosen)
        self._remember(incoming.conversation, understood.pending)
        if understood.refused is None and understood.language != language:
            await self._database.call(conversations.set_language, incoming.conversation, understood.language)
        return _answer(understood)

    async def _enter(self, incoming: Incoming) -> tuple[str | None, bool]:
        if not incoming.chosen and (known := await self._database.read(_known, incoming)):
            return known
        return await self._database.call(_enter, incoming, self._served())

    async def _understand(
        self, incoming: Incoming, file: ServicesFile, language: str | None, chosen: bool
    ) -> Understood:
        # Whose names stand in the message says nothing about its language, and they are not translated.
        names = [file.freelancer.name, *file.freelancer.name.split(), *kept_terms(file.glossary)]
        return await self._understanding.understand(
            incoming.text,
            conversation_language=language,
            chosen=chosen,
            locale=incoming.locale,
            home=file.home,
            pending=self._pending.get(incoming.conversation),
            tone=file.freelancer.tone,
            ignore=names,
            protect=[file.freelancer.name, *kept_terms(file.glossary)],
            fixed=fixed_terms(file.glossary, language, "en") if language else {},
        )

    def _remember(self, conversation: str, pending: str | None) -> None:
        self._pending.pop(conversation, None)
        if pending is not None:
            self._pending[conversation] = pending
            if len(self._pending) > _MOST_PENDING:
                self._pending.popitem(last=False)


def _known(session: Session, incoming: Incoming) -> tuple[str | None, bool] | None:
    found = conversations.just_seen(
        session, incoming.conversation, channel=incoming.channel, locale=incoming.locale
    )
    return (found.language, found.language_chosen) if found else None


def _enter(session: Session, incoming: Incoming, served: tuple[str, ...]) -> tuple[str | None, bool]:
    """Notes that the client is here; gives the language so far and whether the client chose it."""
    conversation = conversations.seen(
        session,
        incoming.conversation,
        freelancer=incoming.freelancer,
        channel=incoming.channel,
        locale=incoming.locale,
    )
    if incoming.chosen in served:
        conversations.set_language(session, incoming.conversation, str(incoming.chosen), chosen=True)
    return conversation.language, conversation.language_chosen


def _answer(understood: Understood) -> dict[str, Any]:
    if understood.refused is not None:
        return {"refused": understood.refused, "text": understood.text, "language": understood.language}
    return {
        "language": understood.language,
        "spoken": understood.spoken,
        "english": understood.english,
        "original": understood.original,
        "made": understood.made,
        "confidence": understood.confidence,
    }
