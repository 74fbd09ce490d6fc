"""Answers what people write to the desk's bot in Telegram or Slack: links a chat by a code, ends links."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.desk.phrases import Phrase
from bot.language import locales
from bot.store import Database, chats

_COMMAND = re.compile(r"/?(?P<verb>start|stop)(?:@\w+)?(?:\s+(?P<code>.*))?", re.IGNORECASE | re.DOTALL)
_LONGEST_CODE = 64


@dataclass(frozen=True)
class InboundMessage:
    """What someone wrote to the bot; `language` as the messenger gives it ("de", "pt-br"), if it does."""

    channel: str
    chat: str
    sender: str
    text: str
    language: str | None = None


@dataclass(frozen=True)
class Addressee:
    """What the desk has to know of a freelancer to write to them: their name and their home language."""

    name: str
    language: str


class Inbound:
    """The desk's end of a chat with a freelancer, or with whoever found the bot."""

    def __init__(
        self,
        database: Database,
        phrase: Phrase,
        freelancer: Callable[[str], Addressee | None],
        *,
        linked: Callable[[], None] = lambda: None,
    ) -> None:
        """Keep what is needed: `freelancer` finds one by slug, `linked` is called when notices may go out."""
        self._database = database
        self._phrase = phrase
        self._freelancer = freelancer
        self._linked = linked

    async def handle(
        self, channel: str, chat: str, sender_name: str, text: str, *, language_code: str | None = None
    ) -> str:
        """Do as `answer` does, given the parts of a message."""
        return await self.answer(InboundMessage(channel, chat, sender_name, text, language_code))

    async def answer(self, message: InboundMessage) -> str:
        """Answer one message: `/start CODE` links, `/stop` ends all links, anything else is explained.

        The answer is in the freelancer's home language once the chat is linked; before, in the language of
        the message, else in English.
        """
        found = _COMMAND.fullmatch(message.text.strip())
        verb = found["verb"].lower() if found else ""
        code = ((found["code"] or "") if found else "").strip()
        if verb == "start" and code:
            reply = await self._database.call(self._start, message, code)
        elif verb == "stop":
            reply = await self._database.call(self._stop, message)
        else:
            return await self._database.call(self._explain, message, verb)
        self._linked()
        return reply

    def _start(self, session: Session, message: InboundMessage, code: str) -> str:
        channel, chat = message.channel, message.chat
        linking = chats.link(
            session, channel=channel, chat=chat, code=code[:_LONGEST_CODE], name=message.sender or None
        )
        if linking.freelancer is None:
            return self._phrase(_WRONG[linking.outcome], self._language(session, message))
        freelancer = self._addressee(linking.freelancer)
        phrase = "desk_linked" if linking.outcome == "linked" else "desk_already_linked"
        return self._phrase(
            phrase, freelancer.language, name=freelancer.name, command=_command("stop", channel)
        )

    def _stop(self, session: Session, message: InboundMessage) -> str:
        language = self._language(session, message)
        ended = chats.unlink(session, channel=message.channel, chat=message.chat)
        if not ended:
            return self._phrase("desk_not_linked", language)
        return self._phrase("desk_unlinked", language, name=self._names(ended, language))

    def _explain(self, session: Session, message: InboundMessage, verb: str) -> str:
        slugs = _linked_to(session, message)
        language = self._language(session, message)
        if not slugs:
            phrase = "desk_code_missing" if verb == "start" else "desk_welcome"
            return self._phrase(phrase, language, command=_command("start", message.channel))
        names = self._names(slugs, language)
        return self._phrase("desk_help", language, name=names, command=_command("stop", message.channel))

    def _language(self, session: Session, message: InboundMessage) -> str:
        slugs = _linked_to(session, message)
        if slugs:
            return self._addressee(slugs[0]).language
        return (message.language or "en").replace("_", "-").split("-")[0].lower()

    def _names(self, slugs: Sequence[str], language: str) -> str:
        return locales.enumeration([self._addressee(slug).name for slug in slugs], language)

    def _addressee(self, slug: str) -> Addressee:
        # A link outlives a services file that is renamed or broken; its slug still tells whom it is about.
        return self._freelancer(slug) or Addressee(slug, "en")


_WRONG = {
    "unknown": "desk_code_unknown",
    "used_or_expired": "desk_code_used_or_expired",
    "too_many": "desk_too_many_codes",
}


def _linked_to(session: Session, message: InboundMessage) -> Sequence[str]:
    return chats.linked_freelancers(session, channel=message.channel, chat=message.chat)


def _command(word: str, channel: str) -> str:
    """Write a command as the messenger lets people send it: Slack keeps the leading slash to itself."""
    return word if channel == "slack" else f"/{word}"
