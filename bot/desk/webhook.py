"""Tells Telegram at start where to bring what people write to the bot."""

from __future__ import annotations

import asyncio
import logging

from bot.desk.delivery import back_off
from bot.desk.messenger import Refused, TryAgain
from bot.desk.telegram import TelegramBot

log = logging.getLogger(__name__)

PATH = "/webhooks/telegram/webhook"


async def register(bot: TelegramBot, public_url: str, secret: str) -> bool:
    """Set the bot's webhook below `public_url`, trying until Telegram answers; says whether it is set.

    Where it cannot be set, notices still go out, but no chat can be linked; the log says what to do.
    """
    address = public_url.rstrip("/") + PATH
    attempts = 0
    while True:
        attempts += 1
        try:
            await bot.set_webhook(address, secret)
        except (ValueError, Refused) as error:
            log.error("Telegram messages will not arrive, so no chat can be linked: %s", error)
            return False
        except TryAgain as trouble:
            wait = trouble.retry_after or back_off(attempts).total_seconds()
            log.warning("%s Setting the webhook again in %.0f s.", trouble, wait)
            await asyncio.sleep(wait)
        else:
            log.info("Telegram brings messages to %s", address)
            return True
