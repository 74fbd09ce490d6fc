"""The services file: one freelancer's offer, answers, policies and working time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, ModelWrapValidatorHandler, model_validator

from bot.services.amounts import Amount, Charge
from bot.services.freelancer import Freelancer
from bot.services.offer import Discount, Extra, Service, Surcharges, Vat
from bot.services.part import Id, Part
from bot.services.text import Language, LocalizedText, Wording, known_languages, written_in
from bot.services.working_time import OFFICE_HOURS, DayOff, Hours, WorkingDays

POLICIES = ("revisions", "payment", "cancellation", "rights", "confidentiality")


def _by_language(value: object) -> object:
    """Lists of phrasings by language, as one list of texts: {en: [a, b]} means [{en: a}, {en: b}]."""
    if not isinstance(value, Mapping):
        return value
    lists = {code: [text] if isinstance(text, str) else text for code, text in value.items()}
    if not all(isinstance(texts, Sequence) for texts in lists.values()):
        return value
    return [{code: text} for code, texts in lists.items() for text in texts]


Phrasings = Annotated[
    tuple[LocalizedText, ...],
    BeforeValidator(
        _by_language,
        json_schema_input_type=tuple[LocalizedText, ...] | dict[Language, tuple[Wording, ...] | Wording],
    ),
    Field(max_length=100),
]


class FaqEntry(Part):
    """A question that clients ask, in several wordings, and its answer."""

    id: Id = Field(description="Short name of the entry, unique within the FAQ.")
    question: LocalizedText = Field(description="The question, as clients see it on a button.")
    answer: LocalizedText = Field(description="The answer.")
    phrasings: Phrasings = Field(
        (), description="Other ways to ask it: a list in your home language, or one list for each language."
    )


class Policies(Part):
    """The freelancer's terms, in their own words."""

    revisions: LocalizedText | None = Field(
        None, description="How many changes are included, what more cost."
    )
    payment: LocalizedText | None = Field(None, description="When and how clients pay.")
    cancellation: LocalizedText | None = Field(
        None, description="What happens when a job or call is called off."
    )
    rights: LocalizedText | None = Field(None, description="What clients may do with the work.")
    confidentiality: LocalizedText | None = Field(None, description="How clients' material is treated.")

    def given(self) -> dict[str, LocalizedText]:
        """The policies that were written, by name."""
        return {name: text for name in POLICIES if (text := getattr(self, name))}


class FixedTerm(Part):
    """A term that is always translated the same way."""

    term: Wording = Field(description="The term in your home language.")
    translations: dict[Language, Wording] = Field(min_length=1, description="Its translation, by language.")


class Glossary(Part):
    """Terms that translation must leave alone, or always translate the same way."""

    keep: tuple[Wording, ...] = Field(
        (), max_length=200, description="Names and terms that are never translated."
    )
    fixed: tuple[FixedTerm, ...] = Field(
        (), max_length=200, description="Terms with a translation of your choice."
    )


class ServicesFile(Part):
    """One freelancer's services file."""

    freelancer: Freelancer = Field(description="Who you are.")
    services: tuple[Service, ...] = Field(min_length=1, max_length=100, description="What you sell.")
    minimum_fee: Amount | None = Field(None, description="Lowest price of any job, before VAT is added.")
    surcharges: Surcharges = Field(Surcharges(), description="What is added to a price, and when.")
    discounts: tuple[Discount, ...] = Field(
        (), max_length=50, description="What is taken off a price, and when."
    )
    deposit: Charge | None = Field(
        None, description="Paid in advance: a percentage of the total (30%), or an amount."
    )
    vat: Vat = Field(Vat(), description="Value added tax or sales tax.")
    quote_validity_days: int = Field(30, ge=1, le=365, description="Days for which a quote holds.")
    faq: tuple[FaqEntry, ...] = Field(
        (), max_length=500, description="Questions that clients ask, and your answers."
    )
    policies: Policies = Field(Policies(), description="Your terms.")
    hours: Hours | None = Field(
        None,
        description="Your working hours. If left out, clients are told none, and days are counted from "
        "Monday to Friday.",
    )
    holidays: tuple[DayOff, ...] = Field((), max_length=300, description="Days on which you do not work.")
    phrases: dict[str, LocalizedText] = Field(
        {}, description="Sentences of the bot that you would rather say otherwise, by name."
    )
    glossary: Glossary = Field(Glossary(), description="Words that need care in translation.")

    @model_validator(mode="wrap")
    @classmethod
    def _read_in_home_language(
        cls, data: Any, handler: ModelWrapValidatorHandler[ServicesFile]
    ) -> ServicesFile:
        """Reads plain strings as texts in the file's own home language."""
        with written_in(home_language(data)):
            return handler(data)

    @property
    def home(self) -> str:
        """The freelancer's home language."""
        return self.freelancer.home_language

    @property
    def time_zone(self) -> ZoneInfo:
        """The freelancer's time zone."""
        return ZoneInfo(self.freelancer.time_zone)

    @property
    def today(self) -> date:
        """The date where the freelancer is, now."""
        return datetime.now(self.time_zone).date()

    @property
    def working_days(self) -> WorkingDays:
        """The days on which the freelancer works."""
        return WorkingDays(self.hours or OFFICE_HOURS, self.holidays)

    def service(self, id: str) -> Service | None:
        """The service with this id, if there is one."""
        return next((service for service in self.services if service.id == id), None)

    def extras_of(self, service: Service) -> tuple[Extra, ...]:
        """What a client may add to this service: its own extras, then the shared ones."""
        shared = (each for each in self.surcharges.extras if not each.services or service.id in each.services)
        return (*service.extras, *shared)

    def fixed_terms(self, source: str, target: str) -> dict[str, str]:
        """Translations that the glossary fixes from one language to another, by term."""
        words = ({self.home: each.term, **each.translations} for each in self.glossary.fixed)
        return {each[source]: each[target] for each in words if source in each and target in each}


def home_language(data: object) -> str:
    """The home language that raw data of a services file names; English if it names none that exists."""
    freelancer = data.get("freelancer") if isinstance(data, Mapping) else getattr(data, "freelancer", None)
    code = freelancer.get("home_language") if isinstance(freelancer, Mapping) else None
    code = str(code or getattr(freelancer, "home_language", "en")).strip().lower()
    return code if code in known_languages() else "en"
