"""Prices computed by hand, and what must hold for every price."""

from __future__ import annotations

import ast
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.phrases import read_responses
from bot.quotes import lines, priced, pricing, rounding, schedule
from bot.quotes.priced import Estimate, Line, QuoteRequest
from bot.quotes.pricing import PricingError, estimate, needed_fields
from bot.services.schema import ServicesFile
from bot.settings import ROOT

MONDAY = date(2026, 11, 23)
D = Decimal


def a_file(pricing: dict[str, Any], *, currency: str = "EUR", **fields: Any) -> ServicesFile:
    """A freelancer who sells one service, called s."""
    service = {"id": "s", "name": {"de": "Arbeit", "en": "Work"}, "pricing": pricing}
    service |= fields.pop("service", {})
    freelancer = {
        "name": "Jonas",
        "trade": "Texter",
        "home_language": "de",
        "time_zone": "Europe/Berlin",
        "currency": currency,
    }
    return ServicesFile.model_validate({"freelancer": freelancer, "services": [service], **fields})


def price(file: ServicesFile, *, quantity: str | None = None, **request: Any) -> Estimate:
    amount = D(quantity) if quantity else None
    return estimate(file, QuoteRequest("s", amount, **request), today=MONDAY)


def amounts(result: Estimate) -> list[tuple[str, str]]:
    return [(line.kind, str(line.amount)) for line in result.lines]


FIXED: dict[str, Any] = {"model": "fixed", "price": "100"}
WORDS: dict[str, Any] = {
    "model": "per_unit",
    "unit": "word",
    "price": "0.12",
    "tiers": [{"from": "5000", "price": "0.10"}, {"from": "10000", "price": "0.085"}],
}
ADDED_19 = {"mode": "added", "rate": "19"}


def test_a_fixed_price_is_the_price() -> None:
    result = price(a_file(FIXED))
    assert (result.subtotal, result.vat, result.total, result.deposit) == (
        D("100.00"),
        D(0),
        D("100.00"),
        None,
    )
    assert result.high is None
    assert result.currency == "EUR"


@pytest.mark.parametrize(
    ("words", "total"),
    [
        ("1", "0.12"),
        ("4000", "480.00"),
        ("4999", "599.88"),  # 4999 x 0.12
        ("5000", "500.00"),  # the whole quantity at the tier's price
        ("9999", "999.90"),
        ("10000", "850.00"),
        ("12345", "1049.33"),  # 1049.325, half up
    ],
)
def test_the_tier_reached_holds_for_the_whole_quantity(words: str, total: str) -> None:
    assert str(price(a_file(WORDS), quantity=words).total) == total


def test_a_unit_line_says_how_many_at_what_price() -> None:
    line = price(a_file(WORDS), quantity="5000").lines[0]
    assert (line.quantity, line.unit, line.unit_price) == (D(5000), "word", D("0.10"))


def test_fewest_units_are_charged() -> None:
    file = a_file({"model": "per_unit", "unit": "minute", "price": "12", "minimum": "5"})
    result = price(file, quantity="1.5")
    assert (result.total, result.lines[0].quantity) == (D("60.00"), D(5))


def test_a_package_is_picked_by_id() -> None:
    packages = [
        {"id": "a", "name": "A", "price": "490"},
        {"id": "b", "name": {"de": "B", "en": "Bee"}, "price": "890"},
    ]
    result = price(a_file({"model": "packages", "packages": packages}), package="b")
    assert result.total == 890
    assert result.lines[0].label is not None
    assert result.lines[0].label.texts == {"de": "Arbeit – B", "en": "Work – Bee"}


