"""Real MarianMT checkpoints, tiny and trained on a few sentences: tests need no bundled model.

`python tests/language/checkpoint.py` makes data/translation beside this file again.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Sequence
from pathlib import Path

import sentencepiece
import torch
from known_sentences import ENGLISH_GERMAN, SPANISH_ENGLISH
from transformers import GenerationConfig, MarianConfig, MarianMTModel, MarianTokenizer


def build(
    folder: Path,
    pairs: Sequence[tuple[str, str]] = SPANISH_ENGLISH,
    *,
    sources: Sequence[str] = ("es",),
    targets: Sequence[str] = ("en",),
    steps: int = 300,
    **liaison: object,
) -> Path:
    """Train a checkpoint on the pairs until it knows them by heart; write it as bundled ones are."""
    folder.mkdir(parents=True)
    pad = _vocabulary(folder, [side for pair in pairs for side in pair])
    tokenizer = MarianTokenizer.from_pretrained(_tokenizer_files(folder))
    model = _network(pad)
    _learn(model, tokenizer, pairs, steps)
    model.half().save_pretrained(folder)
    about = {
        "name": folder.name,
        "sources": list(sources),
        "targets": list(targets),
        "tag": None,
        "chrf": {f"{sources[0]}-{targets[0]}": 50.0},
        "revision": f"tiny-{folder.name}",
        "max_tokens": 64,
        "placeholders": True,
        **liaison,
    }
    (folder / "liaison.json").write_text(json.dumps(about))
    return folder


def _vocabulary(folder: Path, texts: list[str]) -> int:
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts * 20),
        model_prefix=str(folder / "joint"),
        vocab_size=380,
        model_type="unigram",
        byte_fallback=True,
        split_digits=True,
        hard_vocab_limit=False,
        user_defined_symbols=[f"XQ{i}" for i in range(10)],
        normalization_rule_name="identity",
        eos_id=0,
        unk_id=1,
        bos_id=-1,
        pad_id=-1,
        minloglevel=2,
    )
    (folder / "joint.vocab").unlink()
    (folder / "target.spm").write_bytes((folder / "joint.model").read_bytes())
    (folder / "joint.model").rename(folder / "source.spm")
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    size: int = pieces.get_piece_size()
    table = {pieces.id_to_piece(i): i for i in range(size)} | {"<pad>": size}
    (folder / "vocab.json").write_text(json.dumps(table, ensure_ascii=False))
    return size


def _tokenizer_files(folder: Path) -> Path:
    about = {
        "tokenizer_class": "MarianTokenizer",
        "source_lang": "es",
        "target_lang": "en",
        "model_max_length": 512,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(about))
    return folder


def _network(pad: int) -> MarianMTModel:
    torch.manual_seed(1)
    config = MarianConfig(
        vocab_size=pad + 1,
        d_model=64,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=128,
        decoder_ffn_dim=128,
        max_position_embeddings=128,
        activation_function="relu",
        dropout=0.0,
        scale_embedding=True,
        static_position_embeddings=True,
        pad_token_id=pad,
        eos_token_id=0,
        decoder_start_token_id=pad,
        forced_eos_token_id=None,
    )
    model = MarianMTModel(config)
    with torch.no_grad():
        model.get_input_embeddings().weight.normal_(0.0, config.d_model**-0.5)
        model.get_input_embeddings().weight[pad].zero_()
    model.generation_config = GenerationConfig(
        num_beams=1,
        max_length=96,
        pad_token_id=pad,
        eos_token_id=0,
        decoder_start_token_id=pad,
        bad_words_ids=[[pad]],
    )
    return model


def _learn(
    model: MarianMTModel, tokenizer: MarianTokenizer, pairs: Sequence[tuple[str, str]], steps: int
) -> None:
    inputs = tokenizer(
        [source for source, _ in pairs],
        text_target=[target for _, target in pairs],
        return_tensors="pt",
        padding=True,
    )
    pad = model.config.pad_token_id
    labels = inputs["labels"].masked_fill(inputs["labels"] == pad, -100)
    optimizer = torch.optim.AdamW(model.parameters(), lr=4e-3)
    random.seed(1)
    for _ in range(steps):
        loss = model(
            input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"], labels=labels
        ).loss
        optimizer.zero_grad()
        loss.backward()
        with torch.no_grad():
            model.get_input_embeddings().weight.grad[pad].zero_()
        optimizer.step()
    assert math.isfinite(loss.item())


def main() -> None:
    """Make the checkpoints that the tests use."""
    folder = Path(__file__).parent / "data" / "translation"
    build(folder / "es-en")
    build(folder / "en-de", ENGLISH_GERMAN, sources=("en",), targets=("de",))


if __name__ == "__main__":
    main()
