"""The engine's small parts: text, limits, origins, tokens, settings, the page's languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader

from bot.engine.channels.pages import accepted_languages
from bot.engine.limits import Origins, Rate, client_address
from bot.engine.settings import EngineSettings, SettingsError, origin_of
from bot.engine.signing import Session, Signer
from bot.engine.text import harmless, plain_text

SLASHED = st.text(alphabet=" \t\n/\u200b\u3000\ufeff\x1c\x85\x00a{}:@\"'1", max_size=30) | st.text(
    max_size=30
)


@given(SLASHED)
def test_rasa_never_finds_a_command_in_harmless_text(text: str) -> None:
    assert not YAMLStoryReader._regex_message_pattern().match(harmless(text).strip())


@given(st.text(max_size=50))
def test_plain_text_can_be_stored_and_loses_nothing_readable(text: str) -> None:
    plain = plain_text(text)
    plain.encode("utf-8")
    assert "\x00" not in plain
    assert plain_text(plain) == plain
    assert [c for c in plain if c.isalnum()] == [c for c in text if c.isalnum()]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("and/or", "and/or"),
        ("1/2", "1/2"),
        ("/", ""),
        ("// x /y", "x /y"),
        ("¿y/o?\n/z", "¿y/o?\n/z"),
        ("🙂/🙂", "🙂/🙂"),
    ],
)
def test_a_slash_inside_a_text_stays(text: str, kept: str) -> None:
    assert harmless(text) == kept


def test_a_rate_counts_within_its_window_and_per_key() -> None:
    now = 0.0
    rate = Rate(2, 60, keys=2, clock=lambda: now)
    assert [rate.allows("a"), rate.allows("a"), rate.allows("a"), rate.allows("b")] == [
        True,
        True,
        False,
        True,
    ]
    now = 59.9
    assert not rate.allows("a")
    now = 60.0
    assert rate.allows("a")
    assert rate.allows("c")
    assert rate.allows("b")


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("127.0.0.1", None, None),
        ("::1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "evil, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", " , ", None),
        ("198.51.100.7", "203.0.113.9", "198.51.100.7"),
        ("::ffff:127.0.0.1", "203.0.113.9", "203.0.113.9"),
    ],
)
def test_only_the_proxy_on_this_machine_names_the_client(
    peer: str, forwarded: str | None, address: str | None
) -> None:
    headers = {"x-forwarded-for": forwarded} if forwarded is not None else {}
    assert client_address(peer, headers) == address


@pytest.mark.parametrize(
    ("origin", "host", "allowed"),
    [
        ("http://127.0.0.1:5005", "127.0.0.1:5005", True),
        ("http://localhost:5005", "localhost:5005", True),
        ("http://[::1]:5005", "[::1]:5005", True),
        ("http://localhost:3000", "localhost:5005", False),
        ("http://evil.example:5005", "evil.example:5005", False),
        ("https://CHAT.example:443", "", True),
        ("https://chat.example:8443", "", False),
        ("https://chat.example@evil.example", "", False),
        ("null", "null", False),
        ("http://127.0.0.1:x", "127.0.0.1:x", False),
        ("file://", "", False),
    ],
)
def test_origins(origin: str, host: str, allowed: bool) -> None:
    assert Origins("https://chat.example/", ()).allow(origin, host) is allowed


@given(st.text(max_size=60))
def test_no_origin_header_breaks_the_check(origin: str) -> None:
    assert isinstance(Origins("https://chat.example", ()).allow(origin, origin), bool)
    assert isinstance(origin_of(origin), str)


@given(st.text(max_size=60))
def test_nothing_but_our_own_tokens_opens_anything(token: str) -> None:
    signer = Signer("secret")
    assert signer.session(token) is None
    assert signer.opened_payload("ana.1", token) is None


def test_tokens_and_payloads_belong_to_one_secret_and_one_conversation() -> None:
    signer, other = Signer("secret"), Signer("another")
    session = Session("ana.1", "ana")
    assert signer.session(signer.token(session)) == session
    assert other.session(signer.token(session)) is None
    payload = signer.payload("ana.1", '/choose{"option": "a"}')
    assert payload == signer.payload("ana.1", '/choose{"option": "a"}')
    assert signer.opened_payload("ana.1", payload) == '/choose{"option": "a"}'
    assert signer.opened_payload("ana.2", payload) is None
    assert signer.opened_payload("ana.1", signer.token(session)) is None
    assert signer.session(payload) is None


def test_settings_name_what_is_missing_or_wrong() -> None:
    needed = {"LIAISON_DESK_URL": "http://x", "LIAISON_INTERNAL_TOKEN": "t", "LIAISON_SECRET": "s"}
    assert EngineSettings.from_environment(needed).public_url == "http://127.0.0.1:5005"
    for name in needed:
        with pytest.raises(SettingsError, match=name):
            EngineSettings.from_environment({**needed, name: ""})
    with pytest.raises(SettingsError, match="LIAISON_PORT"):
        EngineSettings.from_environment({**needed, "LIAISON_PORT": "http"})
    with pytest.raises(SettingsError, match="ana\\.example"):
        EngineSettings.from_environment({**needed, "LIAISON_ALLOWED_ORIGINS": "ana.example"})
    several = {**needed, "LIAISON_ALLOWED_ORIGINS": "https://ana.example/, http://b.example:80"}
    assert EngineSettings.from_environment(several).allowed_origins == (
        "https://ana.example",
        "http://b.example",
    )


@pytest.mark.parametrize(
    ("header", "languages"),
    [
        ("es-MX,es;q=0.9,en;q=0.8", ["es", "es", "en"]),
        ("en;q=0.3, de", ["de", "en"]),
        ("*, fr;q=0, pt;q=x, it;q=0.5", ["it"]),
        ("", []),
    ],
)
def test_accept_language(header: str, languages: list[str]) -> None:
    assert accepted_languages(header) == languages


@given(st.text(max_size=200))
def test_no_accept_language_breaks_a_page(header: str) -> None:
    assert all(2 <= len(language) <= 3 for language in accepted_languages(header))