def test_hours_in_a_range_give_a_price_from_to() -> None:
    file = a_file({"model": "hourly", "rate": "78", "hours": "3-5"}, vat=ADDED_19, deposit="50%")
    result = price(file)
    assert (result.subtotal, result.vat, result.total) == (D("234.00"), D("44.46"), D("278.46"))
    assert result.deposit == D("139.23")
    assert result.high is not None
    assert (result.high.subtotal, result.high.vat, result.high.total) == (
        D("390.00"),
        D("74.10"),
        D("464.10"),
    )
    assert result.high.deposit == D("232.05")
    line = result.lines[0]
    assert (line.quantity, line.quantity_high, line.amount, line.high) == (
        D(3),
        D(5),
        D("234.00"),
        D("390.00"),
    )


def test_an_exact_number_of_hours_gives_one_price() -> None:
    assert price(a_file({"model": "hourly", "rate": "78", "hours": "4"})).high is None


def test_a_range_that_the_minimum_fee_levels_is_no_range() -> None:
    result = price(a_file({"model": "hourly", "rate": "50", "hours": "1-2"}, minimum_fee="120"))
    assert result.high is None
    assert amounts(result) == [("work", "50.00"), ("minimum", "70.00")]


def test_the_minimum_fee_may_hold_at_one_end_only() -> None:
    result = price(a_file({"model": "hourly", "rate": "50", "hours": "1-4"}, minimum_fee="120"))
    assert (result.total, result.high and result.high.total) == (D("120.00"), D("200.00"))
    supplement = result.lines[1]
    assert (supplement.kind, supplement.amount, supplement.high) == ("minimum", D("70.00"), D("0.00"))


def test_scopes_have_hours_of_their_own() -> None:
    scopes = [{"id": "small", "name": "Klein", "hours": "2"}, {"id": "big", "name": "Groß", "hours": "10-20"}]
    file = a_file({"model": "hourly", "rate": "60", "scopes": scopes})
    assert price(file, package="small").total == 120
    big = price(file, package="big")
    assert (big.total, big.high and big.high.total) == (D(600), D(1200))


def test_hours_that_the_client_names_and_the_fewest_that_are_charged() -> None:
    file = a_file({"model": "hourly", "rate": "65", "minimum_hours": "2"})
    assert price(file, quantity="1").total == 130
    assert price(file, quantity="2.5").total == D("162.50")


def test_extras_are_amounts_or_percentages_of_the_work_once_or_for_each_unit() -> None:
    extras = [
        {"id": "flat", "name": "F", "price": "30"},
        {"id": "percent", "name": "P", "price": "10%"},
        {"id": "each", "name": "E", "price": "0.03", "per": "unit"},
        {"id": "unwanted", "name": "U", "price": "1000"},
    ]
    result = price(
        a_file(WORDS, service={"extras": extras}), quantity="1000", extras=("each", "flat", "percent", "flat")
    )
    # 1000 x 0.12 = 120; 10 % of 120 = 12; 1000 x 0.03 = 30
    assert amounts(result) == [("work", "120.00"), ("extra", "30.00"), ("extra", "12.00"), ("extra", "30.00")]
    assert result.total == D("192.00")


def test_shared_extras_go_with_the_services_they_name() -> None:
    shared = [
        {"id": "here", "name": "H", "price": "5", "services": ["s"]},
        {"id": "elsewhere", "name": "E", "price": "5", "services": ["t"]},
    ]
    file = a_file(FIXED, surcharges={"extras": shared})
    assert price(file, extras=("here",)).total == 105
    with pytest.raises(PricingError) as caught:
        price(file, extras=("elsewhere",))
    assert caught.value.field == "extras"


