"""Makes a downloaded repository a model folder of Liaison: one weights file, languages, tags, checksums."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from babel.core import get_global

from bot.language.hub import HubError
from bot.language.hub.offer import Offer

_TAG = re.compile(r">>([a-z]{2,3})(?:_([A-Za-z]+))?<<")
_PAIR = re.compile(r"opus-mt(?:-tc-\w+)?-([a-z]{2,3})-([a-z]{2,3})")
_PREFERRED_SCRIPTS = ("", "hans", "latn")
_TIED = ("model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight", "lm_head.weight")
_LONGEST_TOKENS = 200


def language(code: str) -> str:
    """ISO 639-1 of a code of two or three letters where there is one: "por" is "pt", "cmn" is "zh"."""
    alias = str(get_global("language_aliases").get(code, code))
    return alias.partition("_")[0]


def safe_weights(folder: Path) -> None:
    """Put `model.safetensors` in the place of a pickle, in fp16 as bundled models are.

    Raises HubError when the pickle holds anything but tensors: it is never executed.
    """
    pickle = folder / "pytorch_model.bin"
    if not pickle.exists():
        return
    import torch
    from safetensors.torch import save_file

    try:
        state: Mapping[str, Any] = torch.load(pickle, map_location="cpu", weights_only=True)
        kept = {name: value.to(torch.float16).contiguous() for name, value in state.items()}
    except Exception as error:
        raise HubError(f"{pickle.name} does not hold weights alone and was not opened: {error}") from error
    if "model.shared.weight" in kept:
        kept = {name: value for name, value in kept.items() if name not in _TIED}
    save_file(kept, folder / "model.safetensors", metadata={"format": "pt"})
    pickle.unlink()


def write_manifest(folder: Path, offer: Offer) -> None:
    """Write liaison.json: languages and tags as vocabulary, name and card tell. Raises HubError."""
    tags = _tags(json.loads((folder / "vocab.json").read_text(encoding="utf-8")))
    sources, targets = _languages(offer, tags)
    values = {
        "name": offer.name,
        "sources": sources,
        "targets": targets,
        "tags": tags,
        "repository": offer.repository,
        "commit": offer.commit,
        "licence": offer.licence,
        "max_tokens": _LONGEST_TOKENS,
        "files": checksums(folder),
    }
    values["revision"] = values["files"]["model.safetensors"]  # type: ignore[index]
    text = json.dumps(values, indent=2, ensure_ascii=False) + "\n"
    (folder / "liaison.json").write_text(text, encoding="utf-8")


def checksums(folder: Path) -> dict[str, str]:
    """SHA-256 of every file of a model but its manifest."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != "liaison.json")
    return {path.name: sha256(path) for path in files}


def sha256(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def git_blob(path: Path) -> str:
    """The id git gives a file, which the hub publishes for files that are not in its large-file store."""
    digest = hashlib.sha1(usedforsecurity=False)
    digest.update(f"blob {path.stat().st_size}\0".encode())
    digest.update(path.read_bytes())
    return digest.hexdigest()


def _tags(vocabulary: Iterable[str]) -> dict[str, str]:
    """The tag of each target language; of several scripts or variants the most usual one."""
    found: dict[str, tuple[int, str]] = {}
    for match in filter(None, map(_TAG.fullmatch, vocabulary)):
        script = (match[2] or "").lower()
        rank = _PREFERRED_SCRIPTS.index(script) if script in _PREFERRED_SCRIPTS else len(_PREFERRED_SCRIPTS)
        code = language(match[1])
        if code not in found or (rank, match.group()) < found[code]:
            found[code] = (rank, match.group())
    return {code: tag for code, (_, tag) in sorted(found.items())}


def _languages(offer: Offer, tags: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Languages it reads and writes: by its name for a pair, by card and tags for a group."""
    pair = _PAIR.fullmatch(offer.name)
    card = sorted({language(code) for code in offer.languages if code.isalpha()})
    if pair and not tags:
        return [language(pair[1])], [language(pair[2])]
    if tags:
        written = sorted(tags)
        read = [language(pair[1])] if pair else [code for code in card if code not in tags] or card
    else:
        written = ["en"] if offer.name.endswith("-en") else []
        read = [code for code in card if code not in written]
    if not read or not written:
        raise HubError(f"{offer.repository} does not say which languages it reads and writes.")
    return read, written
