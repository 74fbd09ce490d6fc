"""What a freelancer sells and at what price: services, pricing models, surcharges, discounts, VAT."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from bot.services.amounts import Amount, Charge, Days, Percent, Quantity, Rate, Span
from bot.services.part import Id, Part
from bot.services.text import LocalizedText

Unit = Literal["word", "page", "minute", "item", "line"]
Lines = Annotated[tuple[LocalizedText, ...], Field(max_length=50)]


class Fixed(Part):
    """One price for the whole job."""

    model: Literal["fixed"]
    price: Amount = Field(description="The price of the job.")


class Package(Part):
    """One of several sizes a service is sold in."""

    id: Id = Field(description="Short name of the package, unique within the service.")
    name: LocalizedText = Field(description="What clients read.")
    price: Amount = Field(description="The price of the package.")
    description: LocalizedText | None = Field(None, description="What the package is, in a sentence or two.")
    included: Lines = Field((), description="What the client gets, one line each.")
    revisions: int | None = Field(None, ge=0, le=100, description="Rounds of changes within the price.")
    turnaround: Days | None = Field(None, description="Working days it takes, if other than the service's.")


class Packages(Part):
    """Several packages at a fixed price each; the client picks one."""

    model: Literal["packages"]
    packages: tuple[Package, ...] = Field(
        min_length=1, max_length=20, description="The packages to pick from."
    )


class Scope(Part):
    """One size of an hourly job, with the hours it usually takes."""

    id: Id = Field(description="Short name of the scope, unique within the service.")
    name: LocalizedText = Field(description="What clients read.")
    hours: Span = Field(description="Hours it usually takes: 4, or 3-5.")
    description: LocalizedText | None = Field(
        None, description="What the scope covers, in a sentence or two."
    )


class Hourly(Part):
    """A price by the hour, with an estimate of the hours; without one, the client says how many."""

    model: Literal["hourly"]
    rate: Rate = Field(description="The price of one hour.")
    hours: Span | None = Field(None, description="Hours the job usually takes: 4, or 3-5.")
    scopes: tuple[Scope, ...] = Field(
        (), max_length=20, description="Sizes of the job that differ in hours, for the client to pick from."
    )
    minimum_hours: Quantity | None = Field(None, description="Fewest hours that are charged.")


class Tier(Part):
    """A price per unit that holds from a quantity on, for all units of the job."""

    from_: Quantity = Field(alias="from", description="The quantity from which the price holds.")
    price: Rate = Field(description="The price of one unit then.")


class PerUnit(Part):
    """A price per word, page, minute, item or line, with lower prices for larger jobs."""

    model: Literal["per_unit"]
    unit: Unit = Field(description="What is counted: word, page, minute, item or line.")
    unit_name: LocalizedText | None = Field(
        None, description='What clients call the units, such as "illustrations".'
    )
    price: Rate = Field(description="The price of one unit.")
    tiers: tuple[Tier, ...] = Field(
        (),
        max_length=20,
        description="Prices for larger jobs; the price of the tier reached holds for all units.",
    )
    minimum: Quantity | None = Field(None, description="Fewest units that are charged.")
    maximum: Quantity = Field(Decimal(1_000_000), description="Most units that are quoted without a person.")
    per_day: Quantity | None = Field(None, description="Units done in a working day; sets the delivery date.")


Pricing = Annotated[Fixed | Packages | Hourly | PerUnit, Field(discriminator="model")]


class Extra(Part):
    """Something a client may add to a job."""

    id: Id = Field(description="Short name of the extra, unique within the file.")
    name: LocalizedText = Field(description="What clients read.")
    price: Charge = Field(description="An amount (50), or a percentage of the work's price (10%).")
    per: Literal["job", "unit"] = Field(
        "job", description="Whether an amount is charged once or for each unit."
    )
    description: LocalizedText | None = Field(None, description="What the extra is, in a sentence or two.")


class SharedExtra(Extra):
    """An extra that goes with several services."""

    services: tuple[Id, ...] = Field((), description="Ids of the services it goes with; all if left out.")


class RushStep(Part):
    """A surcharge for work that is wanted soon."""

    within_days: int = Field(
        ge=0, le=365, description="Working days until the deadline, at most, for it to apply."
    )
    price: Charge = Field(description="A percentage (25%) of work and extras, or an amount.")


class Service(Part):
    """Something the freelancer sells."""

    id: Id = Field(description="Short name of the service, unique within the file.")
    name: LocalizedText = Field(description="What clients read.")
    pricing: Pricing = Field(description="How the price is worked out.")
    description: LocalizedText | None = Field(None, description="What the service is, in a few sentences.")
    turnaround: Days | None = Field(None, description="Working days it takes: 5, 3-5 days or 2 weeks.")
    included: Lines = Field((), description="What the client gets, one line each.")
    not_included: Lines = Field((), description="What costs extra or is not done, one line each.")
    needed: Lines = Field((), description="What the client must send before work starts, one line each.")
    revisions: int | None = Field(None, ge=0, le=100, description="Rounds of changes within the price.")
    extras: tuple[Extra, ...] = Field((), max_length=30, description="What a client may add.")
    minimum_fee: Amount | None = Field(None, description="Lowest price of a job, if other than the file's.")
    rush: tuple[RushStep, ...] | None = Field(
        None,
        max_length=10,
        description="Rush surcharges, if other than the file's; an empty list [] means none.",
    )


class Surcharges(Part):
    """What is added to a price, and when."""

    rush: tuple[RushStep, ...] = Field(
        (), max_length=10, description="Surcharges for work that is wanted soon."
    )
    weekend: Charge | None = Field(
        None, description="Surcharge when the deadline is a day off: no working hours that day, or a holiday."
    )
    extras: tuple[SharedExtra, ...] = Field(
        (), max_length=30, description="Extras that go with several services."
    )


class Discount(Part):
    """What is taken off a price, and when; exactly one of the three conditions is given."""

    discount: Charge = Field(description="A percentage (5%) or an amount taken off.")
    name: LocalizedText | None = Field(None, description="What clients read; a usual wording if left out.")
    from_quantity: Quantity | None = Field(None, description="Holds from this number of units or hours on.")
    from_amount: Rate | None = Field(None, description="Holds from this price (work, extras, surcharges) on.")
    client: Literal["new", "returning"] | None = Field(
        None, description="Holds for new or for returning clients."
    )
    services: tuple[Id, ...] = Field((), description="Ids of the services it holds for; all if left out.")

    @property
    def condition(self) -> Literal["quantity", "amount", "client"]:
        """Which of the three conditions it has."""
        if self.from_quantity is not None:
            return "quantity"
        return "amount" if self.from_amount is not None else "client"


class Vat(Part):
    """Value added tax or sales tax."""

    mode: Literal["none", "included", "added"] = Field(
        "none",
        description="none: not charged; included: in your prices already; added: on top of your prices.",
    )
    rate: Percent = Field(Decimal(0), description="The rate in percent: 19.")
    note: LocalizedText | None = Field(
        None, description="A sentence for quotes, such as why no VAT is charged."
    )
