"""A desk for tests: the routes of docs/protocol.md over HTTP, with a few Spanish sentences."""

from __future__ import annotations

import argparse
import asyncio
from typing import Any

from aiohttp import ClientSession, web

TOKEN = "internal"
SPANISH = {
    "hola": "hello",
    "¿cuánto cuesta un logo?": "how much is a logo",
    "falla ahora": "crash now",
    "borra mis datos": "delete my data",
    "barra": "/restart",
}
PHRASES = {
    "utter_greet": {"en": "Hello! How can I help?", "es": "¡Hola! ¿En qué puedo ayudarte?"},
    "utter_default": {"en": "I did not understand.", "es": "No entendí."},
    "utter_chosen": {"en": "You chose that.", "es": "Elegiste eso."},
    "utter_desk_down": {"en": "I cannot answer right now.", "es": "Ahora mismo no puedo responder."},
    "utter_desk_back": {"en": "I am back.", "es": "Ya estoy de vuelta."},
    "utter_too_long": {"en": "Too long.", "es": "Demasiado largo."},
    "utter_busy": {"en": "One moment more.", "es": "Un momento más."},
    "utter_too_fast": {"en": "Too fast.", "es": "Demasiado rápido."},
    "utter_empty": {"en": "Empty.", "es": "Vacío."},
    "utter_not_text": {"en": "Not text.", "es": "No es texto."},
    "widget_placeholder": {"en": "Write a message", "es": "Escribe un mensaje"},
}
LANGUAGES = [{"code": "en", "name": "English"}, {"code": "es", "name": "Español"}]


