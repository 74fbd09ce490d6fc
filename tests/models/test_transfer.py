"""Starting a network from another: it must know from the first step what the other one knew."""

from dataclasses import replace

import pytest
import torch
from transformers import MarianMTModel

from models.training.network import build
from models.training.recipe import Recipe
from models.training.tokenizer import Tokenizer
from models.training.transfer import transfer


def answers(model: MarianMTModel, tokenizer: Tokenizer) -> torch.Tensor:
    """The logits of a network on one sentence."""
    source, target = (
        torch.tensor(tokenizer.encode(["The red dog.", "It costs 7 euros."][:1])),
        torch.tensor([[5, 6, 7]]),
    )
    with torch.inference_mode():
        logits: torch.Tensor = model.eval()(input_ids=source, decoder_input_ids=target).logits
    return logits


@pytest.fixture
def small(recipe: Recipe, tokenizer: Tokenizer) -> MarianMTModel:
    """A network whose layers, norms included, are not what a fresh one begins with."""
    torch.manual_seed(3)
    model = build(recipe.architecture, tokenizer, 64)
    with torch.no_grad():
        for name, value in model.named_parameters():
            if "layers" in name:
                value.add_(torch.randn_like(value) * 0.05)
    return model


def test_a_network_with_wider_layers_begins_as_the_narrow_one(
    recipe: Recipe, tokenizer: Tokenizer, small: MarianMTModel
) -> None:
    wide = build(replace(recipe.architecture, ffn=160), tokenizer, 64)
    assert transfer(small.state_dict(), tokenizer.pieces, wide, tokenizer.pieces) == len(tokenizer.pieces) - 1
    assert torch.allclose(answers(wide, tokenizer), answers(small, tokenizer), atol=1e-4)


def test_new_units_learn(recipe: Recipe, tokenizer: Tokenizer, small: MarianMTModel) -> None:
    wide = build(replace(recipe.architecture, ffn=160), tokenizer, 64)
    transfer(small.state_dict(), tokenizer.pieces, wide, tokenizer.pieces)
    source = torch.tensor(tokenizer.encode(["The red dog."]))
    wide(input_ids=source, decoder_input_ids=torch.tensor([[5, 6, 7]])).logits.square().mean().backward()
    listened_to = dict(wide.named_parameters())["model.encoder.layers.0.fc2.weight"]
    assert listened_to[:, 64:].abs().sum() == 0
    assert listened_to.grad is not None
    assert listened_to.grad[:, 64:].abs().sum() > 0


def test_an_unknown_piece_begins_as_the_mean_of_its_parts(
    recipe: Recipe, tokenizer: Tokenizer, small: MarianMTModel
) -> None:
    other = build(recipe.architecture, tokenizer, 64)
    own = {"casa": 10, "xyz": 11, "rojo": 12}
    pieces = {"ca": 20, "c": 21, "sa": 22, "rojo": 23}
    untouched = other.get_input_embeddings().weight[11].clone()
    assert transfer(small.state_dict(), pieces, other, own) == 1
    old, new = small.get_input_embeddings().weight, other.get_input_embeddings().weight
    assert torch.allclose(new[10], (old[20] + old[22]) / 2)
    assert torch.equal(new[11], untouched)
    assert torch.equal(new[12], old[23])
