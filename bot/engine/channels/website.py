"""The website channel: socket.io with signed sessions, limits and replay; docs/protocol.md."""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from sanic import Blueprint, Sanic
from socketio import AsyncServer
from socketio.exceptions import ConnectionRefusedError as Refused

from bot.engine.channels.conversations import Conversation, Conversations, SilentOutput
from bot.engine.channels.pages import add_pages
from bot.engine.desk import DeskDown, DeskFault
from bot.engine.inbox import Incoming
from bot.engine.limits import Origins, Rate, client_address
from bot.engine.runtime import Runtime, runtime_of
from bot.engine.signing import Session
from bot.engine.text import plain_text
from bot.engine.tracker_store import Spoken

logger = logging.getLogger(__name__)

SOCKET_PATH = "/socket.io"
# Room for 100 kB of text in JSON escapes: such a message is answered, a larger packet ends the connection.
PACKET_BYTES = 700_000
ADDRESS_SHARE = 4
MOST_TABS = 20

_MESSAGE_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_LOCALE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}")


@dataclass
class Tab:
    """One connected browser tab."""

    conversation: Conversation
    address: str | None


class SocketBlueprint(Blueprint):
    """A Sanic blueprint that attaches a socket.io server to the app it is registered with."""

    def __init__(self, channel: WebsiteInput) -> None:
        super().__init__("website")
        self.ctx.channel = channel

    def register(self, app: Sanic[Any, Any], options: dict[str, Any]) -> None:
        """Called by Sanic; the first moment the app is known."""
        self.ctx.channel.attach(app)
        super().register(app, options)  # type: ignore[no-untyped-call]


