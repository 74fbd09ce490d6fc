"""A real browser for the tests of the widget, and a website channel for it to talk to."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from urllib.parse import urlencode

import chromium
import pytest
import pytest_asyncio
from fake_channel import FakeChannel
from playwright.async_api import Browser, BrowserContext, ViewportSize, async_playwright, expect
from widget_page import WidgetPage

Visit = Callable[..., Awaitable[WidgetPage]]
# Long enough for a busy machine; a test that passes never waits it out.
PATIENCE_MS = 20_000
DESKTOP = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def browser() -> AsyncIterator[Browser]:
    """Headless Chromium; without one the test is skipped, and fails where CI=true."""
    path = chromium.find()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(chromium.INSTALL)
        pytest.skip(chromium.INSTALL)
    async with async_playwright() as playwright:
        expect.set_options(timeout=PATIENCE_MS)
        started = await playwright.chromium.launch(executable_path=path, args=[*chromium.FLAGS])
        yield started
        await started.close()


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def served_channel() -> AsyncIterator[FakeChannel]:
    """The fake website channel, served once for all tests."""
    async with FakeChannel().serving() as channel:
        yield channel


@pytest.fixture
def channel(served_channel: FakeChannel) -> FakeChannel:
    """The fake website channel with nothing said yet."""
    served_channel.reset()
    return served_channel


@pytest_asyncio.fixture(loop_scope="package")
async def visit(browser: Browser, channel: FakeChannel) -> AsyncIterator[Visit]:
    """Opens the freelancer's site as a new visitor: `await visit(locale="es-ES", side="left")`."""
    contexts: list[BrowserContext] = []

    async def opened(
        *, locale: str = "en-GB", phone: bool = False, dark: bool = False, **options: str
    ) -> WidgetPage:
        context = await browser.new_context(
            locale=locale,
            viewport=PHONE if phone else DESKTOP,
            has_touch=phone,
            is_mobile=phone,
            device_scale_factor=2 if phone else 1,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            timezone_id="Europe/Madrid",
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = WidgetPage(await context.new_page())
        await page.goto(f"{channel.url}/site.html?{urlencode(options)}")
        return page

    yield opened
    for context in contexts:
        await context.close()
