"""Reading e-mail addresses in a client's message, and saying what is wrong with those that are none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from email_validator import EmailNotValidError, validate_email

Problem = Literal["at", "domain", "other"]
"""Where an address is broken: not exactly one @, the part after it, or anything else."""

_TOKEN = re.compile(r"[^\s<>()\[\]\"“”«»,;]*@[^\s<>()\[\]\"“”«»,;]*")
_SPACED = re.compile(r"(?<=[\w.+-])\s?[(\[]at[)\]]\s?(?=[\w-])", re.IGNORECASE)
_HANDLE = re.compile(r"@[\w.]{1,40}")
_EDGES = "'`´’‘.:!?¡¿…*_"
_LONGEST = 320


@dataclass(frozen=True, slots=True)
class Email:
    """Something with an @ in it, from `start` to `end`: an address in its normal form, or what is wrong
    with it."""

    address: str | None
    problem: Problem | None
    start: int
    end: int
    text: str


def read_emails(text: str) -> list[Email]:
    """The e-mail addresses in a text and the attempts at one, in order. Domains are not looked up.

    "@name" is a social handle, not an attempt. "name (at) example.com" is read as an address.
    """
    found = [_read(match.start(), match.group()) for match in _TOKEN.finditer(_SPACED.sub(_padded, text))]
    return [_within(email, text) for email in found if email is not None]


def _padded(match: re.Match[str]) -> str:
    """The sign itself, as long as what it stands for, so that positions in the text stay right."""
    return "@" + "\0" * (len(match.group()) - 1)


def _within(email: Email, text: str) -> Email:
    return Email(email.address, email.problem, email.start, email.end, text[email.start : email.end])


def _read(start: int, token: str) -> Email | None:
    stripped = token.lstrip(_EDGES)
    start += len(token) - len(stripped)
    if stripped.casefold().startswith("mailto:"):
        start, stripped = start + 7, stripped[7:]
    stripped = stripped.rstrip(_EDGES)
    end = start + len(stripped)
    written = stripped.replace("\0", "")
    if not written.strip("@") or _is_handle(written):
        return None
    address, problem = _validated(written)
    return Email(address, problem, start, end, stripped)


def _is_handle(written: str) -> bool:
    return _HANDLE.fullmatch(written) is not None and "." not in written


def _validated(written: str) -> tuple[str | None, Problem | None]:
    local, at, domain = written.rpartition("@")
    if not at or "@" in local or not local:
        return None, "at"
    if len(written) > _LONGEST:
        return None, "other"
    try:
        return validate_email(written, check_deliverability=False).normalized, None
    except EmailNotValidError:
        return None, "other" if _is_domain(domain) else "domain"


def _is_domain(domain: str) -> bool:
    try:
        validate_email(f"someone@{domain}", check_deliverability=False)
    except EmailNotValidError:
        return False
    return True
