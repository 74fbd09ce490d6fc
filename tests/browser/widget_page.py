"""The widget on a page, as a visitor finds it: by roles and names, not by classes."""

from __future__ import annotations

import re
from typing import Any

from playwright.async_api import Locator, Page, expect


class WidgetPage:
    """A browser page with the widget on it; collects what the page complains of in `complaints`."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._noted)

    def _noted(self, message: Any) -> None:
        if message.type == "error" and "WebSocket" not in message.text and "ERR_" not in message.text:
            self.complaints.append(message.text)

    async def goto(self, url: str) -> None:
        """Goes to a page and waits until the widget is on it."""
        await self.page.goto(url)
        await expect(self.page.locator("liaison-chat")).to_be_attached()

    @property
    def launcher(self) -> Locator:
        """The button that opens the panel."""
        return self.page.locator("liaison-chat #launcher")

    @property
    def dialog(self) -> Locator:
        """The open panel."""
        return self.page.get_by_role("dialog")

    @property
    def log(self) -> Locator:
        """The list of messages."""
        return self.dialog.get_by_role("log")

    @property
    def composer(self) -> Locator:
        """Where the client writes."""
        return self.dialog.get_by_role("textbox")

    @property
    def messages(self) -> Locator:
        """Every message, without the typing indicator."""
        return self.page.locator("liaison-chat .message:not(.writing)")

    def message(self, text: str | re.Pattern[str]) -> Locator:
        """The message that holds `text`."""
        return self.messages.filter(has_text=text)

    def button(self, name: str) -> Locator:
        """A button in the panel."""
        return self.dialog.get_by_role("button", name=name, exact=True)

    @property
    def language_menu(self) -> Locator:
        """The menu of languages."""
        return self.dialog.get_by_role("combobox")

    async def open(self) -> None:
        """Opens the panel and waits until it is connected."""
        await self.launcher.click()
        await expect(self.dialog.locator(".name")).not_to_be_empty()
        await expect(self.log).to_have_attribute("aria-live", "polite")

    async def say(self, text: str) -> None:
        """Writes a message and sends it with Enter."""
        await self.composer.fill(text)
        await self.composer.press("Enter")

    async def texts(self) -> list[str]:
        """The texts of all messages as they stand, each without its author and time."""
        return await self.messages.locator(".bubble > .text").all_inner_texts()

    async def until_stored(self, text: str) -> None:
        """Waits until the widget keeps `text`, JSON within JSON without its backslashes, in the browser."""
        await self.page.wait_for_function(
            "text => JSON.stringify({...localStorage}).replaceAll('\\\\', '').includes(text)", arg=text
        )

    async def stored(self) -> str:
        """All that the widget keeps in the browser."""
        kept: str = await self.page.evaluate("JSON.stringify({...localStorage})")
        return kept
