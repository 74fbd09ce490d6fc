"""The training recipe on toy data: batches, a few updates, resuming, a round trip through the export."""

import json
import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from transformers import MarianMTModel, MarianTokenizer

from bot.language.registry import read_model
from models.training import train as training
from models.training.augment import FORMALITY_TAGS, formality_tag
from models.training.batches import Sampler, batches, group_by_length, pad
from models.training.beginning import first_weights, own_tokenizer
from models.training.corpora import Pair
from models.training.evaluate import placeholders_kept
from models.training.export import ExportError, export, weights
from models.training.fast import matrix_precision, projected_loss
from models.training.network import build, translate
from models.training.recipe import Noise, Recipe, RecipeError, Schedule, load_recipe
from models.training.tokenizer import EOS, Tokenizer, add_tags, train_tokenizer
from models.training.train import CheckpointError, Finish, Trainer, begin_with, learning_rate
from models.training.transfer import transfer

RECIPES = sorted((Path(training.__file__).parent / "recipes").glob("*.yml"))


# Batches


def test_batches_keep_within_the_token_limit_and_lose_nothing() -> None:
    rng = random.Random(1)
    rows = [([1] * rng.randrange(1, 30), [2] * rng.randrange(1, 30)) for _ in range(500)]
    groups = group_by_length(rows, 200)
    assert sorted(map(str, rows)) == sorted(str(row) for group in groups for row in group)
    for group in groups:
        assert len(group) * max(max(len(s), len(t)) for s, t in group) <= 200


def test_padding_stands_at_the_end() -> None:
    assert pad([[1, 2, 3], [4]], 9).tolist() == [[1, 2, 3], [4, 9, 9]]


def test_the_stream_goes_on_where_it_stopped(
    recipe: Recipe, tokenizer: Tokenizer, corpora: Path, domain: Path
) -> None:
    sampler = Sampler(recipe, corpora, domain)
    stream = batches(sampler, tokenizer, 0)
    first = [next(stream) for _ in range(5)]
    pool, used, _ = first[2]
    again = next(batches(sampler, tokenizer, pool, used))
    assert torch.equal(again[2].source, first[3][2].source)
    assert again[:2] == first[3][:2]


# Training


def test_projected_loss_is_cross_entropy_with_its_gradients() -> None:
    torch.manual_seed(0)
    hidden = torch.randn(30, 16, requires_grad=True)
    weight = torch.randn(50, 16, requires_grad=True)
    target = torch.randint(0, 50, (30,))
    ours = projected_loss(hidden, weight, target, 0.1, torch.float32)
    reference = torch.nn.functional.cross_entropy(hidden @ weight.T, target, label_smoothing=0.1)
    torch.testing.assert_close(ours, reference)
    for mine, theirs in zip(
        torch.autograd.grad(ours, (hidden, weight)),
        torch.autograd.grad(reference, (hidden, weight)),
        strict=True,
    ):
        torch.testing.assert_close(mine, theirs, atol=1e-6, rtol=1e-4)


@pytest.mark.parametrize(
    ("tiles", "avx", "wanted", "used"),
    [
        (True, False, "bfloat16", torch.bfloat16),
        (False, True, "bfloat16", torch.bfloat16),
        (False, False, "bfloat16", torch.float32),
        (True, True, "float32", torch.float32),
    ],
)
def test_bfloat16_is_used_where_the_processor_multiplies_it(
    monkeypatch: pytest.MonkeyPatch, tiles: bool, avx: bool, wanted: str, used: torch.dtype
) -> None:
    monkeypatch.setattr(torch.cpu, "_is_amx_tile_supported", lambda: tiles)
    monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda: avx)
    assert matrix_precision(wanted) is used


def test_what_stands_after_padding_changes_nothing(recipe: Recipe, tokenizer: Tokenizer) -> None:
    model = build(recipe.architecture, tokenizer, 64).eval()
    short = torch.tensor([tokenizer.encode(["The red dog."])[0]])
    padded = torch.cat([short, torch.full((1, 5), tokenizer.pad_id)], dim=1)
    start = torch.tensor([[tokenizer.pad_id, 5, 6]])
    with torch.inference_mode():
        alone = model(input_ids=short, decoder_input_ids=start).logits
        beside = model(
            input_ids=padded, attention_mask=(padded != tokenizer.pad_id).long(), decoder_input_ids=start
        ).logits
    torch.testing.assert_close(alone, beside, atol=1e-5, rtol=1e-4)


