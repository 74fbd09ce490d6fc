"""MarianMT as transformers documents its use, one call a sentence: what our engines are measured by."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any


def translate_as_documented(checkpoint: Path) -> Callable[[str], str]:
    """A function that translates one prompt, as on https://huggingface.co/docs/transformers/model_doc/marian."""
    import torch
    from transformers import MarianMTModel, MarianTokenizer

    tokenizer: Any = MarianTokenizer.from_pretrained(checkpoint)
    network: Any = MarianMTModel.from_pretrained(checkpoint, dtype=torch.float32)

    def translate(prompt: str) -> str:
        translated = network.generate(**tokenizer([prompt], return_tensors="pt", padding=True))
        return str(tokenizer.decode(translated[0], skip_special_tokens=True))

    return translate
