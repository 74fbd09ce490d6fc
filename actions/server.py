"""The desk process: rasa-sdk's action server with Liaison's own routes beside it.

Start it with `python -m actions.server`; `rasa run actions` serves the same actions without the routes.
"""

from __future__ import annotations

import hmac
import logging
from typing import Any, TypeAlias

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from actions.routes import routes
from bot.application import Application, install
from bot.log import configure_logging
from bot.settings import Settings

log = logging.getLogger(__name__)

DeskApp: TypeAlias = Sanic[Any, Any]

_OPEN = frozenset({"/health", "/ready"})


def desk_app(settings: Settings) -> DeskApp:
    """The desk's web application; nothing but its health answers without the internal token."""
    executor = ActionExecutor()
    executor.register_package("actions")
    app: DeskApp = create_app(executor, cors_origins=[])
    app.config.KEEP_ALIVE_TIMEOUT = 75
    app.config.ACCESS_LOG = False
    app.config.REQUEST_MAX_SIZE = 5_000_000
    application = Application(settings)
    install(application)
    app.blueprint(routes(application))
    expected = f"Bearer {settings.internal_token}".encode()

    @app.on_request
    async def only_the_engine(request: Request) -> HTTPResponse | None:
        given = request.headers.get("authorization", "").encode()
        if request.path in _OPEN or hmac.compare_digest(given, expected):
            return None
        return json({"error": "This address is for Liaison's engine only."}, status=401)

    @app.exception(SanicException)
    async def wrong_request(request: Request, fault: SanicException) -> HTTPResponse:
        """rasa-sdk answers 500 to whatever goes wrong; the engine must tell a wrong request from a fault."""
        log.warning("request refused: %s %s: %s", request.method, request.path, fault)
        return json({"error": str(fault)}, status=fault.status_code)

    @app.before_server_start
    async def open_up(app: DeskApp) -> None:
        await application.start()

    @app.after_server_stop
    async def close_down(app: DeskApp) -> None:
        await application.stop()

    return app


def main() -> None:
    """Serves the desk on loopback until it is told to stop."""
    settings = Settings()
    configure_logging(settings.log_level)
    logging.getLogger("sanic.access").disabled = True
    app = desk_app(settings)
    app.run(host="127.0.0.1", port=settings.desk_port, single_process=True, motd=False, access_log=False)


if __name__ == "__main__":
    main()