def run(trainer: Trainer, sampler: Sampler, steps: int) -> list[float]:
    losses = []
    for pool, used, batch in batches(sampler, trainer.tokenizer, trainer.pool, trainer.used):
        rate = learning_rate(trainer.step + 1, trainer.recipe.schedule)
        losses.append(trainer.update(batch.source, batch.target, rate))
        trainer.pool, trainer.used = pool, used
        if len(losses) == steps:
            return losses
    raise AssertionError("the stream of batches ended")


def test_twenty_updates_lower_the_loss_and_leave_the_pad_row_zero(
    recipe: Recipe, tokenizer: Tokenizer, corpora: Path, domain: Path, tmp_path: Path
) -> None:
    trainer = Trainer(recipe, tokenizer, tmp_path)
    losses = run(trainer, Sampler(recipe, corpora, domain), 20)
    assert sum(losses[-3:]) / 3 < 0.8 * losses[0]
    assert trainer.model.get_input_embeddings().weight[-1].abs().max() == 0
    assert trainer.average.get_input_embeddings().weight[-1].abs().max() == 0


def test_a_resumed_run_is_the_run_that_was_not_interrupted(
    recipe: Recipe, tokenizer: Tokenizer, corpora: Path, domain: Path, tmp_path: Path
) -> None:
    sampler = Sampler(recipe, corpora, domain)
    whole = Trainer(recipe, tokenizer, tmp_path)
    run(whole, sampler, 4)
    whole.save()
    expected = run(whole, sampler, 3)
    resumed = Trainer(recipe, tokenizer, tmp_path)
    assert resumed.resume()
    assert (resumed.step, resumed.pool, resumed.used) == (4, 0, 4)
    assert run(resumed, sampler, 3) == pytest.approx(expected, rel=1e-4)
    assert resumed.step == 7


def test_a_checkpoint_of_another_size_says_what_to_do(
    recipe: Recipe, tokenizer: Tokenizer, tmp_path: Path
) -> None:
    Trainer(recipe, tokenizer, tmp_path).save()
    wider = replace(recipe, architecture=replace(recipe.architecture, ffn=96))
    with pytest.raises(CheckpointError, match=r"last\.pt: of another size than en-es\.yml"):
        Trainer(wider, tokenizer, tmp_path).resume()


def test_a_fresh_clone_goes_on_from_the_bundled_weights(
    recipe: Recipe, tokenizer: Tokenizer, tmp_path: Path
) -> None:
    trained = build(recipe.architecture, tokenizer, 64)
    export(recipe, trained, tokenizer, {}, tmp_path / "bundled" / recipe.name, 80)
    places = {"work": tmp_path / "work", "bundled": tmp_path / "bundled"}
    own = own_tokenizer(recipe, **places)
    assert own is not None
    assert own.pieces == tokenizer.pieces
    trainer = Trainer(recipe, own, tmp_path)
    found = first_weights(recipe, **places)
    assert found is not None
    begin_with(trainer, found)
    assert trainer.step == 80
    for name, value in trainer.average.state_dict().items():
        if "positions" not in name:  # computed, not learned
            assert torch.equal(value, trained.state_dict()[name].half().float())


def test_a_new_model_begins_with_the_layers_and_shared_pieces_of_another(
    recipe: Recipe, tokenizer: Tokenizer, tmp_path: Path
) -> None:
    export(recipe, build(recipe.architecture, tokenizer, 64), tokenizer, {}, tmp_path / recipe.name)
    other = replace(recipe, name="en-mul", start_from=recipe.name)
    places = {"work": tmp_path / "work", "bundled": tmp_path}
    assert own_tokenizer(other, **places) is None
    found = first_weights(other, **places)
    assert found is not None
    assert found.origin == str(tmp_path / recipe.name)
    assert first_weights(replace(other, start_from=None), **places) is None


