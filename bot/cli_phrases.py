"""What `liaison phrases` prints."""

from __future__ import annotations

import typer
from rich.table import Table

from bot.console import err, out
from bot.language.kept import KeptTranslations, kept_translations
from bot.language.phrases import Phrasebook
from bot.language.registry import installed
from bot.phrase_list import coverage, file_texts, own_sentences
from bot.services.catalogue import Catalogue
from bot.settings import ROOT, Settings


def show_coverage(settings: Settings) -> None:
    """How complete each language's catalogue is."""
    table = Table("language", "written by hand", "missing")
    for code, share, missing in coverage(Phrasebook(ROOT / "domain.yml", settings.locales_dir)):
        table.add_row(code, f"{100 * share:.0f} %", str(missing))
    out.print(table)


def show_phrases(settings: Settings, language: str, freelancer: str | None, *, machine: bool) -> None:
    """Every sentence in a language, and with a freelancer the texts of the services file."""
    phrasebook = Phrasebook(ROOT / "domain.yml", settings.locales_dir)
    catalogue = Catalogue(settings.freelancers_dir)
    catalogue.load()
    file = catalogue.get(freelancer) if freelancer is not None else None
    if freelancer is not None and file is None:
        err.print(f"There is no services file {freelancer}.yml. There are: {', '.join(catalogue.slugs())}")
        raise typer.Exit(1)
    said = list(own_sentences(phrasebook, language, file))
    if file is not None:
        kept = _kept(settings)
        said += file_texts(file, language, kept)
        kept.close()
    table = Table("name or text", language, "words")
    for each in said:
        if not machine or each.made in ("machine", "original"):
            table.add_row(each.name, each.text, each.made)
    out.print(table)


def _kept(settings: Settings) -> KeptTranslations:
    """The translations the running Liaison has made so far."""
    kept = kept_translations(settings.var_dir, installed(settings.models_dir).fingerprint)
    kept.load()
    return kept
