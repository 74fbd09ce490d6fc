"""The joint sentencepiece vocabulary of a model, and text to ids and back exactly as Marian does it."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

import sentencepiece

from .augment import PLACEHOLDERS

EOS, UNK = 0, 1
PAD = "<pad>"

_TAG = re.compile(r">>[a-z_]+<<")

REQUIRED = (
    "0123456789$€£¥%&@#+*/=<>()[]-–—_:;,.!?¿¡'\"«»°²³½áàâãäéèêëíìîïóòôõöúùûüñçßÁÀÂÃÄÉÈÊËÍÌÎÏÓÒÔÕÖÚÙÛÜÑÇœæŒÆ"
)
"""Characters that get a piece of their own however rare they are; all others are spelled in bytes."""

# What phones and word processors type, brought to what the corpora hold. Compatibility forms (m², ½) stay:
# NFKC would write "m2" and so change a number.
_TYPOGRAPHY = {
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "´": "'", "`": "'",
    "“": '"', "”": '"', "„": '"', "‟": '"', "…": "...",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u3000": " ",
    "\t": " ", "\n": " ", "\r": " ",
    "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "",
}  # fmt: skip


class Tokenizer:
    """Ids are sentencepiece ids: 0 is `</s>`, 1 is `<unk>`; tags added later follow, and `<pad>` is last."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
        self._table: dict[str, int] = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
        self.pad_id = self._table[PAD]

    @property
    def size(self) -> int:
        """Number of ids with `<pad>`."""
        return self.pad_id + 1

    @property
    def pieces(self) -> dict[str, int]:
        """The vocabulary: id by piece, `<pad>` included."""
        return dict(self._table)

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        """Ids of each text, each ended by `</s>`; a leading `>>xx<<` becomes the one piece of that tag."""
        tags, plain = zip(*(split_tag(text) for text in texts), strict=True) if texts else ((), ())
        encoded: list[list[int]] = self._pieces.encode(list(plain), out_type=int)
        return [
            [*([self._table[tag]] if tag else []), *ids, EOS] for tag, ids in zip(tags, encoded, strict=True)
        ]

    def decode(self, ids: Sequence[int]) -> str:
        """Text of ids up to the first `</s>`; `<pad>` and tags added later are skipped."""
        kept: list[int] = []
        for index in ids:
            if index == EOS:
                break
            if index < self._pieces.get_piece_size():
                kept.append(int(index))
        text: str = self._pieces.decode(kept)
        return text


def split_tag(text: str) -> tuple[str, str]:
    """The `>>xx<<` a text begins with, or "", and the rest, as MarianTokenizer separates them."""
    found = _TAG.match(text)
    return (found[0], text[found.end() :]) if found else ("", text)


def train_tokenizer(
    texts: Iterable[str], folder: Path, vocabulary: int, tags: Sequence[str] = ()
) -> Tokenizer:
    """Train on the texts, some hundred thousand sentences of all languages together, and write the files.

    `tags` are the `>>xx<<` of a model that writes several languages.

    Writes source.spm, target.spm (the same file: Marian wants both names) and vocab.json to `folder`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rules = folder / "normalization.tsv"
    rules.write_text(normalization_rules(), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_prefix=str(folder / "joint"),
        vocab_size=vocabulary,
        model_type="unigram",
        character_coverage=0.9997,
        byte_fallback=True,
        hard_vocab_limit=False,
        required_chars=REQUIRED,
        split_digits=True,
        normalization_rule_tsv=str(rules),
        user_defined_symbols=[*PLACEHOLDERS, *tags],
        eos_id=EOS,
        unk_id=UNK,
        bos_id=-1,
        pad_id=-1,
        num_threads=1,
        minloglevel=2,
    )
    shutil.copy(folder / "joint.model", folder / "target.spm")
    (folder / "joint.model").rename(folder / "source.spm")
    (folder / "joint.vocab").unlink()
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    table = {pieces.id_to_piece(index): index for index in range(pieces.get_piece_size())}
    _write_table(folder, [*table])
    return Tokenizer(folder)


def add_tags(folder: Path, tags: Sequence[str]) -> None:
    """Give a vocabulary tags it was not trained with, each once; the id of `<pad>`, the last one, moves."""
    table: dict[str, int] = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    known = sorted((piece for piece in table if piece != PAD), key=table.__getitem__)
    _write_table(folder, [*known, *(tag for tag in tags if tag not in table)])


def _write_table(folder: Path, pieces: Sequence[str]) -> None:
    table = {piece: index for index, piece in enumerate([*pieces, PAD])}
    (folder / "vocab.json").write_text(json.dumps(table, ensure_ascii=False, indent=0), encoding="utf-8")


def normalization_rules() -> str:
    """Sentencepiece rule file: typography to ASCII, letters typed with a combining accent to one letter."""
    rules = dict(_TYPOGRAPHY)
    for code in range(0xC0, 0x250):
        composed = chr(code)
        decomposed = unicodedata.normalize("NFD", composed)
        if decomposed != composed:
            rules[decomposed] = composed
    lines = []
    for before, after in rules.items():
        lines.append(f"{_hexes(before)}\t{_hexes(after)}")
    return "\n".join(lines) + "\n"


def _hexes(text: str) -> str:
    return " ".join(f"{ord(c):X}" for c in text)
