"""The slots of the quote form as a job, and which of them a job still lacks."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal

from rasa_sdk.events import SlotSet

from actions.turn import Event, Turn
from bot.quotes.pricing import QuoteRequest, needed_fields
from bot.quotes.reading import FLEXIBLE, Heard
from bot.services.offer import Service
from bot.services.schema import ServicesFile

_NO_EXTRAS = "-"
JOB_SLOTS = (
    "quote_service",
    "quote_package",
    "quote_quantity",
    "quote_extras",
    "quote_deadline",
    "quote_description",
)
_SLOTS = {"package": "quote_package", "quantity": "quote_quantity", "hours": "quote_quantity"}
"""The slot that holds what a price needs."""
CLIENT_SLOTS = ("client_name", "client_email")


@dataclass(frozen=True)
class QuoteSlots:
    """What is known of a job so far, each as the slot holds it: text, or None while unknown."""

    service: str | None = None
    package: str | None = None
    quantity: str | None = None
    extras: str | None = None
    deadline: str | None = None
    description: str | None = None
    name: str | None = None
    email: str | None = None

    @classmethod
    def of(cls, turn: Turn) -> QuoteSlots:
        """What the tracker holds."""
        return cls(**{field_of(slot): turn.slot(slot) for slot in (*JOB_SLOTS, *CLIENT_SLOTS)})

    def with_heard(self, heard: Heard) -> QuoteSlots:
        """The same with what a message said put in."""
        deadline = heard.deadline.isoformat() if isinstance(heard.deadline, date) else heard.deadline
        extras = None if heard.extras is None else ",".join(heard.extras) or _NO_EXTRAS
        said = {
            "package": heard.package,
            "quantity": None if heard.quantity is None else format(heard.quantity, "f"),
            "extras": extras,
            "deadline": deadline,
            "description": heard.description,
            "name": heard.name,
            "email": heard.email,
        }
        return replace(self, **{key: value for key, value in said.items() if value is not None})

    def overlaid_by(self, other: QuoteSlots) -> QuoteSlots:
        """The same with everything that another one knows."""
        known = {key: value for key, value in asdict(other).items() if value is not None}
        return replace(self, **known)

    def for_service(self, service: str) -> QuoteSlots:
        """The same for another service: what depended on the former one is open again."""
        if service == self.service:
            return self
        return replace(self, service=service, package=None, quantity=None, extras=None)

    def request(self) -> QuoteRequest:
        """The job to price; raises ValueError while no service is chosen."""
        if self.service is None:
            raise ValueError("a job without a service has no price")
        day = None if self.deadline in (None, FLEXIBLE) else date.fromisoformat(self.deadline or "")
        return QuoteRequest(
            service=self.service,
            quantity=Decimal(self.quantity) if self.quantity else None,
            package=self.package,
            extras=self.chosen_extras,
            deadline=day,
        )

    @property
    def chosen_extras(self) -> tuple[str, ...]:
        """Ids of the extras that were chosen."""
        return tuple(self.extras.split(",")) if self.extras and self.extras != _NO_EXTRAS else ()

    def events(self) -> list[Event]:
        """Slot events that make the tracker hold this."""
        return [SlotSet(slot, getattr(self, field_of(slot))) for slot in (*JOB_SLOTS, *CLIENT_SLOTS)]


def field_of(slot: str) -> str:
    """The part of a job a slot stands for: quote_quantity is "quantity"."""
    return slot.split("_", 1)[1]


def needed_slots(file: ServicesFile, service: Service | None) -> list[str]:
    """Slots a quote needs, in the order in which they are asked for."""
    if service is None:
        return ["quote_service"]
    needed = ["quote_service", *(_SLOTS[field] for field in needed_fields(service))]
    if file.extras_of(service):
        needed.append("quote_extras")
    return [*needed, "quote_deadline", "quote_description", *CLIENT_SLOTS]