def test_a_tag_is_one_piece_and_marian_reads_it_alike(
    recipe: Recipe, sentences: list[Pair], tmp_path: Path
) -> None:
    tagged = replace(recipe, name="en-mul", targets={"es": 1.0, "pt": 1.0})
    texts = [text for pair in sentences for text in pair] * 3
    tags = [">>es<<", ">>pt<<"]
    own = train_tokenizer(texts, tmp_path / "tokenizer", 450, tags)
    export(tagged, build(recipe.architecture, own, 64), own, {}, tmp_path / "en-mul")
    text = ">>pt<< The red house."
    assert own.encode([text])[0][0] == own.pieces[">>pt<<"]
    marian = MarianTokenizer.from_pretrained(str(tmp_path / "en-mul"))
    assert marian(text)["input_ids"] == own.encode([text])[0]
    assert own.encode([]) == []


def test_tags_added_later_leave_every_other_piece_where_it_was(tokenizer: Tokenizer, tmp_path: Path) -> None:
    folder = tmp_path / "tokenizer"
    shutil.copytree(tokenizer.folder, folder)
    tags = list(FORMALITY_TAGS.values())
    for _ in range(2):  # the second time there is nothing to add
        add_tags(folder, tags)
    own = Tokenizer(folder)
    assert own.size == tokenizer.size + 2
    assert own.pad_id == own.pieces["<pad>"] == own.size - 1
    before, after = own.encode(["The red house.", ">>informal<< The red house."])
    assert before == tokenizer.encode(["The red house."])[0]
    assert after == [own.pieces[">>informal<<"], *before]
    assert own.decode([*after[:-1], own.pad_id]) == "The red house."


def test_a_model_that_knows_both_addresses_is_read_alike_by_marian_and_by_the_registry(
    recipe: Recipe, tokenizer: Tokenizer, tmp_path: Path
) -> None:
    export(recipe, build(recipe.architecture, tokenizer, 64), tokenizer, {}, tmp_path / recipe.name)
    addressing = replace(recipe, noise=Noise(formality=0.5))
    own = own_tokenizer(addressing, work=tmp_path / "work", bundled=tmp_path)
    assert own is not None
    model = build(recipe.architecture, own, 64)
    found = first_weights(addressing, work=tmp_path / "work", bundled=tmp_path)
    assert found is not None
    assert transfer(found.state, found.pieces, model, own.pieces) == tokenizer.size - 1
    export(addressing, model, own, {}, tmp_path / recipe.name)
    prompt = read_model(tmp_path / recipe.name).prompt("The red house.", "es", "formal")
    assert prompt == ">>formal<< The red house."
    marian = MarianTokenizer.from_pretrained(str(tmp_path / recipe.name))
    assert marian(prompt)["input_ids"] == own.encode([prompt])[0]


@pytest.mark.parametrize(
    ("english", "german", "tags"),
    [
        ("Can you help me?", "Können Sie mir helfen?", {">>formal<<"}),
        ("Can you help me?", "Kannst du mir helfen?", {">>informal<<"}),
        ("The house is red.", "Das Haus ist rot.", {None, ">>formal<<", ">>informal<<"}),
        ("Please come.", "Bitte kommen.", {None}),
    ],
)
def test_a_pair_is_tagged_as_it_addresses_its_reader_and_at_random_where_it_addresses_nobody(
    english: str, german: str, tags: set[str | None]
) -> None:
    rng = random.Random(1)
    assert {formality_tag(Pair(english, german), "de", 1.0, rng) for _ in range(100)} == tags
    assert formality_tag(Pair(english, german), "de", 0.0, rng) is None


def test_a_recipe_cannot_ask_for_an_address_that_cannot_be_told(tmp_path: Path) -> None:
    path = tmp_path / "en-pt.yml"
    path.write_text(
        "name: en-pt\nsources: {en: 1}\ntargets: {pt: 1}\nfamilies: {}\nnoise: {formality: 0.5}\n"
    )
    with pytest.raises(RecipeError, match=r"en-pt\.yml: noise: formality .* de, es, fr, it"):
        load_recipe(path)