def test_everything_at_once_in_the_documented_order() -> None:
    file = a_file(
        WORDS,
        service={"extras": [{"id": "x", "name": "X", "price": "15%"}], "turnaround": "10 days"},
        surcharges={"rush": [{"within_days": 5, "price": "25%"}], "weekend": "30%"},
        discounts=[{"client": "new", "discount": "5%"}, {"from_amount": "500", "discount": "20"}],
        vat={"mode": "added", "rate": "21"},
        deposit="30%",
    )
    result = price(file, quantity="5000", extras=("x",), deadline=date(2026, 11, 29), client="new")
    # 5000 x 0.10 = 500; extra 75; base 575; rush 143.75; Sunday 172.50; base 891.25;
    # 20 off; 5 % = 44.5625; 826.69 net; VAT 173.6049; 30 % of 1000.29 = 300.087
    assert amounts(result) == [
        ("work", "500.00"),
        ("extra", "75.00"),
        ("rush", "143.75"),
        ("weekend", "172.50"),
        ("discount", "-20.00"),
        ("discount", "-44.56"),
    ]
    assert (result.subtotal, result.vat, result.total) == (D("826.69"), D("173.60"), D("1000.29"))
    assert result.deposit == D("300.09")
    assert [line.phrase for line in result.lines[2:]] == [
        "quote_line_rush",
        "quote_line_weekend",
        "quote_line_discount_amount",
        "quote_line_discount_new_client",
    ]


def test_of_discounts_with_one_kind_of_condition_the_best_holds() -> None:
    discounts = [
        {"from_quantity": "1000", "discount": "2%"},
        {"from_quantity": "3000", "discount": "8%", "name": "Mengenrabatt"},
        {"from_quantity": "9000", "discount": "50%"},
    ]
    result = price(a_file(WORDS, discounts=discounts), quantity="4000")
    assert amounts(result) == [("work", "480.00"), ("discount", "-38.40")]
    assert str(result.lines[1].label) == "Mengenrabatt"
    assert result.lines[1].percent == 8


def test_discounts_hold_for_the_services_and_clients_they_name() -> None:
    discounts = [
        {"client": "returning", "discount": "10%"},
        {"client": "new", "discount": "5%", "services": ["t"]},
    ]
    file = a_file(FIXED, discounts=discounts)
    assert price(file).total == 100
    assert price(file, client="new").total == 100
    assert price(file, client="returning").total == 90


def test_discounts_never_exceed_what_they_are_taken_off() -> None:
    discounts = [{"client": "new", "discount": "80"}, {"from_amount": "50", "discount": "70"}]
    result = price(a_file(FIXED, discounts=discounts), client="new")
    assert amounts(result) == [("work", "100.00"), ("discount", "-70.00"), ("discount", "-30.00")]
    assert result.total == 0


def test_a_discount_does_not_undercut_the_minimum_fee() -> None:
    result = price(
        a_file(FIXED, discounts=[{"client": "new", "discount": "50%"}], minimum_fee="80"), client="new"
    )
    assert amounts(result) == [("work", "100.00"), ("discount", "-50.00"), ("minimum", "30.00")]


def test_a_service_may_have_a_minimum_fee_of_its_own() -> None:
    file = a_file(FIXED, minimum_fee="500", service={"minimum_fee": "0"})
    assert price(file).total == 100


def test_what_is_free_stays_free() -> None:
    assert price(a_file({"model": "fixed", "price": "0"}, minimum_fee="120", vat=ADDED_19)).total == 0


def test_vat_that_is_included_is_named_and_not_added() -> None:
    result = price(a_file(FIXED, vat={"mode": "included", "rate": "19"}))
    assert (result.subtotal, result.vat, result.total) == (D("100.00"), D("15.97"), D("100.00"))


@pytest.mark.parametrize(("deposit", "expected"), [("30%", "35.70"), ("50", "50.00"), ("5000", "119.00")])
def test_the_deposit_is_part_of_the_total_with_vat(deposit: str, expected: str) -> None:
    assert str(price(a_file(FIXED, vat=ADDED_19, deposit=deposit)).deposit) == expected


@pytest.mark.parametrize(
    ("currency", "total"), [("EUR", "1.01"), ("JPY", "1"), ("KWD", "1.005"), ("CLP", "1")]
)
def test_amounts_are_rounded_half_up_to_what_the_currency_has(currency: str, total: str) -> None:
    assert str(price(a_file({"model": "fixed", "price": "1.0050"}, currency=currency)).total) == total


