"""What freelancers get wrong in their services file, and what they are told."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.services.amounts import Charge
from bot.services.loading import check, load
from bot.services.problems import Problem, ServicesFileError
from bot.services.schema import ServicesFile
from bot.services.source import LARGEST_FILE, read_source

BROKEN = Path(__file__).parent / "broken.yml"
SAMPLES = Path(__file__).parents[2] / "data" / "freelancers"


def only(problems: list[Problem]) -> Problem:
    assert len(problems) == 1, problems
    return problems[0]


def test_a_small_file_is_enough(problems_of: Any, small: str) -> None:
    assert problems_of(small) == []


def test_every_error_of_a_file_is_reported_at_once_with_line_and_field() -> None:
    expected = {
        (number, field)
        for number, line in enumerate(BROKEN.read_text().splitlines(), start=1)
        if not line.startswith("#")
        for field in line.partition("#!")[2].split()
    }
    found = {(problem.line, problem.field.replace(" ", "_")) for problem in check([BROKEN])}
    assert found == expected


def test_every_problem_says_what_to_do() -> None:
    for problem in check([BROKEN]):
        assert problem.message.endswith((".", ")")), problem
        assert problem.remedy
        assert not {"pydantic", "dict", "str", "NoneType", "tuple"} & set(problem.message.split()), problem


@pytest.mark.parametrize(
    ("written", "instead", "message", "remedy"),
    [
        ("currency: EUR", "currency: Euros", '"EUROS" is not a currency I know.', "Did you mean EUR (Euro)?"),
        ("currency: EUR", "currency: DEM", '"DEM" is not a currency', "Write the three-letter code"),
        (
            "time_zone: Europe/Berlin",
            "time_zone: Berlin",
            '"Berlin" is not a time zone',
            "Did you mean Europe/Berlin?",
        ),
        (
            "time_zone: Europe/Berlin",
            "time_zone: Europe/Berln",
            "is not a time zone",
            "Did you mean Europe/Berlin?",
        ),
        ("home_language: de", "home_language: Deutsch", '"Deutsch" is not a language', "two-letter code: de"),
        (
            "home_language: de",
            "home_language: xx",
            '"xx" is not a language',
            "two-letter code of the language",
        ),
        ("home_language: de", "home_langauge: de", "home_langauge", "Did you mean home_language?"),
        ("price: 300", "price: -300", '"-300" is negative.', "without the minus sign"),
        ("price: 300", "price: 300 €", '"300 €" is not an amount.', "Write only the number: 300."),
        ("price: 300", "price: 1.300", "can be read in two ways", "Write 1300, or 1.30 if"),
        ("price: 300", "price: 1,300", "can be read in two ways", "Write 1300"),
        ("price: 300", "price: 12,50", "is not an amount", "a point instead of the comma: 12.50"),
        ("price: 300", "price: .inf", "is not an amount", "Write digits"),
        ("price: 300", "price: 1e5", "is not an amount", "Write digits"),
        ("price: 300", "price: 99999999999", "is not an amount", "Write digits"),
        ("price: 300", "price:", "empty", "Write a number"),
        ("model: fixed", "model: fix", '"fix" is not a pricing model.', "Did you mean fixed?"),
        ("name: Jonas Weber", "name: [Jonas]", "A text is expected here.", "on the same line"),
        ("name: Jonas Weber", "name: ''", "The text is empty.", "Write the text"),
        (
            "trade: Texter",
            "trade: {de: Texter, Autor, en: Writer}",
            '"Autor" is not a language code',
            "put the whole text in quotes",
        ),
    ],
)
def test_a_wrong_value_is_explained_in_plain_words(
    problems_of: Any, small: str, written: str, instead: str, message: str, remedy: str
) -> None:
    assert written in small
    problems = problems_of(small.replace(written, instead, 1))
    line = next(n for n, text in enumerate(small.splitlines(), start=1) if written in text)
    meant = next(problem for problem in problems if message in problem.message)
    assert remedy in meant.remedy
    assert meant.line == line


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("freelancer:\n\tname: Jonas\n\ttrade: Texter\n", 2, "indented with a tab"),
        ("freelancer:\n  name: Jonas\n  trade: Text: und mehr\n", 3, "There is a colon where none may be"),
        (
            "freelancer:\n  name: 'Jonas\n  trade: Texter\n",
            2,
            "quotation mark is opened here and never closed",
        ),
        ("freelancer: {name: Jonas\nservices: []\n", 2, "bracket [ or { is not closed"),
        ("freelancer:\n  name: @jonas\n", 2, "begins with a character that has a meaning of its own"),
        ("freelancer:\n  name: *jonas\n", 2, "begins with *"),
        ("a: 1\n---\nb: 2\n", 2, 'second "---"'),
        ("freelancer:\n  name: Jonas\n trade: Texter\n", 3, "not aligned"),
        ("freelancer:\n  name: Jo\x07nas\n", 2, "control character"),
        ("freelancer:\n  name\n", 1, "freelancer"),
        ("- freelancer\n", 1, "does not begin with fields"),
        ("just text", 1, "does not begin with fields"),
        ("", None, "The file is empty"),
        ("# only a comment\n", None, "The file is empty"),
        ("? [a, b]\n: c\n", 1, "name of a field is missing"),
        ("freelancer: !!python/object:os.system x\n", 1, "is not used in services files"),
    ],
)
def test_a_file_that_is_no_yaml_is_explained_too(
    problems_of: Any, content: str, line: int | None, message: str
) -> None:
    problems = problems_of(content)
    assert any(
        problem.line == line and (message in problem.message or message in problem.field)
        for problem in problems
    ), problems


def test_every_line_indented_with_a_tab_is_named(problems_of: Any) -> None:
    problems = problems_of("freelancer:\n\tname: Jonas\n\ttrade: Texter\n")
    assert [problem.line for problem in problems] == [2, 3]


def test_a_field_given_twice_is_named_with_both_lines(problems_of: Any, small: str) -> None:
    problem = only(problems_of(small.replace("  currency: EUR\n", "  currency: EUR\n  name: Jonas\n")))
    assert (problem.line, problem.field) == (7, "freelancer.name")
    assert "already in line 2" in problem.message


def test_a_file_in_another_encoding_is_named_with_its_line(problems_of: Any, small: str) -> None:
    problem = only(problems_of(small.replace("Texter", "Übersetzer").encode("latin-1")))
    assert problem.line == 3
    assert "UTF-8" in problem.message


def test_a_byte_order_mark_is_no_error(problems_of: Any, small: str) -> None:
    assert problems_of(b"\xef\xbb\xbf" + small.encode()) == []


def test_windows_line_ends_are_no_error(problems_of: Any, small: str) -> None:
    assert problems_of(small.replace("\n", "\r\n")) == []


def test_a_file_above_one_megabyte_is_refused_unread(problems_of: Any, small: str) -> None:
    problem = only(problems_of(small + "#" * LARGEST_FILE))
    assert "1 MB" in problem.remedy


@pytest.mark.parametrize(
    "bomb",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
        "&a [*a]",
        "a: " + "[" * 5000,
        "".join(" " * depth + "a:\n" for depth in range(500)),
    ],
    ids=["aliases", "loop", "brackets", "indentation"],
)
def test_files_made_to_exhaust_memory_are_refused_quickly(problems_of: Any, bomb: str) -> None:
    started = time.monotonic()
    assert problems_of(bomb)
    assert time.monotonic() - started < 5


def test_a_file_that_does_not_exist_is_a_problem(tmp_path: Path) -> None:
    problem = only(check([tmp_path / "nobody.yml"]))
    assert "cannot be read" in problem.message


def test_a_folder_is_checked_file_by_file(tmp_path: Path, small: str) -> None:
    (tmp_path / "good.yml").write_text(small)
    (tmp_path / "bad.yaml").write_text(small.replace("EUR", "XYZ"))
    (tmp_path / ".hidden.yml").write_text("a: [")
    (tmp_path / "notes.txt").write_text("nothing")
    assert only(check([tmp_path])).file.name == "bad.yaml"


def test_two_files_of_one_name_are_a_problem(tmp_path: Path, small: str) -> None:
    (tmp_path / "jonas.yml").write_text(small)
    (tmp_path / "jonas.yaml").write_text(small)
    assert "same freelancer" in only(check([tmp_path])).message


def test_a_file_name_that_is_no_address_is_a_problem(tmp_path: Path, small: str) -> None:
    file = tmp_path / "Jonas Weber.yml"
    file.write_text(small)
    assert "file name" in only(check([file])).message


def test_prices_are_read_from_the_text_exactly(tmp_path: Path, small: str) -> None:
    file = tmp_path / "jonas.yml"
    file.write_text(small.replace("price: 300", "price: 0.100000") + "deposit: 33.333333%\n")
    loaded = load(file)
    assert loaded.services[0].pricing.price == Decimal("0.100000")  # type: ignore[union-attr]
    assert loaded.deposit == Charge(percent=Decimal("33.333333"))


def test_plain_text_is_in_the_home_language(tmp_path: Path, small: str) -> None:
    file = tmp_path / "jonas.yml"
    file.write_text(small)
    loaded = load(file)
    assert loaded.services[0].name.wording("de") == ("Werbetext", "de")
    assert loaded.services[0].name.wording("fr") == ("Werbetext", "de")


def test_norwegian_is_a_language_and_not_the_word_no(tmp_path: Path, small: str) -> None:
    file = tmp_path / "jonas.yml"
    file.write_text(small.replace("home_language: de", "home_language: no") + "policies: {payment: yes}\n")
    loaded = load(file)
    assert loaded.home == "no"
    assert loaded.policies.given()["payment"].wording("no") == ("yes", "no")


def test_phrasings_may_be_a_list_or_lists_by_language(tmp_path: Path, small: str) -> None:
    faq = """
