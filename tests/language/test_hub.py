"""Models come from the hub whole, checked and pinned, or not at all."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save

from bot.language.hub import HubError
from bot.language.hub.download import ModelHub
from bot.language.hub.offer import Offer
from bot.language.loading import opener
from bot.language.registry import Model, Registry
from bot.settings import ROOT
from tests.fakes.hub import FakeHub

BUNDLED = ROOT / "models" / "translation"
SPANISH = "Helsinki-NLP/opus-mt-es-en"


def checkpoint(name: str) -> dict[str, bytes]:
    """The files of a bundled model, as a repository on the hub has them."""
    left_out = {"liaison.json", "README.md"}
    return {path.name: path.read_bytes() for path in (BUNDLED / name).iterdir() if path.name not in left_out}


def pickled(files: Mapping[str, bytes], weights: object) -> dict[str, bytes]:
    """The files with the weights as older checkpoints have them."""
    buffer = io.BytesIO()
    torch.save(weights, buffer)
    kept = {name: content for name, content in files.items() if name != "model.safetensors"}
    return {**kept, "pytorch_model.bin": buffer.getvalue()}


def nothing(name: str, there: int, size: int) -> None:
    """A progress nobody looks at."""


@pytest.fixture(scope="module")
def server() -> Iterator[FakeHub]:
    with FakeHub() as hub:
        yield hub


@pytest.fixture
def fake(server: FakeHub) -> FakeHub:
    server.repositories.clear()
    server.asked.clear()
    server.damaged.clear()
    server.cut_after = None
    return server


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where checkpoints are converted; shared, since it takes a second each."""
    return tmp_path_factory.mktemp("converted")


@pytest.fixture
def hub(fake: FakeHub, tmp_path: Path, converted: Path) -> ModelHub:
    return ModelHub(tmp_path / "downloads", fake.origin, opener("ctranslate2", converted))


def left(hub: ModelHub) -> list[str]:
    """What a client of the folder sees."""
    return sorted(path.parent.name for path in hub.folder.glob("*/liaison.json"))


def test_an_old_checkpoint_is_installed_at_its_commit_and_preferred(fake: FakeHub, hub: ModelHub) -> None:
    weights = load_file(BUNDLED / "es-en" / "model.safetensors")
    weights["lm_head.weight"] = weights["model.shared.weight"]
    commit = fake.publish(SPANISH, pickled(checkpoint("es-en"), weights), licence="apache-2.0")
    offer = hub.offer(("es", "en"))
    assert (offer.commit, offer.licence) == (commit, "apache-2.0")
    assert 5 < offer.download_mb < 30
    assert offer.memory_mb > 20
    shown: dict[str, tuple[int, int]] = {}
    model = hub.pull(offer, lambda name, there, size: shown.update({name: (there, size)}))

    assert (model.sources, model.targets) == (("es",), ("en",))
    assert {there == size for there, size in shown.values()} == {True}
    assert {asked.revision for asked in fake.asked} == {commit}
    assert not (model.folder / "pytorch_model.bin").exists()
    assert "lm_head.weight" not in load_file(model.folder / "model.safetensors")
    assert hub.verify(model) == []
    hub.prove(model)
    assert Registry([hub.folder, BUNDLED]).direct("es", "en")[0].name == "opus-mt-es-en"
    assert sorted(path.name for path in hub.folder.iterdir() if not path.name.endswith(".lock")) == [
        "opus-mt-es-en"
    ]


def test_a_group_is_installed_with_its_tags(fake: FakeHub, hub: ModelHub) -> None:
    renamed = {">>de<<": ">>deu<<", ">>fr<<": ">>fra<<", ">>pt<<": ">>por<<", ">>it<<": ">>ita<<"}
    files = checkpoint("en-mul")
    vocabulary = json.loads(files["vocab.json"])
    files["vocab.json"] = json.dumps({renamed.get(k, k): v for k, v in vocabulary.items()}).encode()
    fake.publish("Helsinki-NLP/opus-mt-en-gro", files, languages=["en", "de", "fr", "pt", "it"])
    model = hub.pull(hub.offer(("Helsinki-NLP/opus-mt-en-gro",)), nothing)
    assert model.sources == ("en",)
    assert model.targets == ("de", "fr", "it", "pt")
    assert model.prompt("Hello.", "pt") == ">>por<< Hello."


def test_a_broken_connection_is_gone_on_with(fake: FakeHub, hub: ModelHub) -> None:
    fake.publish(SPANISH, checkpoint("es-en"))
    fake.cut_after = 300_000
    with pytest.raises(HubError, match=r"run the\s+command again"):
        hub.pull(hub.offer(("es", "en")), nothing)
    assert left(hub) == []
    fake.cut_after = None
    fake.asked.clear()
    hub.pull(hub.offer(("es", "en")), nothing)
    ranges = [
        asked.range for asked in fake.asked if asked.name == "model.safetensors" and asked.method == "GET"
    ]
    assert len(ranges) == 1
    assert ranges[0] is not None
    assert int(ranges[0].removeprefix("bytes=").partition("-")[0]) == 2**18
    assert left(hub) == ["opus-mt-es-en"]


