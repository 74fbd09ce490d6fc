"""The desk's parts wired together, and what actions and routes may ask of them."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import httpx
import structlog

from bot import storefront
from bot.desk import webhook
from bot.desk.delivery import Delivery
from bot.desk.inbound import Addressee, Inbound, InboundMessage
from bot.desk.slack import SlackBot
from bot.desk.telegram import TelegramBot
from bot.faq.library import FaqLibrary
from bot.language import reading
from bot.language.detection import Detector
from bot.language.kept import kept_translations
from bot.language.phrases import Phrasebook
from bot.language.proof import Proof
from bot.language.translator import Translator
from bot.language.understanding import Understanding
from bot.language.voice import Voice
from bot.language.wording import Wording
from bot.pretranslation import Pretranslation
from bot.reception import Reception
from bot.services.catalogue import Catalogue
from bot.services.schema import ServicesFile
from bot.settings import ROOT, Settings
from bot.store import Database, conversations, erasure, outbox, quotes

log = structlog.get_logger(__name__)

SERVICE_FROM = 0.35
"""From this score on a text is about a service; below it the client is asked."""
SERVICE_AHEAD = 0.08
"""How far ahead of the next service that has to be."""

_HOUSEKEEPING_S = 6 * 3600.0


class Application:
    """Everything of the desk; `start` before use, `stop` at the end."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.catalogue = Catalogue(settings.freelancers_dir, keep=settings.var_dir / "services")
        self.database = Database(settings.database)
        self.phrasebook = Phrasebook(ROOT / "domain.yml", settings.locales_dir)
        self.translator = Translator(settings)
        self.faq = FaqLibrary(settings, self.catalogue, self.translator)
        proof = Proof(self.translator.translate, self.faq.alike)
        self.kept = kept_translations(settings.var_dir, self.translator.registry.fingerprint)
        self.wording = Wording(self.phrasebook, self.translator, proof, self.kept)
        self.messengers: dict[str, TelegramBot | SlackBot] = {}
        self.languages = self._served()
        self.understanding = Understanding(
            Detector(self.languages), self.translator, self.phrasebook, settings
        )
        self.reception = Reception(self.catalogue, self.database, self.understanding, lambda: self.languages)
        self.pretranslation = Pretranslation(self.catalogue, self.wording, self.languages)
        self.ready = False
        self._tasks: set[asyncio.Task[None]] = set()

    def _served(self) -> tuple[str, ...]:
        """Languages clients can be served in: a model leads to English, and a catalogue or a model back."""
        pairs = self.translator.pairs()
        written = [code for code in self.phrasebook.languages() if code == "en" or (code, "en") in pairs]
        spoken = {code for code, target in pairs if target == "en" and ("en", code) in pairs}
        return (*written, *sorted(spoken - set(written)))

    async def start(self) -> None:
        """Opens the database, loads services files and models, and begins the work in the background."""
        await asyncio.to_thread(self.database.migrate)
        await asyncio.to_thread(self.catalogue.load)
        await asyncio.to_thread(reading.prepare)
        for problem in self.catalogue.problems():
            log.error("services_file_problem", problem=str(problem))
        await self.translator.prewarm(self.translator.pairs())
        await asyncio.to_thread(self.kept.load)
        await self.faq.load()
        self.messengers = self._open_messengers()
        self.delivery = Delivery(self.database, self.messengers)
        self.inbound = Inbound(self.database, self.phrase_text, self._addressee, linked=self.delivery.wake)
        self._keep_running(self.catalogue.watch())
        self._keep_running(self.delivery.deliver_forever())
        self._keep_running(self._housekeeping())
        self._keep_running(self.pretranslation.translate_forever())
        self._keep_running(self._register_webhook())
        self._keep_running(self._use_new_models())
        self.ready = True
        log.info("desk_ready", freelancers=self.catalogue.slugs(), languages=self.languages)

    async def stop(self) -> None:
        """Ends the work in the background and closes what is open."""
        self.ready = False
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for messenger in self.messengers.values():
            await messenger.close()
        await asyncio.to_thread(self.translator.close)
        await asyncio.to_thread(self.kept.close)
        self.database.close()

    def voice_for(self, file: ServicesFile, language: str) -> Voice:
        """The voice in which a freelancer's clients are spoken to in a language."""
        return Voice(self.wording, file, language)

    async def service_meant(self, slug: str, english: str) -> str | None:
        """Id of the service an English text is about, None where none stands out."""
        matcher = await self.faq.services_of(slug)
        ranked = await asyncio.to_thread(matcher.match, english)
        best, second = (ranked + [("", 0.0)] * 2)[:2]
        stands_out = best[1] >= SERVICE_FROM and best[1] - second[1] >= SERVICE_AHEAD
        return best[0] if stands_out else None

    async def notify(self, slug: str, kind: str, conversation: str, text: str) -> None:
        """Puts a notice on its way to the freelancer; it is stored when this returns."""
        await self.database.call(
            outbox.post, freelancer=slug, kind=kind, text=text, conversation=conversation
        )
        self.delivery.wake()

    async def forget(self, conversation: str) -> None:
        """Deletes what is known of a client here, and has the engine delete the transcript.

        While the engine cannot be reached the deletion stays noted and is tried again.
        """
        await self.database.call(erasure.delete_conversation, conversation)
        self._keep_running(self._forget_transcripts())

    async def _forget_transcripts(self) -> None:
        headers = {"Authorization": f"Bearer {self.settings.internal_token}"}
        async with httpx.AsyncClient(headers=headers, timeout=30.0) as client:
            for conversation in await self.database.call(erasure.pending_erasures):
                try:
                    reply = await client.post(
                        f"{self.settings.engine_url}/internal/forget", json={"conversation": conversation}
                    )
                    reply.raise_for_status()
                except httpx.HTTPError as error:
                    log.warning("transcript_not_deleted_yet", reason=repr(error))
                else:
                    await self.database.call(erasure.erasure_done, conversation)

    def card(self, slug: str, language: str) -> dict[str, Any] | None:
        """What the demo page shows of a freelancer; None for an unknown one."""
        file = self.catalogue.get(slug)
        return storefront.card(slug, file, language) if file else None

    def widget(self, slug: str, language: str) -> dict[str, Any] | None:
        """What the widget shows for a freelancer; None for an unknown one."""
        file = self.catalogue.get(slug)
        return storefront.widget(slug, file, language, self.languages, self.phrasebook) if file else None

    def phrases(self, names: Sequence[str]) -> dict[str, dict[str, str]]:
        """Some of the bot's sentences in every language, by language and name; placeholders are left in."""
        known = [name for name in names if name in self.phrasebook.responses]
        kept = {"freelancer": "{freelancer}", "chars": str(self.settings.message_chars)}
        return {
            code: {name: self.wording.phrase(name, code, "formal", **kept).text for name in known}
            for code in self.phrasebook.languages()
        }

    def respond(
        self, tracker: Mapping[str, Any], name: str, values: Mapping[str, str]
    ) -> dict[str, Any] | None:
        """One of the domain's responses for Rasa's NLG, None when there is no such response or freelancer."""
        latest = tracker.get("latest_message") or {}
        metadata = latest.get("metadata") or {}
        file = self.catalogue.get(
            metadata.get("freelancer") or str(tracker.get("sender_id")).rpartition(".")[0]
        )
        if file is None or name not in self.phrasebook.responses:
            return None
        voice = self.voice_for(file, metadata.get("language") or "en")
        said = voice.phrase(name, **{"freelancer": file.freelancer.name, **values})
        return {
            "text": said.text,
            "buttons": voice.buttons(name),
            "language": said.language,
            "original": said.original,
            "original_language": said.original_language,
            "made": said.made,
        }

    async def answer_freelancer(self, message: InboundMessage, *, push: bool) -> str:
        """Answers what a freelancer wrote in a messenger; with `push` it is sent from here as well."""
        answer = await self.inbound.answer(message)
        if push and answer and (messenger := self.messengers.get(message.channel)):
            await messenger.send(message.chat, answer)
        return answer

    async def pin_language(self, conversation: str, language: str) -> None:
        """Keeps the language a client asked for, whatever is detected later."""
        await self.database.call(conversations.set_language, conversation, language, chosen=True)

    def status(self) -> dict[str, Any]:
        """What `liaison status` and the engine want to know."""
        return {
            "status": "ok" if self.ready else "starting",
            "freelancers": list(self.catalogue.slugs()),
            "problems": len(self.catalogue.problems()),
            "languages": list(self.languages),
            "texts": "translated" if self.pretranslation.done else "being translated",
            "translation": self.translator.stats(),
        }

    def _open_messengers(self) -> dict[str, TelegramBot | SlackBot]:
        settings = self.settings
        found: dict[str, TelegramBot | SlackBot] = {}
        if token := settings.telegram_token.get_secret_value():
            found["telegram"] = TelegramBot(token, settings.telegram_api)
        if token := settings.slack_token.get_secret_value():
            found["slack"] = SlackBot(token, settings.slack_api)
        return found

    def phrase_text(self, name: str, language: str, /, **values: str) -> str:
        """One of the bot's own sentences as plain text, for notices."""
        return self.wording.phrase(name, language, **values).text

    def _addressee(self, slug: str) -> Addressee | None:
        file = self.catalogue.get(slug)
        return Addressee(file.freelancer.name, file.home) if file else None

    def _today(self, slug: str) -> date:
        file = self.catalogue.get(slug)
        return file.today if file else datetime.now(UTC).date()

    def _keep_running(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("background_work_failed", work=repr(task.get_coro()), exc_info=error)

    async def _register_webhook(self) -> None:
        bot = self.messengers.get("telegram")
        if isinstance(bot, TelegramBot) and self.settings.public_url:
            await webhook.register(bot, self.settings.public_url, self.settings.telegram_secret)
        elif bot is not None:
            log.warning(
                "telegram_without_address", remedy="Set LIAISON_PUBLIC_URL so that chats can be linked."
            )

    async def _use_new_models(self) -> None:
        async for _ in self.translator.registry.changes():
            if await self.translator.renew():
                self.languages = self._served()
                self.understanding.serve(await asyncio.to_thread(Detector, self.languages))
                self.kept.begin_anew(self.translator.registry.fingerprint)
                self.pretranslation.begin_anew(self.languages)
                names = [model.name for model in self.translator.registry.models]
                log.info("translation_models_changed", models=names, languages=self.languages)

    async def _housekeeping(self) -> None:
        while True:
            removed = await self.database.call(erasure.delete_idle, days=self.settings.retention_days)
            if removed:
                log.info("idle_conversations_deleted", count=len(removed))
            await self._forget_transcripts()
            for slug in self.catalogue.slugs():
                await self.database.call(quotes.expire_due, today=self._today(slug), freelancer=slug)
            await asyncio.sleep(_HOUSEKEEPING_S)


_installed: dict[str, Application] = {}


def install(app: Application) -> None:
    """Makes an application the one that actions find."""
    _installed["app"] = app


def application() -> Application:
    """The application of this process; raises RuntimeError before `install`."""
    try:
        return _installed["app"]
    except KeyError:
        raise RuntimeError(
            "no application is installed: start the desk with `python -m actions.server`"
        ) from None