class FakeDesk:
    """Answers like the desk; `asked` holds every request's path and body, `engine` is where /forget goes."""

    def __init__(self, engine: str = "") -> None:
        self.engine = engine
        self.asked: list[tuple[str, Any]] = []
        self.languages: dict[str, str] = {}
        self.fail: dict[str, int] = {}
        self.hang_up: set[str] = set()
        self.let_go = asyncio.Event()
        """Cleared, no request to understand a message is answered."""
        self.let_go.set()
        self._runner: web.AppRunner | None = None
        self.port = 0

    async def start(self, port: int = 0) -> None:
        app = web.Application(middlewares=[self._guard], client_max_size=10**7)
        app.router.add_post("/understand", self._understand)
        app.router.add_post("/nlg", self._nlg)
        app.router.add_post("/webhook", self._webhook)
        app.router.add_post("/desk/message", self._message)
        app.router.add_get("/widget", self._freelancers)
        app.router.add_get("/widget/{slug}", self._widget)
        app.router.add_get("/phrases", self._phrases)
        app.router.add_get("/ready", self._health)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port or self.port)
        await site.start()
        self.port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @web.middleware
    async def _guard(self, request: web.Request, handler: Any) -> web.StreamResponse:
        if request.path != "/ready" and request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.json_response({"error": "unauthorized"}, status=401)
        body = await request.json() if request.can_read_body else None
        self.asked.append((request.path, body))
        if request.path == "/understand":
            await self.let_go.wait()
        if request.path in self.fail:
            return web.json_response({"error": "broken"}, status=self.fail[request.path])
        if request.path in self.hang_up and request.transport is not None:
            request.transport.close()
        return await handler(request)

    async def _understand(self, request: web.Request) -> web.Response:
        asked = await request.json()
        text, conversation = asked["text"], asked["conversation"]
        if asked["language"]:
            self.languages[conversation] = asked["language"]
        spanish = SPANISH.get(text.lower())
        language = self.languages.get(conversation) or ("es" if spanish else "en")
        if text and not any(char.isalnum() for char in text):
            refused = {"refused": "empty", "text": PHRASES["utter_empty"][language], "language": language}
            return web.json_response(refused)
        self.languages.setdefault(conversation, language)
        made = "model" if spanish else "identity"
        answer = {"language": language, "english": spanish or text, "original": text, "made": made}
        return web.json_response({**answer, "confidence": 0.9})

    async def _nlg(self, request: web.Request) -> web.Response:
        asked = await request.json()
        language = self.languages.get(asked["tracker"]["sender_id"], "en")
        texts = PHRASES.get(asked["response"])
        if texts is None:
            return web.json_response({"error": "unknown response"}, status=404)
        return web.json_response(self._said(texts[language], language, texts["en"]))

    def _said(self, text: str, language: str, english: str) -> dict[str, Any]:
        return {
            "text": text,
            "buttons": [],
            "language": language,
            "original": english,
            "original_language": "en",
            "made": "phrase",
        }

    async def _webhook(self, request: web.Request) -> web.Response:
        asked = await request.json()
        conversation = asked["sender_id"]
        language = self.languages.get(conversation, "en")
        if asked["next_action"] == "action_crash":
            return web.json_response({"error": "boom", "action_name": "action_crash"}, status=500)
        if asked["next_action"] == "action_delete":
            await self._forget(conversation)
            return web.json_response({"events": [], "responses": [self._said("Gone.", language, "Gone.")]})
        if asked["next_action"] == "action_change_language":
            self.languages[conversation] = "es"
            return web.json_response({"events": [], "responses": [self._said("Hablemos español.", "es", "")]})
        text = {"en": "A logo is €450. Which one?", "es": "Un logo cuesta 450 €. ¿Cuál?"}[language]
        priced = self._said(text, language, "A logo is €450. Which one?")
        priced["buttons"] = [
            {"title": "A", "payload": '/choose{"option": "a"}'},
            {"title": "B", "payload": "/not_an_intent"},
            {"title": "how much is a logo", "payload": "how much is a logo"},
        ]
        return web.json_response(
            {"events": [], "responses": [priced, {**priced, "unexpected": {"key": [1]}}]}
        )

    async def _forget(self, conversation: str) -> None:
        headers = {"Authorization": f"Bearer {TOKEN}"}
        async with ClientSession(headers=headers) as session:
            await session.post(f"{self.engine}/internal/forget", json={"conversation": conversation})

    async def _message(self, request: web.Request) -> web.Response:
        asked = await request.json()
        return web.json_response({"text": f"You said: {asked['text']}"})

    async def _freelancers(self, request: web.Request) -> web.Response:
        entry = {
            "slug": "ana",
            "name": "Ana <b>Gómez</b>",
            "trade": "Design & print",
            "languages": ["en", "es"],
        }
        return web.json_response({"freelancers": [entry]})

    async def _widget(self, request: web.Request) -> web.Response:
        slug, wanted = request.match_info["slug"], request.query.get("language", "")
        if slug not in ("ana", "ben"):
            return web.json_response({"error": "no such freelancer"}, status=404)
        language = wanted if wanted in ("en", "es") else "en"
        strings = {name: texts[language] for name, texts in PHRASES.items() if name.startswith("widget_")}
        about = {"slug": slug, "name": "Ana <b>Gómez</b>", "trade": "Design & print"}
        answer = {"freelancer": about, "language": language, "direction": "ltr", "languages": LANGUAGES}
        return web.json_response({**answer, "strings": strings})

    async def _phrases(self, request: web.Request) -> web.Response:
        names = request.query["names"].split(",")
        return web.json_response(
            {
                language: {name: PHRASES[name][language] for name in names if name in PHRASES}
                for language in ("en", "es")
            }
        )

    async def _health(self, request: web.Request) -> web.Response:
        return web.json_response({"status": "ok", "freelancers": ["ana", "ben"]})


async def _main(port: int, engine: str) -> None:
    desk = FakeDesk(engine)
    await desk.start(port)
    print(f"fake desk on {desk.url}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=5055)
    parser.add_argument("--engine", default="http://127.0.0.1:5005")
    options = parser.parse_args()
    asyncio.run(_main(options.port, options.engine))
