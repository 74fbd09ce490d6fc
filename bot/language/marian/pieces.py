"""Text to tokens and back exactly as transformers' MarianTokenizer does it, without transformers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import sentencepiece

END, UNKNOWN, PAD = "</s>", "<unk>", "<pad>"


class Pieces:
    """The two sentencepiece files and vocab.json of a checkpoint folder."""

    def __init__(self, folder: Path) -> None:
        self._source = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
        self._target = sentencepiece.SentencePieceProcessor(model_file=str(folder / "target.spm"))
        self.vocabulary: dict[str, int] = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))

    def encode(self, text: str) -> list[str]:
        """Source tokens of a sentence, ended by `</s>`; a `>>xx<<` at the very start stays one token."""
        tag: list[str] = []
        if text.startswith(">>") and (end := text.find("<<")) != -1:
            tag, text = [text[: end + 2]], text[end + 2 :]
        pieces: list[str] = self._source.encode(text, out_type=str)
        tokens = [token if token in self.vocabulary else UNKNOWN for token in tag + pieces]
        return [*tokens, END]

    def encode_target(self, text: str) -> list[str]:
        """Target tokens of a sentence, without an end."""
        pieces: list[str] = self._target.encode(text, out_type=str)
        return [piece if piece in self.vocabulary else UNKNOWN for piece in pieces]

    def ids(self, text: str) -> list[int]:
        """The same as ids of vocab.json."""
        return [self.vocabulary[token] for token in self.encode(text)]

    def decode(self, tokens: Sequence[str]) -> str:
        """Text of target tokens; special tokens are left out."""
        pieces = [token for token in tokens if token not in (END, UNKNOWN, PAD)]
        text: str = self._target.decode_pieces(pieces)
        return text.replace("▁", " ").strip()
