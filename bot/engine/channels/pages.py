"""The engine's pages: the widget's files, a demo page per freelancer, robots.txt."""

from __future__ import annotations

import asyncio
import hashlib
import html
import json
import re
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.engine.desk import DeskDown, DeskFault
from bot.engine.runtime import Runtime, runtime_of

WIDGET = Path(__file__).resolve().parents[2] / "widget" / "dist"
PAGES = Path(__file__).resolve().parent / "pages"
TYPES = {".js": "text/javascript", ".map": "application/json", ".css": "text/css", ".svg": "image/svg+xml"}

_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,100}")
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|\[[0-9a-fA-F:]+\](:[0-9]{1,5})?")


def add_pages(blueprint: Blueprint) -> None:
    """Adds /widget/FILE, /demo, /demo/SLUG, /demo.css and /robots.txt."""

    @blueprint.route("/widget/<name:str>", methods=["GET", "HEAD"])
    async def widget(request: Request, name: str) -> HTTPResponse:
        return await _file(request, WIDGET, name)

    @blueprint.route("/demo.css", methods=["GET", "HEAD"])
    async def style(request: Request) -> HTTPResponse:
        return await _file(request, PAGES, "demo.css")

    @blueprint.route("/robots.txt", methods=["GET", "HEAD"])
    async def robots(request: Request) -> HTTPResponse:
        return HTTPResponse("User-agent: *\nDisallow: /\n", content_type="text/plain; charset=utf-8")

    @blueprint.route("/demo", methods=["GET", "HEAD"])
    async def demo(request: Request) -> HTTPResponse:
        return await _demo(request, runtime_of(request.app))

    @blueprint.route("/demo/<slug:str>", methods=["GET", "HEAD"])
    async def demo_of(request: Request, slug: str) -> HTTPResponse:
        return await _demo_of(request, runtime_of(request.app), slug)


async def _file(request: Request, folder: Path, name: str) -> HTTPResponse:
    path = folder / name
    kind = TYPES.get(path.suffix)
    if kind is None or not _FILE.fullmatch(name) or not await asyncio.to_thread(path.is_file):
        return _plain(404, f"There is no file {name!r} here.\n")
    body = await asyncio.to_thread(path.read_bytes)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {
        "ETag": tag,
        "Cache-Control": "public, max-age=300, stale-while-revalidate=86400",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if tag in request.headers.get("if-none-match", ""):
        return HTTPResponse(status=304, headers=headers)
    return HTTPResponse(body, status=200, headers=headers, content_type=f"{kind}; charset=utf-8")


async def _demo(request: Request, runtime: Runtime) -> HTTPResponse:
    words, language = _words(request)
    try:
        freelancers = await runtime.storefront.freelancers(language)
    except (DeskDown, DeskFault):
        return _starting(request)
    cards = "\n".join(
        _template("card.html").substitute(
            slug=html.escape(str(entry.get("slug", ""))),
            name=html.escape(str(entry.get("name", ""))),
            trade=html.escape(str(entry.get("trade", ""))),
            talk=html.escape(words["talk"]),
        )
        for entry in freelancers
    )
    return _page(request, "demo.html", words, language, title=words["list_title"], cards=cards)


async def _demo_of(request: Request, runtime: Runtime, slug: str) -> HTTPResponse:
    words, language = _words(request)
    try:
        shown = await runtime.storefront.freelancer(slug, language)
    except (DeskDown, DeskFault):
        return _starting(request)
    if shown is None:
        return _page(request, "missing.html", words, language, status=404, title=words["missing"])
    about = shown.get("freelancer") or {}
    name, trade = str(about.get("name", slug)), str(about.get("trade", ""))
    return _page(request, "freelancer.html", words, language, title=name, name=name, trade=trade, slug=slug)


def _starting(request: Request) -> HTTPResponse:
    words, language = _words(request)
    answer = _page(request, "starting.html", words, language, status=503, title=words["starting"])
    answer.headers["Retry-After"] = "5"
    return answer


def _page(
    request: Request,
    template: str,
    words: dict[str, str],
    language: str,
    *,
    status: int = 200,
    cards: str = "",
    **values: str,
) -> HTTPResponse:
    escaped = {key: html.escape(value) for key, value in {**words, **values}.items()}
    body = _template(template).substitute(escaped, cards=cards)
    page = _template("page.html").substitute(language=language, title=escaped["title"], body=body)
    host = request.headers.get("host", "")
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    headers = {
        "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
        f"img-src 'self' data:; connect-src 'self'{sockets}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-cache",
        "Vary": "Accept-Language",
    }
    return HTTPResponse(page, status=status, headers=headers, content_type="text/html; charset=utf-8")


def _words(request: Request) -> tuple[dict[str, str], str]:
    """The page's own words in the visitor's best language, and that language."""
    known = _all_words()
    for language in accepted_languages(request.headers.get("accept-language", "")):
        if language in known:
            return known[language], language
    return known["en"], "en"


def accepted_languages(header: str) -> list[str]:
    """The languages of an Accept-Language header, most wanted first; nonsense in it is passed over."""
    wanted: list[tuple[float, int, str]] = []
    for place, entry in enumerate(header[:500].split(",")):
        tag, _, weight = entry.strip().partition(";")
        match = re.fullmatch(r"([A-Za-z]{2,3})([-_].*)?", tag.strip())
        quality = re.fullmatch(r"\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*", weight) if weight else None
        if match and (quality or not weight):
            value = float(quality.group(1)) if quality else 1.0
            wanted.append((-value, place, match.group(1).lower()))
    return [language for value, _, language in sorted(wanted) if value < 0]


@lru_cache(maxsize=1)
def _all_words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = json.loads((PAGES / "words.json").read_text(encoding="utf-8"))
    return words


@lru_cache(maxsize=16)
def _template(name: str) -> Template:
    return Template((PAGES / name).read_text(encoding="utf-8"))


def _plain(status: int, text: str) -> HTTPResponse:
    headers: dict[str, Any] = {"X-Content-Type-Options": "nosniff"}
    return HTTPResponse(text, status=status, headers=headers, content_type="text/plain; charset=utf-8")
