"""What every part of a services file has in common."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, WithJsonSchema

from bot.services.wrong import shown, wrong

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


class Part(BaseModel):
    """A group of fields: unchangeable once read, and strict about fields it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True, validate_by_alias=True)


def checked_id(text: str) -> str:
    """The id; raises an error unless it is made of small letters, digits and dashes."""
    if _ID.fullmatch(text):
        return text
    tidy = re.sub(r"[^a-z0-9_]+", "-", text.lower()).strip("-_")[:40]
    remedy = "Use small letters a to z, digits and dashes, at most 40 characters"
    raise wrong(
        f'"{shown(text)}" cannot be an id.', f"{remedy}, for example {tidy}." if tidy else f"{remedy}."
    )


Id = Annotated[
    str,
    AfterValidator(checked_id),
    WithJsonSchema({"type": "string", "pattern": "^[a-z0-9][a-z0-9_-]{0,39}$"}),
]
"""A short name that the file's other parts and Liaison refer to; clients never see it."""
