"""Downloads, checks, verifies and removes models: `liaison models`."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from filelock import FileLock
from httpx2 import HTTPError
from huggingface_hub import HfApi, constants, hf_hub_url
from huggingface_hub.file_download import http_get
from huggingface_hub.utils.tqdm import disable_progress_bars
from tqdm import tqdm

from bot.language.hub import HubError
from bot.language.hub.checkpoint import checksums, git_blob, safe_weights, sha256, write_manifest
from bot.language.hub.golden import wrong_translations
from bot.language.hub.offer import HubFile, Offer, find, repositories
from bot.language.loading import Opener
from bot.language.marian import EngineError
from bot.language.registry import Model, Registry, read_model, replace_folder

Progress = Callable[[str, int, int], None]
"""Called with a file's name, the bytes there and its size."""
_SPARE = 1.2
_CHUNK = 2**18
"""Bytes written at a time: what a broken connection loses. By default it is 10 MB."""


class ModelHub:
    """The models of one folder and the hub they come from.

    A model appears in its folder all at once, checked, or not at all. What was downloaded when a connection
    broke is kept and gone on with. Proxies are those of the environment (HTTPS_PROXY).
    """

    def __init__(self, folder: Path, endpoint: str, open_engine: Opener) -> None:
        self.folder = folder
        self._endpoint = endpoint
        self._open = open_engine
        self._api = HfApi(endpoint=endpoint)
        disable_progress_bars()
        constants.DOWNLOAD_CHUNK_SIZE = _CHUNK

    def offer(self, wanted: Sequence[str], *, big: bool = False, revision: str | None = None) -> Offer:
        """What the hub has for ("es", "de") or ("Helsinki-NLP/opus-mt-es-de",). Raises HubError."""
        if len(wanted) == 2:
            return find(self._api, repositories(*wanted, big=big), revision)
        return find(self._api, wanted[:1], revision)

    def installed(self) -> list[Model]:
        """The downloaded models, by name."""
        return list(Registry([self.folder]).models)

    def pull(self, offer: Offer, progress: Progress) -> Model:
        """Download an offer, check it and put it into place; the model. Raises HubError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(self.folder).free
        if free < _SPARE * 2 * sum(file.size for file in offer.files):
            raise HubError(f"There is not room enough for {offer.name}: {round(free / 2**20)} MB are free.")
        staging = self.folder / f".{offer.name}-{offer.commit[:12]}"
        with FileLock(self.folder / f".{offer.name}.lock"):
            for file in offer.files:
                self._fetch(offer, file, staging, progress)
            placed = self.folder / offer.name
            fresh = Path(tempfile.mkdtemp(dir=self.folder, prefix=f".{offer.name}-"))
            try:
                self._prepare(offer, staging, fresh)
                self.prove(read_model(fresh))
                replace_folder(fresh, placed)
            finally:
                shutil.rmtree(fresh, ignore_errors=True)
            shutil.rmtree(staging)
        return read_model(placed)

    def prove(self, model: Model) -> None:
        """Translate the golden sentences. Raises HubError when the model does not load or talks nonsense."""
        try:
            engine = self._open(model)
        except EngineError as error:
            raise HubError(f"{model.name} cannot be loaded: {error}") from error
        try:
            wrong = wrong_translations(
                model, lambda texts: [each[0].text for each in engine.translate(texts)]
            )
        finally:
            engine.close()
        if wrong:
            raise HubError(f"{model.name} was not installed: it translates wrongly.\n" + "\n".join(wrong))

    def verify(self, model: Model) -> list[str]:
        """Names of files that are not what was downloaded, empty if all is well."""
        manifest = json.loads((model.folder / "liaison.json").read_text(encoding="utf-8"))
        known = dict(manifest.get("files") or {})
        there = checksums(model.folder)
        return sorted(name for name in known.keys() | there.keys() if known.get(name) != there.get(name))

    def remove(self, name: str) -> None:
        """Delete a downloaded model. Raises HubError for an unknown one; bundled models stay."""
        chosen = next((model for model in self.installed() if model.name == name), None)
        if chosen is None:
            names = ", ".join(model.name for model in self.installed()) or "none"
            raise HubError(f'No downloaded model is called "{name}". There are: {names}.')
        retired = chosen.folder.with_name(f".{chosen.folder.name}.removed")
        chosen.folder.rename(retired)
        shutil.rmtree(retired)

    def _fetch(self, offer: Offer, file: HubFile, staging: Path, progress: Progress) -> None:
        """Download one file, or go on with it, and compare its checksum. Raises HubError."""
        staging.mkdir(exist_ok=True)
        path = staging / file.name
        url = hf_hub_url(offer.repository, file.name, revision=offer.commit, endpoint=self._endpoint)
        try:
            with path.open("ab") as partial:
                http_get(
                    url,
                    partial,
                    resume_size=min(partial.tell(), file.size),
                    expected_size=file.size,
                    tqdm_class=_reporting(file, progress),
                )
        except (HTTPError, OSError) as error:
            raise HubError(
                f"{file.name} of {offer.repository} could not be downloaded: {error}. What is there is kept; "
                "run the command again."
            ) from error
        same = sha256(path) == file.sha256 if file.sha256 else git_blob(path) == file.blob_id
        if not same:
            path.unlink()
            raise HubError(f"{file.name} of {offer.repository} is not what the hub says it is; run it again.")
        progress(file.name, file.size, file.size)

    def _prepare(self, offer: Offer, staging: Path, fresh: Path) -> None:
        """Make of what was downloaded, in another folder, a model of Liaison's. Raises HubError."""
        for file in offer.files:
            shutil.copy(staging / file.name, fresh / file.name)
        safe_weights(fresh)
        write_manifest(fresh, offer)
        fresh.chmod(0o755)


def _reporting(file: HubFile, progress: Progress) -> type[tqdm[Any]]:
    """A progress bar for huggingface_hub that draws nothing and tells `progress` instead."""

    class Reporting(tqdm):  # type: ignore[type-arg]
        def __init__(self, total: float | None = None, initial: float = 0, **_: Any) -> None:
            super().__init__(total=total, initial=initial, file=io.StringIO())

        def update(self, n: float | None = 1) -> bool | None:
            done = super().update(n)
            progress(file.name, min(int(self.n), file.size), file.size)
            return done

    return Reporting
