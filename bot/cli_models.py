"""The `liaison models` commands: translation models from the hub."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn
from rich.table import Table

from bot.console import err, out, settings
from bot.settings import ROOT

if TYPE_CHECKING:
    from bot.language.hub.download import ModelHub
    from bot.language.hub.offer import Offer
    from bot.language.registry import Model

models = typer.Typer(
    help="Translation models: what there is, and larger ones from the hub.", no_args_is_help=True
)


@models.command("list")
def list_models() -> None:
    """Show the models of this installation; a downloaded one is preferred to a bundled one."""
    from bot.language.registry import DOWNLOADS, installed

    registry = installed(settings().models_dir)
    table = Table("name", "from", "to", "MB on disk", "origin", "revision")
    for model in registry.models:
        origin = "downloaded" if model.folder.parent.name == DOWNLOADS else "bundled"
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
    """Download a model by Helsinki-NLP (OPUS-MT), check it and put it into use, in a running Liaison too."""
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
                f"{', '.join(model.targets)}. A running Liaison takes it up by itself.",
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


@models.command()
def evaluate(
    others: Annotated[
        int, typer.Option(help="Sentences for the other engines that are installed; 0 leaves them out.")
    ] = 100,
    to: Annotated[Path, typer.Option(help="Where the report goes.")] = ROOT / "docs" / "quality.md",
) -> None:
    """Measure every installed pair and how messages are understood; print the report and write it down."""
    from rich.markdown import Markdown

    from bot.evaluation import contestants, measure, sets
    from bot.evaluation.report import Report
    from bot.language.formality import ADDRESSING, Tone
    from bot.language.offline import translator_for
    from bot.log import configure_logging

    chosen = settings()
    configure_logging("WARNING", sys.stderr)
    scores = []
    with translator_for(chosen) as translator:
        for source, target in sorted(translator.pairs()):
            if not (pairs := sets.dev_pairs(source, target)):
                continue
            out.print(f"{source}-{target}…", highlight=False)
            scores.append(
                measure.translation(contestants.ours(translator, source, target), source, target, pairs)
            )
            model = translator.registry.direct(source, target)[0]
            for other in contestants.others(model, source, target) if others else ():
                scores.append(measure.translation(other, source, target, pairs[:others]))
        served = [m for m in sets.nasty_messages() if (m.source, m.target) in translator.pairs()]
        survivals = measure.survival(translator, served)
        addresses = [
            measure.address(translator, target, tone, sets.sentences_to_clients())
            for target in ADDRESSING
            if ("en", target) in translator.pairs()
            for tone in get_args(Tone)
        ]
        names = [(model.name, model.revision) for model in translator.registry.models]
    understandings = measure.understanding(chosen, sets.client_messages())
    text = Report(names, scores, survivals, addresses, understandings).markdown()
    to.write_text(text, encoding="utf-8")
    out.print(Markdown(text))
    if not scores:
        err.print(f"There are no dev sets in {sets.DEV}: chrF and BLEU were left out.", highlight=False)


@contextmanager
def _hub() -> Iterator[ModelHub]:
    """The hub as the settings say; what goes wrong ends the command with a sentence."""
    from bot.language.hub import HubError
    from bot.language.hub.download import ModelHub
    from bot.language.loading import opener
    from bot.language.registry import DOWNLOADS, TRANSLATION

    chosen = settings()
    folder = chosen.models_dir / TRANSLATION / DOWNLOADS
    load = opener(chosen.translation_engine, chosen.var_dir / "translation")
    try:
        yield ModelHub(folder, chosen.model_hub, load)
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
