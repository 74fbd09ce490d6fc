"""The `liaison` command."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from bot.cli_models import models
from bot.console import err, out, settings
from bot.log import configure_logging
from bot.settings import Settings

app = typer.Typer(help="Liaison, the front desk for freelancers.", no_args_is_help=True, add_completion=False)
app.add_typer(models, name="models")


@app.command()
def run() -> None:
    """Start Liaison: the desk and the engine, until Ctrl-C."""
    from bot.dialogue_model import TrainingFailed, model_path, train
    from bot.processes import StartFailed, Supervisor

    chosen = settings()
    _report_services_files(chosen)
    with _progress() as show:
        try:
            if not model_path(chosen).exists():
                show("Training the dialogue model (about a minute, only after changes)…")
            supervisor = Supervisor(chosen, train(chosen))
            supervisor.start(lambda name: show(f"Starting the {name}…"))
        except (TrainingFailed, StartFailed) as error:
            err.print(f"[red]Liaison did not start.[/red]\n{error}", markup=True, highlight=False)
            raise typer.Exit(1) from None
    _greet(chosen)
    supervisor.watch(lambda name: err.print(f"The {name} had stopped; starting it again."))


@app.command()
def status() -> None:
    """Tell whether everything answers; exit code 0 once it does."""
    from bot.processes import desk_status, engine_status

    chosen = settings()
    parts = {"desk": desk_status(chosen), "engine": engine_status(chosen)}
    table = Table("part", "state", "details")
    for name, found in parts.items():
        details = json.dumps(found, ensure_ascii=False) if found else "no answer"
        table.add_row(name, "[green]ready[/green]" if found else "[red]not ready[/red]", details)
    out.print(table)
    raise typer.Exit(0 if all(parts.values()) else 1)


@app.command()
def check(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Services files; all of them if left out.")
    ] = None,
) -> None:
    """Check services files and say what is wrong, where, and what to do."""
    from bot.services.loading import check as check_files

    chosen = files or sorted(settings().freelancers_dir.glob("*.y*ml"))
    if not chosen:
        err.print(f"There is no services file in {settings().freelancers_dir}.")
        raise typer.Exit(1)
    problems = check_files(chosen)
    for problem in problems:
        err.print(str(problem), markup=False, highlight=False)
    if problems:
        raise typer.Exit(1)
    out.print(f"{len(chosen)} services files, no problems.")


@app.command()
def train(
    force: Annotated[bool, typer.Option("--force", help="Train even if nothing changed.")] = False,
) -> None:
    """Train the dialogue model on data/nlu and data/rules."""
    from bot.dialogue_model import TrainingFailed
    from bot.dialogue_model import train as train_model

    with out.status("Training the dialogue model…"):
        try:
            path = train_model(settings(), force=force)
        except TrainingFailed as error:
            err.print(str(error), markup=False, highlight=False)
            raise typer.Exit(1) from None
    out.print(f"The dialogue model is ready: {path.name}")


@app.command()
def link(
    freelancer: Annotated[str, typer.Argument(help="Name of the services file without .yml.")],
) -> None:
    """Issue a one-time code with which a freelancer links Telegram or Slack."""
    from bot.services.catalogue import Catalogue
    from bot.store import chats
    from bot.store.database import Database

    chosen = settings()
    catalogue = Catalogue(chosen.freelancers_dir)
    catalogue.load()
    if catalogue.get(freelancer) is None:
        err.print(f"There is no services file {freelancer}.yml. There are: {', '.join(catalogue.slugs())}")
        raise typer.Exit(1)
    database = Database(chosen.database)
    database.migrate()
    with database.session() as session:
        code = chats.issue_code(session, freelancer)
    out.print(f"Send this to your Liaison bot within 24 hours: [bold]/start {code}[/bold] in Telegram,")
    out.print(f"[bold]start {code}[/bold] in Slack.")


@app.command()
def say(
    texts: Annotated[list[str], typer.Argument(help="What to say, one turn each.")],
    freelancer: Annotated[str, typer.Option(help="Name of the services file without .yml.")],
    session: Annotated[
        str | None, typer.Option(help="Name of a conversation to begin or go on with.")
    ] = None,
    locale: Annotated[str, typer.Option(help="The browser's language, such as es or es-MX.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object per turn.")] = False,
) -> None:
    """Talk to the bot the way the website does and print what it answers."""
    from bot.chat_client import ChatRefused

    try:
        asyncio.run(_talk(settings(), texts, freelancer, session, locale, as_json))
    except ChatRefused as refusal:
        err.print(f"[red]The chat was refused:[/red] {refusal}. Is Liaison running? (liaison status)")
        raise typer.Exit(1) from None


@app.command()
def translate(
    source: Annotated[str, typer.Option("--from", help="Language of the lines, such as es.")],
    target: Annotated[str, typer.Option("--to", help="Language wanted, such as en.")],
) -> None:
    """Translate lines from standard input to standard output, one to one."""
    from bot.language.offline import translator_for

    configure_logging(settings().log_level, sys.stderr)
    with translator_for(settings()) as translator:
        for line in translator.translate_lines(_stdin_lines(), source, target):
            print(line)


@app.command()
def parse() -> None:
    """Read lines from standard input; print language, English, intent and confidence, separated by tabs."""
    from bot.parsing import ParsingFailed, parse_lines

    try:
        configure_logging(settings().log_level, sys.stderr)
        for row in parse_lines(settings(), _stdin_lines()):
            print("\t".join(row))
    except ParsingFailed as error:
        err.print(str(error), markup=False, highlight=False)
        raise typer.Exit(1) from None


@app.command()
def phrases(
    language: Annotated[
        str | None, typer.Option(help="A language, such as es; without it, how complete each is.")
    ] = None,
    freelancer: Annotated[str | None, typer.Option(help="Name of a services file without .yml.")] = None,
    machine: Annotated[bool, typer.Option("--machine", help="Only what was machine-made.")] = False,
) -> None:
    """List what the bot says in a language, and whose words it is."""
    from bot.cli_phrases import show_coverage, show_phrases

    if language is None:
        show_coverage(settings())
    else:
        show_phrases(settings(), language, freelancer, machine=machine)


def _stdin_lines() -> list[str]:
    """Lines of standard input; split at line feeds only, so that output stays one to one."""
    text = sys.stdin.read()
    return text.removesuffix("\n").split("\n") if text else []


async def _talk(
    chosen: Settings, texts: Sequence[str], freelancer: str, session: str | None, locale: str, as_json: bool
) -> None:
    from bot.chat_client import ChatClient

    kept = _KeptTokens(chosen.var_dir / "say.json")
    token = kept.get(freelancer, session)
    async with ChatClient(chosen.engine_url, freelancer, token=token, locale=locale) as client:
        kept.put(freelancer, session, client.session["token"])
        for text in texts:
            reply = await client.say(text)
            messages = [reply.refusal] if reply.refusal else reply.messages
            if as_json:
                _print_json(text, messages, reply.milliseconds)
            else:
                _print_reply(text, messages, reply.milliseconds)


class _KeptTokens:
    """Tokens of the conversations named with --session, so that a later command can go on with one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._tokens: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}

    def get(self, freelancer: str, session: str | None) -> str | None:
        return self._tokens.get(f"{freelancer}/{session}") if session else None

    def put(self, freelancer: str, session: str | None, token: str) -> None:
        if session is None:
            return
        self._tokens[f"{freelancer}/{session}"] = token
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.touch(mode=0o600)
        self._path.write_text(json.dumps(self._tokens))