def test_the_rate_rises_falls_and_ends_at_zero() -> None:
    schedule = Schedule(learning_rate=1.0, warmup_steps=10, decay_from_step=20)
    assert learning_rate(5, schedule) == 0.5
    assert learning_rate(15, schedule) == 1.0
    assert learning_rate(80, schedule) == 0.5
    assert learning_rate(85, schedule, begun=80) == pytest.approx(0.5 * learning_rate(85, schedule))
    finish = Finish(start=1000.0, end=1060.0)
    assert [finish.left(now) for now in (990, 1000, 1030, 1060, 1070)] == [1, 1, 0.5, 0, 0]
    assert learning_rate(80, schedule, finish.left(1030)) == 0.25


def test_a_placeholder_counts_as_kept_when_just_the_same_come_out() -> None:
    sources = ["Write to XQ0.", "It costs $941.", "Hello.", "XQ1 and XQ2"]
    assert placeholders_kept(sources, ["Escriba a XQ0.", "Cuesta $914.", "XQ5", "XQ2 y XQ1"]) == 66.7
    assert placeholders_kept(["Hello."], ["Hola."]) is None


# Recipes


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_every_recipe_reads_and_is_named_as_its_file(path: Path) -> None:
    recipe = load_recipe(path)
    assert recipe.name == path.stem
    assert sum(recipe.languages.values()) == pytest.approx(1)


def test_a_misspelt_key_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bad.yml"
    path.write_text(
        "name: x\nsources: {en: 1}\ntargets: {es: 1}\nfamilies: {}\nschedule: {learning_rat: 1}\n"
    )
    with pytest.raises(RecipeError, match="learning_rat"):
        load_recipe(path)


# Export


def test_an_exported_model_reads_back_with_the_same_ids_and_words(
    recipe: Recipe,
    tokenizer: Tokenizer,
    corpora: Path,
    domain: Path,
    sentences: list[Pair],
    tmp_path: Path,
) -> None:
    trainer = Trainer(recipe, tokenizer, tmp_path)
    run(trainer, Sampler(recipe, corpora, domain), 30)
    model = trainer.average.half().float()
    target = tmp_path / "models" / "en-es"
    target.mkdir(parents=True)
    (target / "stale").touch()
    revision = export(recipe, model, tokenizer, {"en-es": {"chrf": 1.0, "bleu": 2.0, "pairs": 3}}, target)

    assert not (target / "stale").exists()
    manifest = json.loads((target / "liaison.json").read_text())
    assert manifest["revision"] == revision
    assert (manifest["sources"], manifest["targets"], manifest["tag"]) == (["en"], ["es"], None)
    marian = MarianTokenizer.from_pretrained(str(target))
    texts = [p.source for p in sentences[:20]] + ["Write to XQ3, it's $941 – ok 😀", "naïve Ж"]
    assert marian(texts)["input_ids"] == tokenizer.encode(texts)
    assert [marian.decode(ids, skip_special_tokens=True) for ids in tokenizer.encode(texts)] == texts
    loaded = MarianMTModel.from_pretrained(str(target), dtype=torch.float32).eval()
    inputs = marian(texts, return_tensors="pt", padding=True)
    theirs = marian.batch_decode(loaded.generate(**inputs, max_length=20), skip_special_tokens=True)
    model.generation_config.max_length = 20
    assert [t.strip() for t in translate(model, tokenizer, texts)] == theirs


def test_a_pad_row_that_is_not_zero_is_not_exported(recipe: Recipe, tokenizer: Tokenizer) -> None:
    model = build(recipe.architecture, tokenizer, 64)
    with torch.no_grad():
        model.get_input_embeddings().weight[-1] = 1.0
    with pytest.raises(ExportError, match="pad"):
        weights(model)


def test_placeholders_are_one_piece_and_typography_is_brought_to_one_form(tokenizer: Tokenizer) -> None:
    ids = tokenizer.encode(["XQ0 XQ9", "it’s “ok”…", "cafe\u0301", "120 m² ½"])
    assert len(ids[0]) == 5
    assert ids[0][-1] == EOS
    assert [tokenizer.decode(i) for i in ids] == ["XQ0 XQ9", 'it\'s "ok"...', "café", "120 m² ½"]
