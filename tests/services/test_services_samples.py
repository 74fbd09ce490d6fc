"""The sample freelancers, the JSON Schema and the page that describes the services file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from bot.quotes.pricing import QuoteRequest, estimate, needed_fields
from bot.services.editor_schema import json_schema
from bot.services.loading import check, load, services_files
from bot.services.offer import Hourly, Packages
from bot.services.schema import POLICIES, ServicesFile

ROOT = Path(__file__).parents[2]
SAMPLES = services_files(ROOT / "data" / "freelancers")
PAGE = ROOT / "docs" / "services-file.md"
SCHEMA = ROOT / "docs" / "services-file.schema.json"


@pytest.fixture(params=SAMPLES, ids=lambda file: file.stem, scope="module")
def sample(request: pytest.FixtureRequest) -> ServicesFile:
    return load(request.param)


def test_there_are_three_without_any_problem() -> None:
    assert [file.stem for file in SAMPLES] == ["designer", "developer", "translator"]
    assert check(SAMPLES) == []


def test_each_is_rich_enough_to_sell_from(sample: ServicesFile) -> None:
    assert 4 <= len(sample.services) <= 6
    assert len(sample.faq) >= 12
    assert all(len(entry.phrasings) >= 2 for entry in sample.faq)
    assert set(sample.policies.given()) == set(POLICIES)
    assert sample.surcharges.rush
    assert sample.holidays
    assert sample.glossary.keep
    assert sample.glossary.fixed
    assert any(sample.extras_of(service) for service in sample.services)


def test_each_faq_can_be_searched_in_english(sample: ServicesFile) -> None:
    for entry in sample.faq:
        assert entry.question.wording("en")[1] == "en"
        assert any("en" in text.texts for text in entry.phrasings)


def test_every_service_of_each_has_a_price(sample: ServicesFile) -> None:
    today = date(2026, 11, 23)
    for service in sample.services:
        choices: list[str | None] = [None]
        if isinstance(service.pricing, Packages):
            choices = [package.id for package in service.pricing.packages]
        elif isinstance(service.pricing, Hourly) and service.pricing.scopes:
            choices = [scope.id for scope in service.pricing.scopes]
        quantity = Decimal(20) if {"quantity", "hours"} & set(needed_fields(service)) else None
        every_extra = tuple(extra.id for extra in sample.extras_of(service))
        for choice in choices:
            for deadline in (None, today + timedelta(days=1), today + timedelta(days=200)):
                job = QuoteRequest(service.id, quantity, choice, every_extra, deadline)
                priced = estimate(sample, job, today=today)
                assert priced.total > 0
                assert priced.deposit is not None
                assert priced.total > priced.deposit > 0


def test_the_published_schema_is_current() -> None:
    assert json.loads(SCHEMA.read_text()) == json_schema(), "run: python -m bot.services.editor_schema"


def test_the_schema_is_one_and_the_samples_keep_to_it() -> None:
    Draft202012Validator.check_schema(json_schema())
    validator = Draft202012Validator(json_schema())
    for file in SAMPLES:
        data = json.loads(json.dumps(YAML(typ="safe", pure=True).load(file), default=str))
        assert [error.message for error in validator.iter_errors(data)] == [], file.name


@pytest.mark.parametrize(
    "wrong",
    [
        {"freelancer": {}},
        {"services": []},
        {"vat": {"mode": "off"}},
        {"deposit": "lots"},
        {"holidays": ["soon"]},
    ],
)
def test_the_schema_finds_what_is_wrong(wrong: dict[str, Any]) -> None:
    good = json.loads(json.dumps(YAML(typ="safe", pure=True).load(SAMPLES[0]), default=str))
    assert list(Draft202012Validator(json_schema()).iter_errors(good | wrong))


def _fields(schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every field of the services file with the group it is in."""
    groups = {"": schema, **schema["$defs"]}
    for group, part in groups.items():
        for field in part.get("properties", {}):
            yield group, field


def test_every_field_is_described_in_the_schema() -> None:
    schema = json_schema()
    for group, field in _fields(schema):
        entry = (schema["$defs"][group] if group else schema)["properties"][field]
        assert "description" in entry or "$ref" in entry or field == "model", f"{group}.{field}"


def test_every_field_is_documented() -> None:
    documented = set(re.findall(r"`([a-z_]+)`", PAGE.read_text()))
    missing = {f"{group}.{field}" for group, field in _fields(json_schema()) if field not in documented}
    assert not missing


def test_the_page_documents_no_field_that_is_gone() -> None:
    known = {field for _, field in _fields(json_schema())} | {"fixed", "packages", "hourly", "per_unit"}
    rows = re.findall(r"^\| `([a-z_]+)`", PAGE.read_text(), flags=re.MULTILINE)
    assert rows
    assert set(rows) <= known


def test_the_examples_of_the_page_are_good(tmp_path: Path) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(), flags=re.DOTALL)
    assert len(blocks) >= 2
    file = tmp_path / "example.yml"
    file.write_text(blocks[0])
    assert check([file]) == []
    for block in blocks[1:]:
        file.write_text(blocks[0] + "\n" + block)
        assert check([file]) == [], block
