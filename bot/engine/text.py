"""What happens to text before anyone reads it: what is not text goes, and nothing passes for a command."""

from __future__ import annotations

import re
import unicodedata

_COMMAND_START = re.compile(r"^[\s/\u200b-\u200f\u2028-\u202e\u2060\ufeff]*/[\s/\u200b-\u200f\u2060\ufeff]*")


def plain_text(raw: str) -> str:
    """The text without control characters, lone surrogates and outer white space; new lines and tabs stay."""
    kept = "".join(char for char in raw if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs"))
    return kept.strip()


def harmless(text: str) -> str:
    """The text without any leading "/": what starts with one after str.strip, Rasa takes for a command."""
    return _COMMAND_START.sub("", plain_text(text)).strip()
