"""The `liaison models` commands: translation models from the hub."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn
from rich.table import Table

from bot.settings import Settings

if TYPE_CHECKING:
    from bot.language.hub.download import ModelHub
    from bot.language.hub.offer import Offer
    from bot.language.registry import Model

models = typer.Typer(
    help="Translation models: what there is, and larger ones from the hub.", no_args_is_help=True
)
out = Console()
err = Console(stderr=True)


@models.command("list")
def list_models() -> None:
    """Show the models of this installation; a downloaded one is preferred to a bundled one."""
    from bot.language.registry import Registry

    folder = Settings().models_dir / "translation"
    registry = Registry([folder / "downloads", folder])
    table = Table("name", "from", "to", "MB on disk", "origin", "revision")
    for model in registry.models:
        origin = "downloaded" if model.folder.parent.name == "downloads" else "bundled"
        size = sum(path.stat().st_size for path in model.folder.iterdir())
        table.add_row(
            model.name,
            " ".join(model.sources),
            " ".join(model.targets),
            f"{size / 2**20:.0f}",
            origin,
            model.revision[:12],
        )
    out.print(table)
    for problem in registry.problems:
        err.print(problem, markup=False, highlight=False)


@models.command()
def pull(
    wanted: Annotated[
        list[str], typer.Argument(help="Two languages, such as es de, or one repository: OWNER/NAME.")
    ],
    big: Annotated[bool, typer.Option("--big", help="The larger kind (tc-big) where there is one.")] = False,
    both: Annotated[bool, typer.Option("--both", help="The other direction, too.")] = False,
    revision: Annotated[
        str | None, typer.Option(help="A commit of the repository; the newest if left out.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before downloading.")] = False,
) -> None:
    """Download a model by Helsinki-NLP (OPUS-MT), check it and put it into use at the next start."""
    if len(wanted) > 2 or (both and len(wanted) != 2):
        raise typer.BadParameter("Give two languages, or one repository.")
    with _hub() as hub:
        for pair in [wanted, wanted[::-1]] if both else [wanted]:
            offer = hub.offer(pair, big=big, revision=revision)
            _show(offer)
            if not yes and sys.stdin.isatty() and not typer.confirm("Download it?"):
                raise typer.Exit(1)
            model = _download(hub, offer)
            out.print(
                f"{model.name} is installed, at {offer.commit[:12]}: from {', '.join(model.sources)} to "
                f"{', '.join(model.targets)}. Restart Liaison to use it.",
                highlight=False,
            )


@models.command()
def remove(name: Annotated[str, typer.Argument(help="Name of a downloaded model, see list.")]) -> None:
    """Delete a downloaded model; the bundled ones stay."""
    with _hub() as hub:
        hub.remove(name)
    out.print(f"{name} is removed.", highlight=False)


@models.command()
def verify() -> None:
    """Compare downloaded models with their checksums and let each translate the golden sentences."""
    from bot.language.hub import HubError

    failed = False
    with _hub() as hub:
        for model in hub.installed():
            try:
                damaged = hub.verify(model)
                if damaged:
                    raise HubError(f"changed since it was downloaded: {', '.join(damaged)}; pull it again")
                hub.prove(model)
            except HubError as error:
                failed = True
                err.print(f"{model.name}: {error}", markup=False, highlight=False)
            else:
                out.print(f"{model.name}: sound")
        if not hub.installed():
            out.print("No model was downloaded; the bundled ones are part of Liaison.")
    if failed:
        raise typer.Exit(1)


@contextmanager
def _hub() -> Iterator[ModelHub]:
    """The hub as the settings say; what goes wrong ends the command with a sentence."""
    from bot.language.hub import HubError
    from bot.language.hub.download import ModelHub
    from bot.language.loading import opener

    settings = Settings()
    folder = settings.models_dir / "translation" / "downloads"
    load = opener(settings.translation_engine, settings.var_dir / "translation")
    try:
        yield ModelHub(folder, settings.model_hub, load)
    except HubError as error:
        err.print(str(error), markup=False, highlight=False)
        raise typer.Exit(1) from None


def _show(offer: Offer) -> None:
    """What a download brings and costs, before it begins."""
    table = Table(show_header=False, box=None)
    table.add_row("model", f"{offer.repository} at {offer.commit[:12]}")
    table.add_row("licence", offer.licence)
    table.add_row("download", f"{offer.download_mb} MB")
    table.add_row("disk", f"about {offer.disk_mb} MB")
    table.add_row("memory", f"about {offer.memory_mb} MB once it is used")
    out.print(table)


def _download(hub: ModelHub, offer: Offer) -> Model:
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=out, disable=not out.is_terminal) as bars:
        tasks = {file.name: bars.add_task(file.name, total=file.size) for file in offer.files}
        return hub.pull(offer, lambda name, there, size: bars.update(tasks[name], completed=there))