def test_a_quote_is_valid_for_the_days_of_the_file() -> None:
    assert price(a_file(FIXED, quote_validity_days=10)).valid_until == date(2026, 12, 3)


@pytest.mark.parametrize(
    ("pricing", "needed"),
    [
        (FIXED, ()),
        (WORDS, ("quantity",)),
        ({"model": "packages", "packages": [{"id": "a", "name": "A", "price": 1}]}, ("package",)),
        ({"model": "hourly", "rate": 1, "scopes": [{"id": "a", "name": "A", "hours": 1}]}, ("package",)),
        ({"model": "hourly", "rate": 1}, ("hours",)),
        ({"model": "hourly", "rate": 1, "hours": "1-2"}, ()),
    ],
)
def test_what_a_price_needs(pricing: dict[str, Any], needed: tuple[str, ...]) -> None:
    assert needed_fields(a_file(pricing).services[0]) == needed


@pytest.mark.parametrize(
    ("pricing", "request_", "field", "phrase"),
    [
        (WORDS, {}, "quantity", "quote_error_quantity_missing"),
        (WORDS, {"quantity": D(0)}, "quantity", "quote_error_quantity_positive"),
        (WORDS, {"quantity": D(-5)}, "quantity", "quote_error_quantity_positive"),
        (WORDS, {"quantity": D("NaN")}, "quantity", "quote_error_quantity_positive"),
        (WORDS, {"quantity": D("Infinity")}, "quantity", "quote_error_quantity_positive"),
        (WORDS, {"quantity": D("2.5")}, "quantity", "quote_error_quantity_whole"),
        (WORDS, {"quantity": D(10) ** 12}, "quantity", "quote_error_quantity_large"),
        ({"model": "hourly", "rate": 1}, {}, "quantity", "quote_error_hours_missing"),
        ({"model": "hourly", "rate": 1}, {"quantity": D(20000)}, "quantity", "quote_error_quantity_large"),
        (FIXED, {"extras": ("x",)}, "extras", "quote_error_extra_unknown"),
        (FIXED, {"deadline": MONDAY - timedelta(days=1)}, "deadline", "quote_error_deadline_past"),
        (FIXED, {"service": "t"}, "service", "quote_error_service_unknown"),
        (
            {"model": "packages", "packages": [{"id": "a", "name": "A", "price": 1}]},
            {},
            "package",
            "quote_error_package_missing",
        ),
        (
            {"model": "packages", "packages": [{"id": "a", "name": "A", "price": 1}]},
            {"package": "b"},
            "package",
            "quote_error_package_unknown",
        ),
    ],
)
def test_a_job_that_cannot_be_priced_says_why(
    pricing: dict[str, Any], request_: dict[str, Any], field: str, phrase: str
) -> None:
    with pytest.raises(PricingError) as caught:
        estimate(a_file(pricing), QuoteRequest(**{"service": "s", **request_}), today=MONDAY)
    assert (caught.value.field, caught.value.phrase) == (field, phrase)
    assert phrase in read_responses(ROOT / "domain.yml")


def test_an_estimate_survives_json_with_decimals_as_strings() -> None:
    file = a_file({"model": "hourly", "rate": "78", "hours": "3-5"}, vat=ADDED_19, deposit="50%")
    result = price(file, deadline=MONDAY)
    stored = result.as_json()
    assert stored["total"] == "278.46"
    assert Estimate.model_validate(stored) == result


def test_no_float_comes_near_a_price() -> None:
    for module in (lines, priced, pricing, rounding, schedule):
        for node in ast.walk(ast.parse(Path(module.__file__ or "").read_text())):
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float))
            assert not (isinstance(node, ast.Name) and node.id == "float")
    with pytest.raises(TypeError, match="Decimal"):
        QuoteRequest("s", 0.1)  # type: ignore[arg-type]


# --- what must hold for every price -------------------------------------------------------------------------

