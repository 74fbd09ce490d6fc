"""The MarianMT network of a recipe: its configuration, its loss, and greedy translation with it."""

from __future__ import annotations

import torch
from transformers import GenerationConfig, MarianConfig, MarianMTModel

from .batches import pad
from .fast import ATTENTION, projected_loss
from .recipe import Architecture
from .tokenizer import EOS, Tokenizer

SHARED = "model.shared.weight"


def build(architecture: Architecture, tokenizer: Tokenizer, max_tokens: int) -> MarianMTModel:
    """A fresh network with tied embeddings whose last row belongs to `<pad>` and is zero."""
    config = MarianConfig(
        vocab_size=tokenizer.size,
        d_model=architecture.d_model,
        encoder_layers=architecture.encoder_layers,
        decoder_layers=architecture.decoder_layers,
        encoder_attention_heads=architecture.heads,
        decoder_attention_heads=architecture.heads,
        encoder_ffn_dim=architecture.ffn,
        decoder_ffn_dim=architecture.ffn,
        activation_function="relu",
        max_position_embeddings=256,
        dropout=0.0,
        attention_dropout=0.0,
        activation_dropout=0.0,
        scale_embedding=True,
        share_encoder_decoder_embeddings=True,
        tie_word_embeddings=True,
        static_position_embeddings=True,
        pad_token_id=tokenizer.pad_id,
        eos_token_id=EOS,
        decoder_start_token_id=tokenizer.pad_id,
        forced_eos_token_id=None,
        attn_implementation=ATTENTION,
    )
    model = MarianMTModel(config)
    # Without this an untrained embedding is so small (0.02) that post-norm layers start close to dead.
    with torch.no_grad():
        embeddings = model.get_input_embeddings().weight
        embeddings.normal_(0.0, architecture.d_model**-0.5)
        embeddings[tokenizer.pad_id].zero_()
    embeddings.register_post_accumulate_grad_hook(_zero_last_row)
    model.generation_config = generation_config(tokenizer, max_tokens)
    return model


def _zero_last_row(embeddings: torch.Tensor) -> None:
    assert embeddings.grad is not None
    embeddings.grad[-1].zero_()


def generation_config(tokenizer: Tokenizer, max_tokens: int) -> GenerationConfig:
    """Greedy, and never `<pad>`: CTranslate2 drops that row, so only this way both engines agree."""
    return GenerationConfig(
        num_beams=1,
        do_sample=False,
        max_length=max_tokens + max_tokens // 2,
        pad_token_id=tokenizer.pad_id,
        eos_token_id=EOS,
        decoder_start_token_id=tokenizer.pad_id,
        bad_words_ids=[[tokenizer.pad_id]],
    )


def loss(
    model: MarianMTModel,
    source: torch.Tensor,
    target: torch.Tensor,
    smoothing: float,
    precision: torch.dtype = torch.float32,
) -> torch.Tensor:
    """Mean cross-entropy per target token; logits are computed for tokens that are not padding only.

    `source` and `target` are ids of shape (sentences, tokens). Weights stay fp32 whatever the precision.
    """
    pad_id = model.config.pad_token_id
    shifted = torch.full_like(target, pad_id)
    shifted[:, 1:] = target[:, :-1]
    with torch.autocast("cpu", torch.bfloat16, enabled=precision == torch.bfloat16):
        hidden = model.model(
            input_ids=source,
            attention_mask=(source != pad_id).long(),
            decoder_input_ids=shifted,
            use_cache=False,
        ).last_hidden_state
    real = target != pad_id
    embeddings = model.get_input_embeddings().weight[:pad_id]
    return projected_loss(hidden[real], embeddings, target[real], smoothing, precision)


def translate(model: MarianMTModel, tokenizer: Tokenizer, texts: list[str], batch: int = 50) -> list[str]:
    """Greedy translations in the order of `texts`; texts are sorted by length inside to waste no padding."""
    model.eval()
    encoded = tokenizer.encode(texts)
    order = sorted(range(len(texts)), key=lambda i: len(encoded[i]))
    results = [""] * len(texts)
    with torch.inference_mode():
        for start in range(0, len(order), batch):
            chosen = order[start : start + batch]
            source = pad([encoded[i] for i in chosen], tokenizer.pad_id)
            longest = min(source.shape[1] * 2 + 8, model.generation_config.max_length)
            output = model.generate(
                source, attention_mask=(source != tokenizer.pad_id).long(), max_length=longest
            )
            for index, ids in zip(chosen, output.tolist(), strict=True):
                results[index] = tokenizer.decode(ids)
    model.train()
    return results
