"""Fetches the corpora from where they are published: `python -m models.training.download`.

Training does it by itself where ../shared/corpora is not there. Each source is taken at a fixed commit, put
into one form (English, tab, the other language; packed) and kept in work/corpora/. The model cards name
licences and sources. Interface and help texts of Mozilla, LibreOffice, GNOME and others, and the synthetic
Portuguese, are not fetched: a recipe trains without a family whose file is missing.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

from .corpora import DOWNLOADED, Pair, fold, held_out, write_pairs

HOST = "https://raw.githubusercontent.com"
LANGUAGES = ("es", "fr", "de", "pt", "it")
LONGEST_WORDS = 60

Fetch = Callable[[str], bytes]
"""A file by its path on the host: "owner/repository/commit/path"."""


class DownloadError(RuntimeError):
    """A source cannot be fetched or has another form than it had."""


@dataclass(frozen=True)
class Source:
    """One family in one language: its name, and how its pairs are read."""

    family: str
    language: str
    read: Callable[[Fetch], Iterator[Pair]]


_TATOEBA = {
    "fr": "modelexlab/data/adddaf33ac35572bcfeb421efec29435e7ea9332/fra-eng.zip",
    "de": "jhamburg/dats6450_nlp/fc38d83c4353d753fb9b34d98e945cbc5fab2811/deu-eng.zip",
    "es": "Hoangduc212001/hoang/2cfd26f9551f5c2d614e8000500891801840a438/spa-eng.zip",
}
_BCONTRAST = "Unbabel/BConTrasT/96f33050c704eea1c10da6e8effcfb5495539e74"
_COCOA = "amazon-science/contrastive-controlled-mt/441e23a7c41beeac6329ffdb27d47024eb71b829/CoCoA-MT/train"
_GENEVAL_REPOSITORY = "amazon-science/machine-translation-gender-eval"
_GENEVAL = f"{_GENEVAL_REPOSITORY}/c77132ccd248d0b09ac185aebebc94f1051dbc9e/data/sentences/dev"
_XPERSONA = "HLTCHKUST/Xpersona/1da049a1bbf3b01548f98cc23ba75ef871416e50/dataset"


def tatoeba(path: str) -> Callable[[Fetch], Iterator[Pair]]:
    """A selection of manythings.org/anki: a zip with one text, English first, perhaps an attribution last."""

    def read(fetch: Fetch) -> Iterator[Pair]:
        with zipfile.ZipFile(io.BytesIO(fetch(path))) as packed:
            names = [n for n in packed.namelist() if n.endswith(".txt") and "_about" not in n]
            for line in packed.read(names[0]).decode("utf-8").splitlines():
                english, foreign, *_ = [*line.split("\t"), ""]
                yield Pair(english, foreign)

    return read


def bcontrast(name: str) -> Callable[[Fetch], Iterator[Pair]]:
    """Dialogues in which the agent's turns were written in English and the customer's in German."""

    def read(fetch: Fetch) -> Iterator[Pair]:
        for turns in json.loads(fetch(f"{_BCONTRAST}/{name}.json")).values():
            for turn in turns:
                said = Pair(turn["source"], turn["target"])
                yield said if turn["speaker"] == "agent" else said.reversed()

    return read


def cocoa(language: str, register: str) -> Callable[[Fetch], Iterator[Pair]]:
    """Two files of one line a sentence, in two topics; some languages have a feminine version as well."""
    pair = "en-ptpt" if language == "pt" else f"en-{language}"
    versions = [register] if language == "pt" else [register, f"{register}.feminine"]

    def read(fetch: Fetch) -> Iterator[Pair]:
        for topic in ("telephony", "topical_chat"):
            stem = f"{_COCOA}/en-{language}/formality-control.train.{topic}.{pair}"
            english = _lines(fetch(f"{stem}.en"))
            for version in versions:
                yield from _aligned(english, _lines(fetch(f"{stem}.{version}.{language}")), stem)

    return read


def geneval(language: str) -> Callable[[Fetch], Iterator[Pair]]:
    """Sentences about people, each about a woman and about a man."""

    def read(fetch: Fetch) -> Iterator[Pair]:
        for gender in ("feminine", "masculine"):
            stem = f"{_GENEVAL}/geneval-sentences-{gender}-dev.en_{language}"
            yield from _aligned(_lines(fetch(f"{stem}.en")), _lines(fetch(f"{stem}.{language}")), stem)

    return read


def xpersona(language: str) -> Callable[[Fetch], Iterator[Pair]]:
    """Small talk, the same dialogues in English and in the language, turn by turn.

    The English comes in small letters with spaces before its punctuation; it is put right by rule.
    """

    def read(fetch: Fetch) -> Iterator[Pair]:
        for part in ("valid", "test"):
            name = f"{language.capitalize()}_persona_split_{part}_human_annotated"
            sides = [json.loads(fetch(f"{_XPERSONA}/{file}.json")) for file in (f"En_persona_{part}", name)]
            for ours, theirs in zip(*sides, strict=False):
                for left, right in zip(ours["dialogue"], theirs["dialogue"], strict=False):
                    for english, foreign in zip(left, right, strict=False):
                        yield Pair(_written(english), foreign)

    return read


SOURCES = [
    *(Source("tatoeba", language, tatoeba(path)) for language, path in _TATOEBA.items()),
    Source("bcontrast", "de", bcontrast("train")),
    Source("bcontrast-dev", "de", bcontrast("dev")),
    *(
        Source(f"cocoa-mt-{register}", language, cocoa(language, register))
        for language in LANGUAGES
        for register in ("formal", "informal")
    ),
    *(Source("mt-geneval", language, geneval(language)) for language in LANGUAGES),
    *(Source("xpersona", language, xpersona(language)) for language in ("fr", "it")),
]


def cleaned(pairs: Iterable[Pair], forbidden: set[str]) -> Iterator[Pair]:
    """Pairs worth learning from: no held-out side, nothing empty, endless or left in English."""
    for pair in pairs:
        english, foreign = (_plain(side) for side in pair)
        sides = (fold(english), fold(foreign))
        if all(sides) and sides[0] != sides[1] and not forbidden.intersection(sides):
            longest, shortest = sorted((len(english.split()), len(foreign.split())), reverse=True)
            if longest <= LONGEST_WORDS and (longest < 10 or longest <= 3.5 * shortest):
                yield Pair(english, foreign)


def download(source: Source, folder: Path, fetch: Fetch) -> int:
    """Put one family into `folder`; returns its number of pairs. Raises DownloadError."""
    forbidden = set() if source.family.endswith("-dev") else held_out([source.language])
    try:
        pairs = list(cleaned(source.read(fetch), forbidden))
    except (ValueError, AttributeError, KeyError, TypeError, IndexError, zipfile.BadZipFile) as error:
        raise DownloadError(
            f"{source.family}.en-{source.language}: has another form now: {error!r}"
        ) from error
    return write_pairs(folder / f"{source.family}.en-{source.language}.tsv.zst", pairs)


def fetcher(client: httpx.Client, host: str = HOST) -> Fetch:
    """Files of the host by path. They raise DownloadError naming the address that failed."""

    def fetch(path: str) -> bytes:
        try:
            return client.get(f"{host}/{path}", follow_redirects=True).raise_for_status().content
        except httpx.HTTPError as error:
            raise DownloadError(f"{host}/{path}: {error}") from error

    return fetch


def download_all(folder: Path, host: str = HOST) -> None:
    """Fetch every source into `folder`, one after the other. Raises DownloadError at the first that fails."""
    with httpx.Client(timeout=60.0) as client:
        for source in SOURCES:
            count = download(source, folder, fetcher(client, host))
            print(f"{source.family} {source.language}: {count} pairs", flush=True)


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8").splitlines()


def _aligned(english: list[str], foreign: list[str], name: str) -> Iterator[Pair]:
    if len(english) != len(foreign):
        raise ValueError(f"{name}: {len(english)} lines of English, {len(foreign)} of the other language")
    return map(Pair, english, foreign)


def _written(text: str) -> str:
    text = re.sub(r"\s+([.,!?;:)])", r"\1", text.strip())
    text = re.sub(r"\b ' ?(?=\w)", "'", text)
    text = re.sub(r"\bi\b", "I", text)
    return re.sub(r"(^|[.!?] )([a-z])", lambda found: found[1] + found[2].upper(), text)


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    kept = (" " if unicodedata.category(c) == "Cc" else c for c in text if unicodedata.category(c) != "Cf")
    return " ".join("".join(kept).split())


def main() -> None:
    """Command line; see README.md in this folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=DOWNLOADED, help=f"the folder, {DOWNLOADED} if left out")
    arguments = parser.parse_args()
    download_all(arguments.to)


if __name__ == "__main__":
    main()