_money = st.decimals(min_value=0, max_value=100_000, places=3)
_rates = st.decimals(min_value=D("0.001"), max_value=500, places=3)
_charges = _money | st.decimals(min_value=0, max_value=100, places=2).map(lambda percent: f"{percent:f}%")
_spans = st.tuples(st.integers(1, 50), st.integers(0, 50)).map(lambda ends: f"{ends[0]}-{ends[0] + ends[1]}")
_tiers = st.dictionaries(st.integers(2, 9000), _rates, max_size=3).map(
    lambda tiers: [{"from": start, "price": tiers[start]} for start in sorted(tiers)]
)
_pricings = st.one_of(
    st.fixed_dictionaries({"model": st.just("fixed"), "price": _money}),
    st.fixed_dictionaries({"model": st.just("hourly"), "rate": _rates, "hours": _spans}),
    st.fixed_dictionaries({"model": st.just("hourly"), "rate": _rates}),
    st.fixed_dictionaries(
        {"model": st.just("per_unit"), "unit": st.just("minute"), "price": _rates, "tiers": _tiers}
    ),
)
_conditions = st.sampled_from([{"client": "new"}, {"from_quantity": "5"}, {"from_amount": "100"}])
_files = st.builds(
    a_file,
    _pricings,
    currency=st.sampled_from(["EUR", "JPY", "KWD"]),
    service=st.fixed_dictionaries(
        {
            "extras": st.lists(_charges, max_size=3).map(
                lambda prices: [
                    {"id": f"x{n}", "name": "X", "price": each, "per": "unit" if n % 2 else "job"}
                    for n, each in enumerate(prices)
                ]
            ),
            "turnaround": st.integers(1, 20),
        }
    ),
    surcharges=st.fixed_dictionaries(
        {"rush": _charges.map(lambda charge: [{"within_days": 5, "price": charge}]), "weekend": _charges}
    ),
    discounts=st.lists(
        st.tuples(_conditions, _charges).map(lambda parts: {**parts[0], "discount": parts[1]}), max_size=4
    ),
    minimum_fee=_money,
    deposit=_charges,
    vat=st.sampled_from([{}, ADDED_19, {"mode": "included", "rate": "7.7"}]),
)


@settings(max_examples=50, deadline=None)
@given(_files, st.integers(1, 10_000), st.integers(0, 30), st.booleans())
def test_every_price_adds_up_and_is_never_negative(
    file: ServicesFile, units: int, days: int, new: bool
) -> None:
    extras = tuple(extra.id for extra in file.services[0].extras)
    deadline = MONDAY + timedelta(days=days)
    request = QuoteRequest("s", D(units), None, extras, deadline, "new" if new else None)
    result = estimate(file, request, today=MONDAY)
    assert result.subtotal == sum(line.amount for line in result.lines)
    added = result.vat if result.vat_mode == "added" else 0
    assert result.total == result.subtotal + added
    assert 0 <= result.vat <= result.total
    assert result.deposit is not None
    assert 0 <= result.deposit <= result.total
    if result.high:
        assert result.high.subtotal == sum(line.high for line in result.lines if line.high is not None)
        assert result.high.total >= result.total
    smallest = rounding.rounded(D(0), result.currency)
    assert all(_whole_units(line, smallest) for line in result.lines)
    assert Estimate.model_validate(result.as_json()) == result


def _whole_units(line: Line, smallest: Decimal) -> bool:
    return line.amount.as_tuple().exponent == smallest.as_tuple().exponent


@settings(max_examples=40, deadline=None)
@given(_rates, _tiers, st.integers(1, 9000), st.integers(1, 9000))
def test_more_units_cost_no_less_within_a_tier(
    rate: Decimal, tiers: list[dict[str, Any]], one: int, other: int
) -> None:
    file = a_file({"model": "per_unit", "unit": "word", "price": rate, "tiers": tiers}, vat=ADDED_19)
    low, high = sorted((one, other))
    if not any(low < tier["from"] <= high for tier in tiers):
        assert price(file, quantity=str(low)).total <= price(file, quantity=str(high)).total
