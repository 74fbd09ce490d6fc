"""Both engines read and write one checkpoint alike, and its conversion happens once."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from known_sentences import ENGLISH_GERMAN, SPANISH_ENGLISH
from scripted import DATA

from bot.language.marian import EngineError
from bot.language.marian import convert as conversion
from bot.language.marian.convert import convert_with_transformers, converted
from bot.language.marian.ctranslate import CTranslateEngine
from bot.language.marian.pieces import Pieces
from bot.language.marian.reference import TransformersEngine
from bot.settings import ROOT

FOLDER = DATA / "translation" / "es-en"
SOURCES = [source for source, _ in SPANISH_ENGLISH]


@pytest.fixture(scope="module")
def reference() -> TransformersEngine:
    return TransformersEngine(FOLDER)


@pytest.fixture(scope="module")
def fast(tmp_path_factory: pytest.TempPathFactory) -> CTranslateEngine:
    return CTranslateEngine(FOLDER, "tiny-es-en", tmp_path_factory.mktemp("cache"))


def test_both_engines_translate_alike(reference: TransformersEngine, fast: CTranslateEngine) -> None:
    ours, theirs = fast.translate(SOURCES), reference.translate(SOURCES)
    assert [found[0].text for found in ours] == [found[0].text for found in theirs]
    assert [found[0].text for found in ours] == [target for _, target in SPANISH_ENGLISH]
    for one, other in zip(ours, theirs, strict=True):
        assert one[0].probability == pytest.approx(other[0].probability, abs=0.05)


def test_both_engines_give_alternatives_best_first(
    reference: TransformersEngine, fast: CTranslateEngine
) -> None:
    for engine in (reference, fast):
        found = engine.translate(SOURCES[:2], 4)
        assert [len(hypotheses) for hypotheses in found] == [4, 4]
        assert found[0][0].text == "How much is a logo?"
        assert len({hypothesis.text for hypothesis in found[0]}) == 4
        assert found[0] == sorted(found[0], key=lambda hypothesis: -hypothesis.probability)


def test_both_engines_find_a_translation_as_probable_as_when_they_made_it(
    reference: TransformersEngine, fast: CTranslateEngine
) -> None:
    for engine in (reference, fast):
        made = engine.translate(SOURCES)
        pairs = [(source, found[0].text) for source, found in zip(SOURCES, made, strict=True)]
        scores = engine.score(pairs)
        assert scores == pytest.approx([found[0].probability for found in made], abs=0.02)
        other = engine.score([(SOURCES[0], pairs[1][1])])
        assert other[0] < scores[0] / 2


@settings(max_examples=100, deadline=None)
@given(text=st.one_of(st.text(max_size=60), st.text(alphabet=list("aéñ ¿?XQ019$.,><"), max_size=40)))
def test_tokens_are_those_of_marian_tokenizer(reference: TransformersEngine, text: str) -> None:
    if any(token in text for token in ("</s>", "<pad>", "<unk>", "<eop>", "<eod>")):
        return  # cleaned out before they get here
    tokenizer = reference._tokenizer
    pieces = Pieces(FOLDER)
    assert pieces.ids(text) == tokenizer(text)["input_ids"]
    assert fast_decode(pieces, text) == tokenizer.decode(
        tokenizer(text)["input_ids"], skip_special_tokens=True
    )


def fast_decode(pieces: Pieces, text: str) -> str:
    return pieces.decode(pieces.encode(text))


def test_a_tag_at_the_start_is_one_token() -> None:
    assert Pieces(FOLDER).encode(">>de<< hola")[0] == "<unk>"  # this checkpoint knows no tags


def test_both_ways_of_conversion_give_the_same_bytes(tmp_path: Path) -> None:
    convert_with_transformers(str(FOLDER), str(tmp_path / "theirs"))
    converted(FOLDER, "x", tmp_path / "cache")
    ours = next(path for path in (tmp_path / "cache").iterdir() if path.is_dir())
    for theirs in (tmp_path / "theirs").iterdir():
        assert (ours / theirs.name).read_bytes() == theirs.read_bytes()


def test_no_weight_is_so_large_that_two_products_overflow_sixteen_bits(tmp_path: Path) -> None:
    checkpoint = converted(FOLDER, "x", tmp_path)
    code = (
        "import sys; sys.modules['torch'] = None\n"
        "from pathlib import Path\n"
        "from ctranslate2.specs import model_spec\n"
        "from bot.language.marian import specification\n"
        "kept = {}\n"
        "model_spec.ModelSpec.save = lambda self, folder: kept.update(self.variables())\n"
        f"specification.write(Path({str(FOLDER)!r}), Path({str(tmp_path / 'new')!r}))\n"
        "bytes_ = [v.array for n, v in kept.items() if n + '_scale' in kept]\n"
        "print(len(bytes_), max(abs(a.astype(int)).max() for a in bytes_))"
    )
    assert checkpoint.name.endswith("-int7")
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    count, largest = map(int, done.stdout.split())
    assert count > 10
    assert largest == 63


def test_a_checkpoint_is_converted_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkpoint = shutil.copytree(DATA / "translation" / "en-de", tmp_path / "en-de")
    older = tmp_path / "cache" / ("en-de-" + "0" * 6 + "-ct" + "0.0.0" + "-int8")
    older.mkdir(parents=True)
    folder = converted(checkpoint, "abc123", tmp_path / "cache")
    assert sorted(path.name for path in folder.iterdir()) == [
        "config.json",
        "model.bin",
        "shared_vocabulary.json",
    ]
    assert not older.exists()
    monkeypatch.setattr(conversion, "_convert_beside", lambda *_: pytest.fail("converted again"))
    assert converted(checkpoint, "abc123", tmp_path / "cache") == folder
    engine = CTranslateEngine(checkpoint, "abc123", tmp_path / "cache")
    assert engine.translate([ENGLISH_GERMAN[0][0]])[0][0].text == ENGLISH_GERMAN[0][1]


def test_a_damaged_checkpoint_says_so_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversion, "_THOROUGH", conversion._QUICK)
    checkpoint = shutil.copytree(FOLDER, tmp_path / "bad")
    (checkpoint / "model.safetensors").write_bytes(b"half a download")
    with pytest.raises(EngineError, match="cannot be converted"):
        converted(checkpoint, "abc", tmp_path / "cache")
    assert [path for path in (tmp_path / "cache").iterdir() if path.is_dir()] == []
    with pytest.raises(EngineError, match="cannot be loaded"):
        TransformersEngine(checkpoint)
