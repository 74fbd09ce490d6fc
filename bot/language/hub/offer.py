"""What the hub has for a language pair, with its size, before anything is downloaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from httpx2 import HTTPError
from huggingface_hub import HfApi
from huggingface_hub.errors import (
    HFValidationError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)
from huggingface_hub.hf_api import ModelInfo

from bot.language.hub import HubError

OWNER = "Helsinki-NLP"
NEEDED = ("config.json", "source.spm", "target.spm", "vocab.json")
OPTIONAL = ("generation_config.json", "tokenizer_config.json")
WEIGHTS = ("model.safetensors", "pytorch_model.bin")
"""Weights in the order of preference; older checkpoints come as a pickle, which is read weights-only."""
_INT8_SHARE = 0.27
_WORKSPACE_MB = 25
_MOST_MB = 3000


@dataclass(frozen=True)
class HubFile:
    """A file of a repository: its size in bytes and its SHA-256, or its git blob id where it has none."""

    name: str
    size: int
    sha256: str | None
    blob_id: str | None


@dataclass(frozen=True)
class Offer:
    """A model that can be downloaded, at one commit."""

    repository: str
    commit: str
    files: tuple[HubFile, ...]
    licence: str
    languages: tuple[str, ...]

    @property
    def name(self) -> str:
        """Name of the folder it goes to."""
        return self.repository.partition("/")[2]

    @property
    def weights(self) -> HubFile:
        """The file with the weights."""
        return next(file for file in self.files if file.name in WEIGHTS)

    @property
    def download_mb(self) -> int:
        """What is downloaded, in MB."""
        return _mb(sum(file.size for file in self.files))

    @property
    def disk_mb(self) -> int:
        """What stays on disk, roughly: fp16 weights, and the same in int8 for the fast engine."""
        fp16 = self.weights.size // 2 if self.weights.name.endswith(".bin") else self.weights.size
        return _mb(sum(f.size for f in self.files) - self.weights.size + fp16 + round(fp16 * 2 * _INT8_SHARE))

    @property
    def memory_mb(self) -> int:
        """What it will hold in memory in int8, roughly; fp32 weights are taken for granted."""
        return _WORKSPACE_MB + round(_mb(self.weights.size) * _INT8_SHARE * 1.3)


def repositories(source: str, target: str, *, big: bool = False) -> list[str]:
    """Where OPUS-MT publishes a pair, the first to be tried first: the wanted size before the other."""
    names = [f"{OWNER}/opus-mt-{source}-{target}", f"{OWNER}/opus-mt-tc-big-{source}-{target}"]
    return names[::-1] if big else names


def find(api: HfApi, names: Sequence[str], revision: str | None = None) -> Offer:
    """The first of several repositories that the hub has. Raises HubError when it has none of them."""
    for name in names:
        offer = _offer(api, name, revision)
        if offer is not None:
            return offer
    raise HubError(
        f"The hub has no {' or '.join(names)}. Look at https://huggingface.co/{OWNER} for the pair, also for "
        "groups such as opus-mt-en-ROMANCE, and give the name: liaison models pull Helsinki-NLP/NAME."
    )


def _offer(api: HfApi, name: str, revision: str | None) -> Offer | None:
    try:
        if "/" not in name:
            raise HFValidationError("it has no owner")
        info = api.model_info(name, revision=revision, files_metadata=True)
    except HFValidationError:
        raise HubError(
            f'"{name}" is no repository: write OWNER/NAME, such as {OWNER}/opus-mt-es-de.'
        ) from None
    except RevisionNotFoundError:
        raise HubError(f"{name} has no revision {revision}.") from None
    except RepositoryNotFoundError:
        return None
    except (HTTPError, OSError) as error:
        raise HubError(f"The hub does not answer ({error}). Is the network there, the proxy set?") from error
    return _checked(name, info)


def _checked(name: str, info: ModelInfo) -> Offer:
    """The offer, if it holds all that is needed and no more than a server can take."""
    there = {file.name: file for file in _files(info)}
    missing = [each for each in NEEDED if each not in there]
    weights = next((there[each] for each in WEIGHTS if each in there), None)
    if missing or weights is None:
        what = ", ".join([*missing, *([] if weights else [WEIGHTS[0]])])
        raise HubError(f"{name} is no MarianMT model for transformers: it has no {what}.")
    chosen = [there[each] for each in (*NEEDED, *OPTIONAL) if each in there]
    offer = Offer(name, info.sha or "", (*chosen, weights), _licence(info), _languages(info))
    if offer.download_mb > _MOST_MB:
        raise HubError(f"{name} has {offer.download_mb} MB, which is more than Liaison can use.")
    return offer


def _files(info: ModelInfo) -> Iterator[HubFile]:
    for file in info.siblings or ():
        sha256 = file.lfs.sha256 if file.lfs is not None else None
        yield HubFile(file.rfilename, file.size or 0, sha256, file.blob_id)


def _licence(info: ModelInfo) -> str:
    card = info.card_data
    return str(card.get("license") or "not stated") if card is not None else "not stated"


def _languages(info: ModelInfo) -> tuple[str, ...]:
    named = info.card_data.get("language") if info.card_data is not None else None
    return (named,) if isinstance(named, str) else tuple(str(each) for each in named or ())


def _mb(size: int) -> int:
    return round(size / 2**20)
