"""Starts a network from the weights of another: of other languages, other pieces, or a smaller size."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from transformers import MarianMTModel

from .network import SHARED
from .tokenizer import PAD

State = Mapping[str, torch.Tensor]

_LAYER = ".layers."


def transfer(state: State, pieces: Mapping[str, int], model: MarianMTModel, own: Mapping[str, int]) -> int:
    """Start `model` where the network of `state` stands; returns how many pieces the two vocabularies share.

    `pieces` and `own` are the two vocabularies. A piece that only the new one has begins as the mean of the
    old pieces it is made of. The new network may have wider feed-forward layers: their new units are not
    listened to at first, so that it computes what the narrower one did (Net2Net, Chen et al. 2016,
    arXiv:1511.05641). It then knows what a network takes a thousand steps to find by itself, above all how to
    attend.
    """
    fresh = model.state_dict()
    layers = {name: _widened(name, value, state) for name, value in fresh.items() if _LAYER in name}
    model.load_state_dict(layers, strict=False)
    return _embed(state[SHARED], pieces, model, own)


def _widened(name: str, fresh: torch.Tensor, state: State) -> torch.Tensor:
    """The value a parameter of a layer begins with: the old one, with silent units where it was narrower."""
    old = state[name]
    if old.shape == fresh.shape:
        return old
    wide = torch.zeros_like(fresh) if ".fc2." in name else fresh.clone()
    wide[tuple(slice(0, length) for length in old.shape)] = old
    return wide


def _embed(old: torch.Tensor, pieces: Mapping[str, int], model: MarianMTModel, own: Mapping[str, int]) -> int:
    embeddings = model.get_input_embeddings().weight
    shared = 0
    with torch.no_grad():
        for piece, index in own.items():
            if piece == PAD:
                continue
            parts = [pieces[piece]] if piece in pieces else _parts(piece, pieces)
            shared += piece in pieces
            if parts:
                embeddings[index] = old[parts].mean(dim=0)
    return shared


def _parts(piece: str, pieces: Mapping[str, int]) -> list[int]:
    """Ids of the longest known pieces a piece is made of, from the left; unknown characters are skipped."""
    parts, start = [], 0
    while start < len(piece):
        end = next((e for e in range(len(piece), start, -1) if piece[start:e] in pieces), None)
        if end is not None:
            parts.append(pieces[piece[start:end]])
        start = end or start + 1
    return parts
