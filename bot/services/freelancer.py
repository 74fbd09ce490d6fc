"""Who the freelancer is: name, trade, languages, place and manner."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, Field, WithJsonSchema

from bot.services.part import Part
from bot.services.standards import Currency, TimeZone
from bot.services.text import Language, LocalizedText, Wording
from bot.services.wrong import shown, wrong


def _checked_website(address: str) -> str:
    address = address.strip()
    try:
        parts = urlsplit(address)
        if parts.scheme in {"http", "https"} and parts.hostname:
            return address
    except ValueError:
        pass
    raise wrong(
        f'"{shown(address)}" is not a web address.', "Write it in full, for example https://example.com."
    )


def _checked_email(address: str) -> str:
    try:
        # Reserved names such as example.com are what samples use.
        return validate_email(address.strip(), check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        remedy = "Write it in full, for example anna@example.com."
        raise wrong(f'"{shown(address)}" is not an e-mail address.', remedy) from None


class Freelancer(Part):
    """Who the freelancer is and how they work."""

    name: Wording = Field(max_length=100, description="Your name, or your studio's.")
    trade: LocalizedText = Field(description="What you are, such as Graphic designer.")
    home_language: Language = Field(
        description="Two-letter code of the language you work in; notices come in it."
    )
    languages: tuple[Language, ...] = Field(
        (), max_length=50, description="Other languages you speak with clients."
    )
    time_zone: TimeZone = Field(description="Region and city, such as Europe/Berlin.")
    currency: Currency = Field(description="Three-letter code of the currency of all prices, such as EUR.")
    tone: Literal["formal", "informal"] = Field("formal", description="How clients are spoken to: Sie or du.")
    about: LocalizedText | None = Field(None, description="A few sentences about you and your work.")
    location: LocalizedText | None = Field(None, description="Where you work, such as Hamburg, Germany.")
    website: (
        Annotated[str, AfterValidator(_checked_website), WithJsonSchema({"type": "string", "format": "uri"})]
        | None
    ) = Field(None, description="Your website's address.")
    email: (
        Annotated[str, AfterValidator(_checked_email), WithJsonSchema({"type": "string", "format": "email"})]
        | None
    ) = Field(None, description="Where clients may write to you.")

    @property
    def spoken(self) -> tuple[str, ...]:
        """The languages the freelancer speaks, home language first."""
        return (self.home_language, *(code for code in self.languages if code != self.home_language))
