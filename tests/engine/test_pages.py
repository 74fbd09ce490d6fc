"""The pages and files the engine serves to browsers."""

from __future__ import annotations

from pathlib import Path

import aiohttp
import pytest

from bot.engine.channels import pages
from tests.engine.fake_desk import FakeDesk
from tests.engine.inside import Engine


async def test_the_demo_lists_freelancers_in_the_visitors_language(engine: Engine) -> None:
    status, page = await engine.call("GET", "/demo", headers={"Accept-Language": "es-MX,es;q=0.9"})
    assert status == 200
    assert '<html lang="es">' in page
    assert "Habla con un profesional" in page
    assert 'href="/demo/ana"' in page
    assert "Ana &lt;b&gt;Gómez&lt;/b&gt;" in page
    assert "Design &amp; print" in page


async def test_a_freelancers_page_embeds_the_widget_under_a_strict_policy(engine: Engine) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{engine.url}/demo/ana") as answer:
        page = await answer.text()
        policy = answer.headers["Content-Security-Policy"]
    assert '<script src="/widget/liaison.js" data-freelancer="ana" defer></script>' in page
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert f"ws://127.0.0.1:{engine.port}" in policy


@pytest.mark.parametrize("slug", ["nobody", '"><script>', "..", "%2e%2e", "a" * 300])
async def test_an_unknown_page_is_404(engine: Engine, slug: str) -> None:
    status, page = await engine.call("GET", f"/demo/{slug}")
    assert status == 404
    assert "<script>" not in page


async def test_the_demo_says_so_while_the_desk_is_down(engine: Engine, desk: FakeDesk) -> None:
    await desk.stop()
    status, page = await engine.call("GET", "/demo", headers={"Accept-Language": "fr"})
    assert status == 503
    assert "Liaison démarre." in page


async def test_the_widget_is_served_with_a_tag_and_nothing_else_is(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dist = tmp_path / "dist"
    dist.mkdir()
    (dist / "liaison.js").write_text("let a = 'ñ';")
    (dist / "secret.env").write_text("x")
    (tmp_path / "outside.js").write_text("x")
    monkeypatch.setattr(pages, "WIDGET", dist)
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{engine.url}/widget/liaison.js") as answer:
            assert (answer.status, await answer.text()) == (200, "let a = 'ñ';")
            assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
            tag = answer.headers["ETag"]
        async with session.get(f"{engine.url}/widget/liaison.js", headers={"If-None-Match": tag}) as answer:
            assert (answer.status, await answer.read()) == (304, b"")
    for name in ("secret.env", "missing.js", "..%2Foutside.js", "%2e%2e%2foutside.js", "a%00.js", ""):
        assert (await engine.call("GET", f"/widget/{name}"))[0] in (400, 404)


async def test_a_head_request_is_answered_without_a_body(engine: Engine) -> None:
    assert await engine.call("HEAD", "/demo/ana") == (200, "")


async def test_robots_are_sent_away(engine: Engine) -> None:
    assert await engine.call("GET", "/robots.txt") == (200, "User-agent: *\nDisallow: /\n")


def test_the_pages_say_everything_in_every_language() -> None:
    words = pages._all_words()
    assert sorted(words) == ["de", "en", "es", "fr", "it", "pt"]
    assert {frozenset(texts) for texts in words.values()} == {frozenset(words["en"])}
    assert all(text.strip() for texts in words.values() for text in texts.values())
