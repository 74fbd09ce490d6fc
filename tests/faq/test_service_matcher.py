"""Which service clients mean, with the real sentence model."""

from __future__ import annotations

import asyncio

import pytest

from bot.faq.service_matcher import ServiceMatcher

MEANT = [
    ("designer", "a logo for my bakery", "logo"),
    ("designer", "I need new visiting cards", "business-cards"),
    ("designer", "a leaflet of 6 pages for our festival", "flyer"),
    ("designer", "ten Instagram posts", "social-media"),
    ("designer", "our whole brand: colours, fonts, stationery", "identity"),
    ("translator", "translate my birth certificate", "sworn"),
    ("translator", "a contract of 12 pages from English", "specialised"),
    ("translator", "subtitles for a video", "subtitles"),
    ("translator", "somebody to correct the spelling of my text", "proofreading"),
    ("translator", "an interpreter for a meeting with a supplier", "interpreting"),
    ("translator", "our brochure and website in Spanish", "general"),
    ("developer", "I want to sell my ceramics online", "shop"),
    ("developer", "the contact form does not work any more", "bug-fix"),
    ("developer", "how fast and safe is my site?", "speed-check"),
    ("developer", "a tool where customers book their appointments", "web-app"),
    ("developer", "a website for my dental practice", "website"),
    ("developer", "somebody who does the updates and backups every month", "maintenance"),
]


@pytest.mark.parametrize(("slug", "text", "service"), MEANT)
def test_the_service_that_is_meant_comes_first(
    matchers: dict[str, ServiceMatcher], slug: str, text: str, service: str
) -> None:
    assert matchers[slug].match(text)[0][0] == service


def test_the_service_named_so_is_well_ahead_of_one_that_contains_it(
    matchers: dict[str, ServiceMatcher],
) -> None:
    (first, best), (_, second), *_ = matchers["designer"].match("How much does it cost me a logotype?")
    assert first == "logo"
    assert best - second > 0.06


def test_every_service_is_ranked_and_nothing_comes_of_nothing(matchers: dict[str, ServiceMatcher]) -> None:
    assert len(matchers["designer"].match("a logo")) == 6
    assert matchers["designer"].match(" ") == []


def test_what_is_not_sold_scores_low(matchers: dict[str, ServiceMatcher]) -> None:
    for slug, text in (
        ("designer", "repair my car"),
        ("translator", "a pizza"),
        ("developer", "walk my dog"),
    ):
        assert matchers[slug].match(text)[0][1] < 0.35


def test_matching_may_run_in_several_threads_at_once(matchers: dict[str, ServiceMatcher]) -> None:
    async def together() -> list[list[tuple[str, float]]]:
        return await asyncio.gather(
            *(asyncio.to_thread(matchers["designer"].match, "a logo for my bakery") for _ in range(8))
        )

    found = asyncio.run(together())
    assert all(each == found[0] for each in found)