@pytest.mark.parametrize("name", ["model.safetensors", "vocab.json"])
def test_a_file_that_is_not_what_the_hub_says_is_not_installed(
    fake: FakeHub, hub: ModelHub, name: str
) -> None:
    fake.publish(SPANISH, checkpoint("es-en"))
    fake.damaged = {name}
    with pytest.raises(HubError, match=f"{name} of {SPANISH} is not what the hub says"):
        hub.pull(hub.offer(("es", "en")), nothing)
    assert left(hub) == []


def test_a_model_that_talks_nonsense_is_not_installed(fake: FakeHub, hub: ModelHub) -> None:
    weights = load_file(BUNDLED / "es-en" / "model.safetensors")
    shaken = {name: value[torch.randperm(len(value))] for name, value in weights.items()}
    fake.publish(SPANISH, {**checkpoint("es-en"), "model.safetensors": save(shaken)})
    with pytest.raises(HubError, match="translates wrongly"):
        hub.pull(hub.offer(("es", "en")), nothing)
    assert left(hub) == []


class Evil:
    """What an attacker puts into a pickle."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (f"touch {self.trace}",)


def test_a_pickle_with_anything_but_tensors_is_not_opened(
    fake: FakeHub, hub: ModelHub, tmp_path: Path
) -> None:
    trace = tmp_path / "executed"
    fake.publish(
        SPANISH, pickled(checkpoint("es-en"), {"weights": Evil(trace), "padding": torch.zeros(300_000)})
    )
    with pytest.raises(HubError, match="does not hold weights alone"):
        hub.pull(hub.offer(("es", "en")), nothing)
    assert not trace.exists()
    assert left(hub) == []


def test_what_the_hub_does_not_have_is_said(fake: FakeHub, hub: ModelHub) -> None:
    with pytest.raises(HubError, match="no Helsinki-NLP/opus-mt-es-eu or Helsinki-NLP/opus-mt-tc-big-es-eu"):
        hub.offer(("es", "eu"))
    with pytest.raises(HubError, match="is no repository"):
        hub.offer(("../etc",))
    fake.publish("someone/else", {"config.json": b"{}"})
    with pytest.raises(HubError, match=r"no MarianMT model.*source\.spm"):
        hub.offer(("someone/else",))
    fake.publish(SPANISH, checkpoint("es-en"))
    with pytest.raises(HubError, match="no revision 0123"):
        hub.offer(("es", "en"), revision="0123")


def test_the_larger_kind_is_taken_where_there_is_one(fake: FakeHub, hub: ModelHub) -> None:
    fake.publish(SPANISH, checkpoint("es-en"))
    assert hub.offer(("es", "en"), big=True).repository == SPANISH
    fake.publish("Helsinki-NLP/opus-mt-tc-big-es-en", checkpoint("es-en"))
    assert hub.offer(("es", "en"), big=True).name == "opus-mt-tc-big-es-en"


@pytest.fixture
def installed(fake: FakeHub, hub: ModelHub) -> Model:
    fake.publish(SPANISH, checkpoint("es-en"))
    offer: Offer = hub.offer(("es", "en"))
    return hub.pull(offer, nothing)


def test_damage_on_disk_is_noticed_and_a_model_can_be_removed(hub: ModelHub, installed: Model) -> None:
    with (installed.folder / "vocab.json").open("a") as file:
        file.write(" ")
    assert hub.verify(installed) == ["vocab.json"]
    with pytest.raises(HubError, match="There are: opus-mt-es-en"):
        hub.remove("opus-mt-en-es")
    hub.remove("opus-mt-es-en")
    assert hub.installed() == []
    assert list(hub.folder.glob("*/*")) == []


def test_the_command_goes_through_the_proxy_of_the_environment(fake: FakeHub, tmp_path: Path) -> None:
    fake.publish("Helsinki-NLP/opus-mt-en-es", checkpoint("en-es"))
    (tmp_path / "models" / "translation").mkdir(parents=True)
    environment = {
        **{key: value for key, value in os.environ.items() if "proxy" not in key.lower()},
        "LIAISON_MODELS_DIR": str(tmp_path / "models"),
        "LIAISON_VAR_DIR": str(tmp_path / "var"),
        "LIAISON_MODEL_HUB": "http://hub.example",
        "HTTP_PROXY": fake.origin,
    }

    def models(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bot.cli", "models", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, cwd=ROOT, check=False)

    done = models("pull", "en", "es")
    assert done.returncode == 0, done.stderr
    assert "is installed" in " ".join(done.stdout.split())
    assert "MB" in done.stdout
    assert "opus-mt-en-es: sound" in models("verify").stdout
    assert "downloaded" in models("list").stdout
    assert models("pull", "en", "xx").returncode == 1
    assert "removed" in models("remove", "opus-mt-en-es").stdout