class WebsiteInput(InputChannel):
    """Rasa's input channel `website`."""

    def __init__(self) -> None:
        self._runtime: Runtime
        self._sio: AsyncServer
        self._conversations: Conversations
        self._tabs: dict[str, Tab] = {}

    @classmethod
    def name(cls) -> str:
        """The channel's name."""
        return "website"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        """Everything is set by environment variables (docs/settings.md)."""
        return cls()

    def url_prefix(self) -> str:
        """At the root: /widget, /demo, /robots.txt."""
        return "/"

    def get_output_channel(self) -> OutputChannel:
        """For messages Rasa starts by itself, such as reminders."""
        return SilentOutput()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The blueprint with the pages; socket.io attaches when it is registered."""
        blueprint = SocketBlueprint(self)
        add_pages(blueprint)

        @blueprint.listener("before_server_start")
        async def start(app: Sanic[Any, Any], _: Any) -> None:
            await self._runtime.start()

        @blueprint.listener("after_server_start")
        async def recover(app: Sanic[Any, Any], _: Any) -> None:
            self._runtime.store.on_spoken(self._conversations.deliver)
            await self._conversations.recover()

        @blueprint.listener("after_server_stop")
        async def stop(app: Sanic[Any, Any], _: Any) -> None:
            await self._runtime.stop()

        return blueprint

    def attach(self, app: Sanic[Any, Any]) -> None:
        """Puts the socket.io server on the app."""
        self._runtime = runtime_of(app)
        settings = self._runtime.settings
        origins = Origins(settings.public_url, settings.allowed_origins)
        self._per_conversation = Rate(settings.messages_per_minute, 60)
        self._per_address = Rate(settings.messages_per_minute * ADDRESS_SHARE, 60)
        self._openings = Rate(settings.conversations_per_hour, 3600)
        # async_handlers=False: the messages of one tab are taken in the order they were sent.
        self._sio = AsyncServer(
            async_mode="sanic",
            async_handlers=False,
            max_http_buffer_size=PACKET_BYTES,
            cors_allowed_origins=lambda origin, environ: origins.allow(origin, environ.get("HTTP_HOST", "")),
            cors_credentials=False,
        )
        self._sio.attach(app, SOCKET_PATH)
        self._conversations = Conversations(self._runtime, self._emit, self._announce)
        self._runtime.on_forget(self._start_afresh)
        self._sio.on("connect", self._connect)
        self._sio.on("disconnect", self._disconnect)
        self._sio.on("message", self._message)
        self._sio.on("language", self._language)
        app.ctx.website = self._conversations

    async def _connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        auth = auth if isinstance(auth, dict) else {}
        request = environ["sanic.request"]
        address = client_address(request.ip, request.headers)
        try:
            shown = await self._runtime.storefront.freelancer(auth.get("freelancer"), None)
        except (DeskDown, DeskFault) as error:
            logger.warning("a visitor cannot be let in: %s", error)
            raise _refused(
                "unavailable", self._say("utter_desk_down", _language(auth.get("locale")))
            ) from error
        if shown is None:
            slug = str(auth.get("freelancer"))[:64]
            raise _refused(
                "unknown_freelancer", f"There is no freelancer {slug!r} here; check data-freelancer."
            )
        conversation = self._enter(auth, address)
        if len(conversation.tabs) >= MOST_TABS:
            raise _refused("too_many_tabs", "This conversation is open in too many tabs; close some.")
        conversation.locale = _match(_LOCALE, auth.get("locale")) or conversation.locale
        conversation.tabs.add(sid)
        self._tabs[sid] = Tab(conversation, address)
        after = auth.get("after")
        after = after if isinstance(after, int) and not isinstance(after, bool) and after > 0 else 0
        # Only after this handler returns does the client count as connected and may be sent anything.
        self._sio.start_background_task(self._welcome, sid, conversation, after)

    def _enter(self, auth: dict[str, Any], address: str | None) -> Conversation:
        slug = auth["freelancer"]
        session = self._runtime.signer.session(auth.get("token"))
        if session is not None and session.freelancer == slug:
            return self._conversations.open(session.conversation, slug)
        if address is not None and not self._openings.allows(address):
            raise _refused(
                "too_many_conversations", self._say("utter_too_fast", _language(auth.get("locale")))
            )
        conversation = self._conversations.open(f"{slug}.{uuid.uuid4().hex}", slug)
        conversation.chosen = conversation.language = _match(_LANGUAGE, auth.get("language"))
        return conversation

    async def _welcome(self, sid: str, conversation: Conversation, after: int) -> None:
        try:
            await self._sio.enter_room(sid, conversation.id)
            await self._sio.emit("session", await self._session(conversation, after), to=sid)
        except Exception:
            logger.exception("cannot open %s for a visitor", conversation.id)
            await self._sio.disconnect(sid)

    async def _session(self, conversation: Conversation, after: int) -> dict[str, Any]:
        history = await self._conversations.history(conversation, after)
        wanted = conversation.language or _language(conversation.locale)
        shown = await self._runtime.storefront.freelancer(conversation.freelancer, wanted) or {}
        if conversation.language is None:
            conversation.language = shown.get("language") or wanted
        token = self._runtime.signer.token(Session(conversation.id, conversation.freelancer))
        return {
            "token": token,
            "conversation": conversation.id,
            "freelancer": shown.get("freelancer"),
            "language": conversation.language,
            "direction": shown.get("direction", "ltr"),
            "languages": shown.get("languages", []),
            "strings": shown.get("strings", {}),
            "history": history,
            "limits": {"chars": self._runtime.settings.message_chars},
        }

    async def _disconnect(self, sid: str, *_: Any) -> None:
        tab = self._tabs.pop(sid, None)
        if tab is not None:
            self._conversations.leave(tab.conversation, sid)

    async def _message(self, sid: str, *sent: Any) -> dict[str, Any]:
        tab = self._tabs.get(sid)
        if tab is None:
            return {
                "ok": False,
                "code": "no_session",
                "text": "Connect again: this connection has no session.",
            }
        try:
            return await self._take(tab, sid, sent[0] if sent else None)
        except Exception:
            logger.exception("a message of %s could not be kept", tab.conversation.id)
            return self._no(tab, "failed", "utter_desk_down")

    async def _take(self, tab: Tab, sid: str, data: Any) -> dict[str, Any]:
        conversation = tab.conversation
        message_id = _match(_MESSAGE_ID, data.get("id")) if isinstance(data, dict) else None
        if message_id is None:
            text = 'Send {"id": 8 to 64 letters, digits, - or _, "text": ...}.'
            return {"ok": False, "code": "bad_request", "text": text}
        if await self._runtime.inbox.knows(conversation.id, message_id):
            return {"ok": True}
        incoming = self._incoming(conversation, message_id, data)
        if isinstance(incoming, dict):
            return incoming
        if not self._per_conversation.allows(conversation.id) or not (
            tab.address is None or self._per_address.allows(tab.address)
        ):
            return self._no(tab, "too_fast", "utter_too_fast")
        await self._conversations.accept(conversation, incoming, sid)
        return {"ok": True}

    def _incoming(
        self, conversation: Conversation, message_id: str, data: dict[str, Any]
    ) -> Incoming | dict[str, Any]:
        """The message to keep, or the answer to one that cannot be taken."""
        payload = self._runtime.signer.opened_payload(conversation.id, data.get("payload"))
        title = plain_text(data["title"])[:200] if isinstance(data.get("title"), str) else ""
        said = data.get("text") if "payload" not in data else payload or title
        if not isinstance(said, str):
            return self._refuse(conversation, "not_text")
        if payload is None or not payload.startswith("/"):
            fault = self._runtime.interpreter.fault_of(said)
            if fault:
                return self._refuse(conversation, fault)
        is_button = payload is not None and payload.startswith("/")
        return Incoming(
            conversation=conversation.id,
            freelancer=conversation.freelancer,
            channel=self.name(),
            message_id=message_id,
            text=said if is_button else plain_text(said),
            payload=is_button,
            title=title,
            locale=conversation.locale,
            chosen_language=conversation.chosen,
            received_at=time.time(),
        )

    async def _language(self, sid: str, *sent: Any) -> dict[str, Any]:
        tab = self._tabs.get(sid)
        data = sent[0] if sent and isinstance(sent[0], dict) else {}
        language = _match(_LANGUAGE, data.get("language"))
        if tab is None or language is None or not await self._serves(tab.conversation, language):
            return {"ok": False, "code": "bad_request", "text": 'Send {"language": one of `languages`}.'}
        conversation = tab.conversation
        if not self._per_conversation.allows(conversation.id):
            return self._no(tab, "too_fast", "utter_too_fast")
        conversation.chosen = conversation.language = language
        await self._announce(conversation)
        try:
            await self._runtime.desk.understand(
                {
                    "conversation": conversation.id,
                    "freelancer": conversation.freelancer,
                    "channel": self.name(),
                    "text": "",
                    "locale": conversation.locale,
                    "language": language,
                },
                timeout=5.0,
            )
        except (DeskDown, DeskFault) as error:
            logger.info("the choice of %s goes with the next message: %s", language, error)
        else:
            conversation.chosen = None
        return {"ok": True}

    async def _serves(self, conversation: Conversation, language: str) -> bool:
        try:
            shown = await self._runtime.storefront.freelancer(conversation.freelancer, None) or {}
        except (DeskDown, DeskFault):
            return False
        return language in [entry.get("code") for entry in shown.get("languages", [])]

    async def _announce(self, conversation: Conversation) -> None:
        """Tells the tabs the language of the conversation, with the widget's own words in it."""
        try:
            shown = await self._runtime.storefront.freelancer(conversation.freelancer, conversation.language)
        except (DeskDown, DeskFault):
            shown = None
        news = {"language": conversation.language, "direction": (shown or {}).get("direction", "ltr")}
        await self._emit("language", {**news, "strings": (shown or {}).get("strings", {})}, conversation.id)

    async def _start_afresh(self, forgotten: str, farewell: list[Spoken]) -> None:
        """Moves the tabs of a deleted conversation to a new one, which shows the bot's last words."""
        old = self._conversations.get(forgotten)
        if old is None:
            return
        fresh, last_words = await self._conversations.start_afresh(old, farewell)
        for sid in fresh.tabs:
            self._tabs[sid].conversation = fresh
            await self._sio.leave_room(sid, old.id)
            await self._sio.enter_room(sid, fresh.id)
            session = await self._session(fresh, 0)
            session["history"] = last_words + session["history"]
            await self._sio.emit("session", session, to=sid)
        await self._emit("typing", {"on": False}, fresh.id)

    async def _emit(
        self, event: str, data: dict[str, Any], conversation: str, *, but: str | None = None
    ) -> None:
        await self._sio.emit(event, data, room=conversation, skip_sid=but)

    def _say(self, phrase: str, language: str | None) -> str:
        return self._runtime.phrases.say(phrase, language)[0]

    def _no(self, tab: Tab, code: str, phrase: str) -> dict[str, Any]:
        return {"ok": False, "code": code, "text": self._say(phrase, tab.conversation.language)}

    def _refuse(self, conversation: Conversation, code: str) -> dict[str, Any]:
        turn = self._runtime.interpreter.refusal(code, conversation.language)
        return {"ok": False, "code": code, "text": turn.text}


def _refused(code: str, message: str) -> Refused:
    return Refused(message, {"code": code, "message": message})


def _match(pattern: re.Pattern[str], value: object) -> str | None:
    return value if isinstance(value, str) and pattern.fullmatch(value) else None


def _language(locale: object) -> str | None:
    """The language of a locale such as es-MX."""
    known = _match(_LOCALE, locale)
    return re.split("[-_]", known)[0].lower() if known else None
