"""Writes the model card that lies beside the weights."""

from __future__ import annotations

from collections.abc import Mapping

from .augment import FORMALITY_TAGS
from .evaluate import Scores
from .recipe import Recipe

GIST = 50
"""chrF below which a direction is said to give the gist at best."""

NAMES = {
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "de": "German",
    "pt": "Portuguese",
    "it": "Italian",
}

_TATOEBA = (
    "Sentences from Tatoeba (https://tatoeba.org), CC BY 2.0 FR, by its contributors; "
    "bilingual selections by www.manythings.org/anki"
)
_FAMILIES = {
    "tatoeba": (
        {"es", "fr", "de"},
        _TATOEBA,
    ),
    "synthetic-firefox": (
        {"pt"},
        "English sentences of the other families, put into Brazilian Portuguese by the Firefox Translations "
        "en-pt model (machine translation)",
    ),
    "apertium": (
        {"es", "fr", "pt", "it"},
        f"{_TATOEBA}; what is human Spanish or French there, put into a neighbouring language by Apertium "
        "(Forcada et al. 2011; rule-based machine translation)",
    ),
    "back": (
        {"es", "fr", "de", "pt", "it"},
        f"{_TATOEBA}; what is English there, put into the other language by Liaison's own models "
        "(back-translation)",
    ),
    "bcontrast": (
        {"de"},
        'BConTrasT: Farajian et al. 2020, "Findings of the WMT 2020 Shared Task on Chat Translation", '
        "Unbabel; built on Taskmaster-1. CC BY-SA 4.0",
    ),
    "cocoa-mt-formal": (
        {"es", "fr", "de", "pt", "it"},
        "CoCoA-MT: Nadejde et al. 2022, Amazon. CDLA-Sharing-1.0; part of it built on Topical-Chat "
        "(Gopalakrishnan et al. 2019)",
    ),
    "xpersona": (
        {"fr", "it"},
        "XPersona: Lin et al. 2021, CAiRE/HKUST, MIT; built on Persona-Chat (Zhang et al. 2018)",
    ),
    "mt-geneval": (
        {"es", "fr", "de", "pt", "it"},
        "MT-GenEval: Currey et al. 2022, Amazon. CC BY-SA 3.0; from Wikipedia",
    ),
    "mozilla-l10n": ({"es", "fr", "de", "pt", "it"}, "Firefox and Thunderbird localisers, MPL-2.0"),
    "libreoffice-help": ({"es", "fr", "de", "pt", "it"}, "LibreOffice localisers, MPL-2.0"),
    "gnome-docs": (
        {"pt", "it"},
        "GNOME Documentation Project (Shaun McCance and others), CC BY-SA 3.0",
    ),
    "homeassistant": ({"it"}, "Home Assistant authors and translators, Apache-2.0"),
    "indico": ({"it"}, "Indico: CERN and translators, MIT"),
    "kolibri": ({"it"}, "Kolibri: Learning Equality and translators, MIT"),
}


def model_card(recipe: Recipe, scores: Scores, revision: str) -> str:
    """Markdown: what the model is, how good, what it learned from under which licences, its limits."""
    sources = ", ".join(NAMES[x] for x in recipe.sources)
    targets = ", ".join(NAMES[x] for x in recipe.targets)
    size = recipe.architecture
    languages = "\n".join(f"- {x}" for x in sorted({*recipe.sources, *recipe.targets}))
    rows = "\n".join(_row(name, values) for name, values in scores.items())
    weak = [name for name, values in scores.items() if "." not in name and values["chrf"] < GIST]
    used = [
        f"- {text}."
        for family, (known, text) in _FAMILIES.items()
        if recipe.families.get(family) and known & set(recipe.languages)
    ]
    return f"""---
license: cc-by-sa-4.0
library_name: transformers
pipeline_tag: translation
language:
{languages}
---

# {recipe.name}

A compact MarianMT model that translates short chat messages from {sources} to {targets}.
Liaison bundles it so that a fresh installation translates without a download; larger
models in `models/translation/downloads` are preferred to it.

{size.encoder_layers} encoder and {size.decoder_layers} decoder layers, width {size.d_model},
{size.vocabulary} joint sentencepiece pieces with byte fallback. Trained on one CPU core with
`models/training/recipes/{recipe.name}.yml`{_beginning(recipe)}.

    model = MarianMTModel.from_pretrained(folder, dtype=torch.float32)
    tokenizer = MarianTokenizer.from_pretrained(folder)

## Scores

Greedy, fp32 arithmetic, sacrebleu. A plain name such as `es-en` is the held-out Tatoeba set, `.chat` is
BConTrasT's development set (customer service), `.domain` our own held-out freelance sentences.

| set | pairs | chrF | BLEU | placeholders kept |
| --- | ---: | ---: | ---: | ---: |
{rows}

Tatoeba is short and repetitive, with near-duplicates on both sides of any split, and the domain sentences
come from the same writers as those learned from: both scores flatter.

## Placeholders

`XQ0` to `XQ9` are single pieces that the model learned to copy, and so it did amounts written `$941`: mask
e-mails, addresses, order numbers, names and money with them before translating. The last column says in what
share of the sentences with such they came out just as they went in: check every translation.

## Limits

- Up to {recipe.schedule.max_tokens} tokens: split longer messages into sentences.
- Everyday and freelance vocabulary. Rare words come out wrong or spelled by sound; nothing legal, medical or
  binding should rest on it.
- Very short inputs ("ok", "?", a lone number or emoji) need a phrase table instead.
{_formality(recipe)}
{_portuguese(recipe)}{_gist(weak)}
## Data and licence

CC BY-SA 4.0, because share-alike texts are among those it learned from:

{chr(10).join(used)}
- Liaison's own freelance sentences, models/training/domain.

Weights: SHA-256 {revision}.
"""


def _beginning(recipe: Recipe) -> str:
    return f", beginning with the weights of {recipe.start_from}" if recipe.start_from else ""


def _row(name: str, values: Mapping[str, float]) -> str:
    kept = f"{values['kept']:.0f} %" if "kept" in values else ""
    return f"| {name} | {values['pairs']:.0f} | {values['chrf']:.1f} | {values['bleu']:.1f} | {kept} |"


def _gist(weak: list[str]) -> str:
    if not weak:
        return ""
    names = ", ".join(weak)
    return f"- {names}: chrF below {GIST}, the gist at best. Prefer a larger model where one is at hand.\n"


def _portuguese(recipe: Recipe) -> str:
    if "pt" not in recipe.languages:
        return ""
    return "- Portuguese was learned mostly from machine translation into Brazilian Portuguese.\n"


def _formality(recipe: Recipe) -> str:
    if recipe.addressing:
        tags = " or ".join(f"`{tag}`" for tag in FORMALITY_TAGS.values())
        return f"- {tags} before the source asks for that form of address; without, either may come."
    return "- No politeness control: the data mixes formal and informal address."