faq:
  - {id: a, question: Wie?, answer: So., phrasings: [Wie denn?, {en: How?}]}
  - {id: b, question: Was?, answer: Das., phrasings: {de: [Was denn?], en: [What?, What is it?]}}
"""
    file = tmp_path / "jonas.yml"
    file.write_text(small + faq)
    one, other = load(file).faq
    assert [text.texts for text in one.phrasings] == [{"de": "Wie denn?"}, {"en": "How?"}]
    assert [text.texts for text in other.phrasings] == [
        {"de": "Was denn?"},
        {"en": "What?"},
        {"en": "What is it?"},
    ]


def test_a_loaded_file_survives_json() -> None:
    loaded = load(SAMPLES / "designer.yml")
    assert ServicesFile.model_validate_json(loaded.model_dump_json(by_alias=True)) == loaded


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode(errors="surrogatepass")))
def test_no_content_whatever_breaks_the_reader(content: bytes) -> None:
    with pytest.raises(ServicesFileError) as caught:
        load(Path("anything.yml"), content)
    assert caught.value.problems
    assert all(str(problem) for problem in caught.value.problems)


_yaml_values = st.recursive(
    st.sampled_from(["x", "-1", "0.5", "[]", "{}", "", "2026-01-01", "30%", "de", "fixed", "null", "true"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(
            st.sampled_from(["id", "name", "price", "model", "services", "en", "from", "tiers"]),
            inner,
            max_size=3,
        ).map(lambda items: "{" + ", ".join(f"{key}: {value}" for key, value in items.items()) + "}")
    ),
    max_leaves=8,
)
_top_fields = [
    "freelancer",
    "services",
    "faq",
    "discounts",
    "surcharges",
    "hours",
    "holidays",
    "glossary",
    "vat",
]


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from([*_top_fields, "deposit", "policies"]), _yaml_values, max_size=6))
def test_fields_of_any_shape_give_problems_and_not_crashes(fields: dict[str, str]) -> None:
    content = "\n".join(f"{name}: {value}" for name, value in fields.items())
    with pytest.raises(ServicesFileError) as caught:
        load(Path("anything.yml"), content.encode())
    assert all(problem.message and problem.remedy for problem in caught.value.problems)


def test_lines_are_kept_for_every_field(small: str) -> None:
    source = read_source(Path("jonas.yml"), small.encode())
    assert source.lines["services", 0, "pricing", "price"] == 12
    assert source.lines["freelancer",] == 1
