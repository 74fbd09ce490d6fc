"""The price of a service as it stands on a list: "490 €", "from 0.09 € per word", "85 € per hour"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.services.offer import Fixed, Hourly, Packages, PerUnit, Service


@dataclass(frozen=True)
class PriceTag:
    """A phrase of the bot's and the amounts it is filled in with."""

    phrase: str
    amounts: dict[str, Decimal]


def price_tag(service: Service) -> PriceTag:
    """How a service's price is named before anything is known of the job."""
    pricing = service.pricing
    match pricing:
        case Fixed():
            return PriceTag("utter_price_fixed", {"amount": pricing.price})
        case Packages():
            prices = [package.price for package in pricing.packages]
            name = "utter_price_fixed" if len(set(prices)) == 1 else "utter_price_from"
            return PriceTag(name, {"amount": min(prices)})
        case Hourly():
            return PriceTag("utter_price_per_hour", {"amount": pricing.rate})
        case PerUnit():
            rates = [pricing.price, *(tier.price for tier in pricing.tiers)]
            return PriceTag(f"utter_price_per_{pricing.unit}", {"amount": min(rates)})
