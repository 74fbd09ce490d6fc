"""Which translation models there are, and which of them lead from one language to another."""

from __future__ import annotations

import asyncio
import hashlib
import json
import shutil
from collections.abc import AsyncIterator, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import structlog
import watchfiles
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.language.formality import Tone
from bot.language.vocabulary import FOLDER as VOCABULARY
from bot.settings import ROOT

PIVOT = "en"
TRANSLATION, DOWNLOADS = "translation", "downloads"
_FILES = ("model.safetensors", "config.json", "source.spm", "target.spm", "vocab.json")

_WATCH_AGAIN_S = 1
_BY_HAND = (ROOT / "models" / "training" / "domain", ROOT / "data" / "locales" / "short")

log = structlog.get_logger(__name__)


class Model(BaseModel):
    """A checkpoint folder, as its liaison.json describes it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: str
    folder: Path
    sources: tuple[str, ...] = Field(min_length=1)
    targets: tuple[str, ...] = Field(min_length=1)
    tag: str | None = Field(
        None, description="None, or what goes before the source: a scheme such as >>{target}<<."
    )
    tags: dict[str, str] = Field({}, description="The tag of each target where they follow no scheme.")
    formality: dict[Tone, str] = Field(
        {}, description="What goes before the source to be formal or informal."
    )
    invents: bool = Field(False, description="Whether words it writes that nobody knows are made up.")
    chrf: float | dict[str, float] | None = None
    revision: str = ""
    max_tokens: int = Field(64, ge=8, description="Longest source the model was trained on, in tokens.")

    def serves(self, source: str, target: str) -> bool:
        """Whether the model translates this pair directly."""
        return source in self.sources and target in self.targets and source != target

    def prompt(self, sentence: str, target: str, tone: Tone | None = None) -> str:
        """A sentence as this model wants it: with a tag in front where it writes several languages.

        A model of one language may have tags for how the reader is addressed instead.
        """
        if tone in self.formality:
            return f"{self.formality[tone]} {sentence}"
        if target in self.tags:
            return f"{self.tags[target]} {sentence}"
        if self.tag is None:
            return sentence
        scheme = self.tag if "{target}" in self.tag else ">>{target}<<"
        return f"{scheme.format(target=target)} {sentence}"

    def score(self, source: str, target: str) -> float:
        """chrF on the dev set of the pair, 0 where it is not known."""
        if isinstance(self.chrf, dict):
            return self.chrf.get(f"{source}-{target}", 0.0)
        return self.chrf or 0.0


class RegistryError(ValueError):
    """A model folder that cannot be used; says which file and why."""


def read_model(folder: Path) -> Model:
    """Read the liaison.json of a checkpoint folder. Raises RegistryError."""
    path = folder / "liaison.json"
    missing = [name for name in _FILES if not (folder / name).is_file()]
    if missing:
        raise RegistryError(f"{folder}: {', '.join(missing)} missing; export or download the model again")
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        model = Model(**{"name": folder.name, **values, "folder": folder})
    except (OSError, ValueError, TypeError) as error:
        reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error
        raise RegistryError(f"{path}: {reason}") from error
    return model if model.revision else model.model_copy(update={"revision": _fingerprint(folder)})


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    with (folder / "model.safetensors").open("rb") as weights:
        while block := weights.read(2**20):
            digest.update(block)
    return digest.hexdigest()


class Registry:
    """The models found in some folders; those of an earlier folder are preferred."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self.models: tuple[Model, ...] = ()
        self.problems: tuple[str, ...] = ()
        self.reload()

    def reload(self) -> None:
        """Look again at what the folders hold; a folder that cannot be read is reported and left out."""
        models, problems = [], []
        for path in _model_folders(self._folders):
            try:
                models.append(read_model(path))
            except RegistryError as error:
                problems.append(str(error))
                log.warning("translation model left out", reason=str(error))
        self.models, self.problems = tuple(models), tuple(problems)

    def look_again(self) -> Registry:
        """What the folders hold now, as a registry of its own."""
        return Registry(self._folders)

    def replace(self, other: Registry) -> None:
        """Take over what another registry of the same folders found."""
        self.models, self.problems = other.models, other.problems

    async def changes(self) -> AsyncIterator[None]:
        """Yields whenever a model's folder came, went or was replaced, until cancelled."""
        places = {folder.resolve() for folder in self._folders}

        def is_model(_: watchfiles.Change, path: str) -> bool:
            return Path(path).parent.resolve() in places

        while True:
            there = [folder for folder in self._folders if folder.is_dir()]
            try:
                async for _ in watchfiles.awatch(*there, watch_filter=is_model, recursive=True):
                    yield
            except (OSError, RuntimeError) as error:  # a folder went, or no more can be watched
                log.warning("watching the models begins again", reason=str(error))
                await asyncio.sleep(_WATCH_AGAIN_S)
                yield

    @property
    def fingerprint(self) -> str:
        """What translations that are kept depend on: the models, and what masks, checks and chooses."""
        names = sorted(f"{model.name}@{model.revision}" for model in self.models)
        return hashlib.sha256(" ".join([edition(), *names]).encode()).hexdigest()

    def direct(self, source: str, target: str) -> list[Model]:
        """Models for a pair, best first: by folder, then by score."""
        serving = [model for model in self.models if model.serves(source, target)]
        return sorted(serving, key=lambda model: (self._rank(model), -model.score(source, target)))

    def _rank(self, model: Model) -> int:
        return self._folders.index(model.folder.parent)

    def routes(self, source: str, target: str) -> list[tuple[tuple[str, str], ...]]:
        """Ways from one language to another, best first: directly, else through English."""
        ways: list[tuple[tuple[str, str], ...]] = [((source, target),), ((source, PIVOT), (PIVOT, target))]
        return [way for way in ways if all(self.direct(*hop) for hop in way)]

    def pairs(self) -> set[tuple[str, str]]:
        """Every pair that can be served, directly or through English."""
        sources = {language for model in self.models for language in model.sources}
        targets = {language for model in self.models for language in model.targets}
        return {(s, t) for s in sources for t in targets if s != t and self.routes(s, t)}


@lru_cache(maxsize=1)
def edition(*folders: Path) -> str:
    """Checksum of this package and what it knows by heart: each edition of Liaison has its own."""
    digest = hashlib.sha256()
    for folder in folders or (Path(__file__).parent, VOCABULARY, *_BY_HAND):
        for path in sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".marisa", ".tsv")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def installed(models_dir: Path) -> Registry:
    """The models of this installation, the downloaded ones before the bundled ones."""
    return Registry([models_dir / TRANSLATION / DOWNLOADS, models_dir / TRANSLATION])


def _model_folders(folders: Iterable[Path]) -> Iterable[Path]:
    for folder in folders:
        if folder.is_dir():
            yield from sorted(path.parent for path in folder.glob("*/liaison.json"))


def replace_folder(new: Path, old: Path) -> None:
    """Put a finished folder in place of another; whoever has files of the old one open keeps them."""
    retired = old.with_name(f".{old.name}.old")
    shutil.rmtree(retired, ignore_errors=True)
    if old.exists():
        old.rename(retired)
    new.rename(old)
    shutil.rmtree(retired, ignore_errors=True)
