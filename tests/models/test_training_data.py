"""The data of the training recipe: reading, slots, placeholders and casual typing."""

import random
import re
from pathlib import Path

from models.training import domain as own
from models.training.augment import casual, join, mask_shared
from models.training.corpora import Pair, fold, held_out, read_pairs, training_pairs
from models.training.domain import expand, is_held_out, read_lines, read_slots

# Corpora


def test_reading_skips_broken_lines_and_dev_sentences(corpora: Path, sentences: list[Pair]) -> None:
    forbidden = held_out(["es"], corpora / "dev")
    pairs, counts = training_pairs("es", {"tatoeba": 0.5}, forbidden, corpora)
    assert len(pairs) == len(sentences)
    assert set(counts) == {0.5}
    assert all(fold(p.source) != "the dev one" for p in pairs)


def test_a_family_the_recipe_does_not_name_is_left_out(corpora: Path) -> None:
    assert training_pairs("es", {"bcontrast": 1.0}, set(), corpora) == ([], [])


def test_plain_and_packed_files_read_alike(corpora: Path, tmp_path: Path) -> None:
    packed = list(read_pairs(corpora / "tatoeba.en-es.tsv.zst"))
    (tmp_path / "plain.tsv").write_text("".join(f"{p.source}\t{p.target}\n" for p in packed))
    assert list(read_pairs(tmp_path / "plain.tsv")) == packed


# Domain


def test_slots_take_the_same_value_on_both_sides(domain: Path) -> None:
    lines, slots = read_lines(domain / "clients.tsv"), read_slots(domain / "slots.tsv")
    seen = set()
    for seed in range(40):
        pair = expand(lines[1], "en", "es", slots, random.Random(seed))
        assert pair is not None
        match = re.fullmatch(r"(XQ\d) can come on (Monday|Friday)\.", pair.source)
        assert match is not None
        day = {"Monday": "lunes", "Friday": "viernes"}[match[2]]
        assert pair.target == f"{match[1]} puede venir el {day}."
        seen.add(day)
    assert seen == {"lunes", "viernes"}


def test_money_and_addresses_become_what_the_runtime_writes(domain: Path) -> None:
    line = read_lines(domain / "clients.tsv")[0]
    pair = expand(line, "en", "es", {}, random.Random(1))
    assert pair is not None
    amount = re.search(r"\$\d{3}", pair.source)
    assert amount is not None
    assert amount[0] in pair.target
    assert re.findall(r"XQ\d", pair.source) == re.findall(r"XQ\d", pair.target) != []


def test_a_line_without_the_language_or_without_values_gives_nothing(domain: Path) -> None:
    lines = read_lines(domain / "clients.tsv")
    assert expand(lines[0], "en", "fr", {}, random.Random(1)) is None
    assert expand(lines[1], "en", "fr", {}, random.Random(1)) is None
    assert expand({"en": "a {day}", "es": "un"}, "en", "es", {}, random.Random(1)) is None


def test_a_line_is_for_learning_or_for_measuring_and_words_are_all_learned(tmp_path: Path) -> None:
    lines = "en\tes\n" + "".join(f"Sentence number {n}.\tFrase número {n}.\n" for n in range(200))
    for name in ("clients", "words"):
        (tmp_path / f"{name}.tsv").write_text(lines, encoding="utf-8")
    learned, measured = own.training_lines(tmp_path, "clients"), own.dev_lines(tmp_path, "clients")
    assert len(learned) + len(measured) == 200
    assert 5 < len(measured) < 40
    assert not {line["en"] for line in learned} & {line["en"] for line in measured}
    assert len(own.training_lines(tmp_path, "words")) == 200
    assert own.dev_lines(tmp_path, "words") == []


def test_about_a_tenth_of_the_lines_is_held_out() -> None:
    held = [is_held_out(f"Sentence number {n}.") for n in range(2000)]
    assert 150 < sum(held) < 250
    assert is_held_out("Sentence number 7. ") == is_held_out("sentence number 7.")


def test_our_own_lines_have_the_same_slots_in_every_language() -> None:
    folder = Path(own.__file__).parent / "domain"
    for file in set(folder.glob("*.tsv")) - {folder / "slots.tsv"}:
        for line in read_lines(file):
            assert set(line) == set(own.LANGUAGES), line["en"]
            slots = {language: set(re.findall(r"\{\w+\}", text)) for language, text in line.items()}
            assert all(found == slots["en"] for found in slots.values()), line["en"]


# Noise


def test_masking_keeps_both_sides_aligned() -> None:
    pair = Pair("Tom met Mary in Boston at 10.", "Tom conoció a Mary en Boston a las 10.")
    for seed in range(50):
        masked = mask_shared(pair, random.Random(seed))
        assert masked is not None
        left, right = re.findall(r"XQ\d", masked.source), re.findall(r"XQ\d", masked.target)
        assert sorted(left) == sorted(right) != []
        assert len(set(left)) == len(left)


def test_masking_finds_amounts_of_money() -> None:
    masked = mask_shared(Pair("It cost 30 dollars.", "Costó 30 dólares."), random.Random(1))
    assert masked is not None
    assert re.fullmatch(r"It cost \$\d{3}\.", masked.source)
    assert masked.target == masked.source.replace("It cost", "Costó")


def test_masking_leaves_pairs_alone_that_share_nothing() -> None:
    assert mask_shared(Pair("He met her.", "La conoció."), random.Random(1)) is None
    assert mask_shared(Pair("Tom, Tom!", "¡Tom!"), random.Random(1)) is None


def test_casual_typing_changes_form_and_not_words() -> None:
    for seed in range(30):
        text = casual("¿Cuánto cuesta, por favor?", random.Random(seed))
        assert "¿" not in text
        assert fold(casual(text, random.Random(seed))).replace("a", "á")[:3] == "cuá"


def test_two_sentences_are_joined_with_a_stop_between_them() -> None:
    assert join(Pair("Hi", "Hola"), Pair("Bye.", "Adiós.")) == Pair("Hi. Bye.", "Hola. Adiós.")