def _print_json(text: str, messages: Iterable[dict[str, Any]], milliseconds: float) -> None:
    keys = ("text", "language", "original", "made", "buttons")
    replies = [{key: message.get(key) for key in keys} for message in messages]
    print(json.dumps({"said": text, "replies": replies, "ms": round(milliseconds)}, ensure_ascii=False))


def _print_reply(text: str, messages: Iterable[dict[str, Any]], milliseconds: float) -> None:
    out.print(f"[bold]> {text}[/bold]  [dim]{milliseconds:.0f} ms[/dim]")
    for message in messages:
        out.print(str(message.get("text", "")), markup=False, highlight=False)
        for button in message.get("buttons") or []:
            out.print(f"  [ {button['title']} ]", markup=False, highlight=False)


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Says what is being waited for: with a spinner on a terminal, a line each elsewhere."""
    if not out.is_terminal:
        yield out.print
        return
    with out.status("Starting…") as status:
        yield status.update


def _report_services_files(chosen: Settings) -> None:
    from bot.services.loading import check as check_files

    for problem in check_files(sorted(chosen.freelancers_dir.glob("*.y*ml"))):
        err.print(str(problem), markup=False, highlight=False)


def _greet(chosen: Settings) -> None:
    address = chosen.public_url or chosen.engine_url
    out.print(f"Liaison is ready. Chat with the sample freelancers at [bold]{address}/demo[/bold]")
    out.print("[dim]Stop with Ctrl-C. Logs are in var/logs.[/dim]")


if __name__ == "__main__":
    app()
