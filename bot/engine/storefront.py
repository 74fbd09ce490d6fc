"""What the website shows of the freelancers, asked from the desk and remembered for when it is down."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.engine.desk import DeskClient, DeskDown, DeskFault, StatusFault

logger = logging.getLogger(__name__)

FRESH_SECONDS = 20.0
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


class Storefront:
    """The desk's GET /widget and /widget/{slug}, at most 20 seconds old while the desk is up."""

    def __init__(self, desk: DeskClient, path: Path, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._desk = desk
        self._path = path
        self._clock = clock
        self._answers: dict[str, Any] = self._read()
        self._asked_at: dict[str, float] = {}

    async def freelancers(self, language: str = "") -> list[dict[str, Any]]:
        """All freelancers: slug, name, trade, languages; raises DeskDown when none were ever seen."""
        listed = (await self._get("", language)).get("freelancers")
        return [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []

    async def freelancer(self, slug: object, language: str | None) -> dict[str, Any] | None:
        """One freelancer's widget in the language wanted or the nearest served; None for an unknown slug."""
        if not isinstance(slug, str) or not _SLUG.fullmatch(slug):
            return None
        try:
            shown = await self._get(slug, "")
            served = {entry.get("code") for entry in shown.get("languages") or [] if isinstance(entry, dict)}
            return await self._get(slug, language) if language and language in served else shown
        except StatusFault as fault:
            if fault.status == 404:
                return None
            raise

    async def _get(self, slug: str, language: str) -> dict[str, Any]:
        key = f"{slug}?{language}"
        asked = self._asked_at.get(key)
        if asked is not None and key in self._answers and self._clock() - asked < FRESH_SECONDS:
            return self._copy(key)
        try:
            answer = await self._desk.widget(slug, language)
        except StatusFault as fault:
            if fault.status == 404:
                self._answers.pop(key, None)
                raise
            return self._remembered(key, fault)
        except (DeskDown, DeskFault) as error:
            return self._remembered(key, error)
        self._asked_at[key] = self._clock()
        if self._answers.get(key) != answer:
            self._answers[key] = answer
            await asyncio.to_thread(self._write, json.dumps(self._answers, ensure_ascii=False))
        return self._copy(key)

    def _remembered(self, key: str, error: Exception) -> dict[str, Any]:
        if key not in self._answers:
            raise error
        logger.debug("the widget of %r comes from memory: %s", key, error)
        return self._copy(key)

    def _copy(self, key: str) -> dict[str, Any]:
        return dict(self._answers[key])

    def _read(self) -> dict[str, Any]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}

    def _write(self, text: str) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._path.with_suffix(".new")
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(self._path)
        except OSError as error:
            logger.warning("cannot keep the widget data in %s: %s", self._path, error)
