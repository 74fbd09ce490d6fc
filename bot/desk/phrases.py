"""The desk's own sentences: their names and English, which domain.yml holds and data/locales translates."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Protocol

PHRASES: Final[Mapping[str, str]] = MappingProxyType(
    {
        # Answers to what a freelancer writes in the messenger.
        "desk_welcome": (
            "Hello. I bring freelancers their clients' requests. If you have a code, send: {command} CODE"
        ),
        "desk_help": (
            "This chat gets notices for {name}: I write here when a client asks for a quote. "
            "To end that, send: {command}"
        ),
        "desk_linked": (
            "Done: this chat is linked to {name}. I will write here when a client asks for a quote. "
            "To end that, send: {command}"
        ),
        "desk_already_linked": "This chat is already linked to {name}.",
        "desk_code_missing": "The code is missing. Send: {command} CODE",
        "desk_code_unknown": "I do not know this code. Please check it, or make a new one.",
        "desk_code_used_or_expired": (
            "This code has been used or is older than 24 hours. Please make a new one."
        ),
        "desk_too_many_codes": "Too many wrong codes. Please try again in a quarter of an hour.",
        "desk_unlinked": "This chat is no longer linked to {name} and gets no more notices.",
        "desk_not_linked": "This chat is not linked to a freelancer, so there is nothing to end.",
        # Notices, line by line; what the price is made of is said in the words the client read.
        "desk_quote_requested": "New quote request {number}: {service}",
        "desk_quote_client": "Client: {name}",
        "desk_quote_email": "E-mail: {email}",
        "desk_quote_language": "Language: {language}",
        "desk_quote_words": "In the client's words:",
        "desk_quote_translation": "Machine translation ({language}):",
        "desk_quote_not_binding": (
            "The client knows that this is an estimate. It is not binding until you approve it."
        ),
        "desk_quote_wishes": (
            "The client would like to go ahead with {number}, which you have not approved yet."
        ),
        "desk_quote_accepted": "The client has accepted {number}.",
        "desk_quote_declined": "The client has declined {number}.",
        "desk_contact_human": "{name} would like to talk to you.",
        "desk_contact_call": "{name} would like a call with you.",
        "desk_contact_unknown": "A client",
        "desk_contact_answer": "Answer at {email}",
    }
)


class Phrase(Protocol):
    """Says one of the sentences in a language, with values already formatted for it."""

    def __call__(self, name: str, language: str, /, **values: str) -> str:
        """Give the sentence called `name`."""
        ...


def in_english(name: str, _language: str, /, **values: str) -> str:
    """Say a sentence in English whatever the language: for tests, and until a phrasebook is there."""
    return PHRASES[name].format(**values)
