"""How a sentence addresses its reader: formally (Sie, usted, vous, Lei) or informally (du, tú, tu).

English has one "you", so a translation has to choose. Words tell which it chose; where they tell nothing, or
both, the answer is None. Portuguese is left out: Brazilian "você" serves for both.
"""

from __future__ import annotations

import re
from typing import Literal

Tone = Literal["formal", "informal"]
"""How a client is addressed: Sie or du, usted or tú."""

ADDRESSING = ("de", "es", "fr", "it")
"""The languages whose address can be told."""

_YOU = re.compile(r"\b(?:you|your|yours|yourself|yourselves|u|ur)\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|hers|its|their|theirs|who|everyone|everybody|someone|somebody|"
    r"anyone|anybody|nobody|one)\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"(?:^|[.!?:;,–-]\s*)(?:please|let me know|tell|send|give|write|call|let|feel free|take|have|try|check|"
    r"wait|keep|don't|do not|contact|look|see|come|go|ask|show|choose|pick|make|use)\b",
    re.IGNORECASE,
)

_CERTAIN: dict[str, dict[Tone, re.Pattern[str]]] = {
    "de": {
        # At the start of a sentence "Sie" may be "she" or "they", and "Ihr" "her".
        "formal": re.compile(r"(?<=[\w,;] )(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)\b"),
        "informal": re.compile(r"\b(?:du|dich|dir|dein(?:e[mnrs]?)?|euch|euer|eure[mnrs]?)\b", re.IGNORECASE),
    },
    "es": {
        "formal": re.compile(
            r"\b(?:usted(?:es)?|(?:env[íi]|m[áa]nd|d[íi]g|av[íi]s|cu[ée]nt|ind[íi]qu|esp[ée]r|ll[áa]m|escr[íi]b|"
            r"coment|conf[íi]rm)[ea](?:me|nos|lo|la)|disculpe|perdone|disculpen)\b",
            re.IGNORECASE,
        ),
        "informal": re.compile(
            r"\b(?:tú|ti|contigo|te|tus?|tuy[oa]s?|vosotr[oa]s|os|vuestr[oa]s?|puedes|podrías|tienes|quieres|"
            r"necesitas|prefieres|eres|estás|sabes|debes|deberías|vas|piensas|crees|envíame|mándame|dime|avísame|"
            r"cuéntame|escríbeme|llámame|disculpa|perdona|has|estés|tengas|"
            # Endings of the second person, and the common words that end so too.
            r"(?!(?:además|demás|atrás|jamás|detrás|quizás|seis|existe|triste|chiste|consiste|insiste|resiste|"
            r"país|días)\b)\w{2,}(?:[áé]is|[ai]ste|r(?:ás|ías)|abas|ás))\b",
            re.IGNORECASE,
        ),
    },
    "fr": {
        "formal": re.compile(
            r"\b(?:vous|votre|vos|vôtres?|(?!(?:chez|assez|nez|rez)\b)\w{2,}ez)\b", re.IGNORECASE
        ),
        "informal": re.compile(r"\b(?:tu|te|toi|ton|ta|tes|tiens|tiennes?)\b|\bt['’]", re.IGNORECASE),
    },
    "it": {
        "formal": re.compile(
            r"(?<=[\w,;] )(?:Lei|Le|La|Su[oa]|Suoi|Sue)\b|"
            r"\b(?i:mi (?:dica|invii|mandi|scriva|chiami|faccia sapere|contatti)|"
            r"ci (?:dica|invii|mandi|scriva))\b"
        ),
        "informal": re.compile(
            r"\b(?:tu|ti|te|tu[oa]|tuoi|tue|puoi|potresti|hai|vuoi|vorresti|dovresti|devi|preferisci|pensi|"
            r"stai|fai|vai|sai|sapevi|avevi|dimmi|mandami|inviami|scrivimi|chiamami|fammi|dammi|contattami|"
            r"(?!(?:mai|ormai|semmai|guai|arresti|presti|resti|foresti)\b)\w{2,}(?:rai|resti))\b",
            re.IGNORECASE,
        ),
    },
}
"""Words that tell the address wherever they stand."""

_LIKELY: dict[str, re.Pattern[str]] = {
    "es": re.compile(
        r"\b(?:le|les|sus?|suy[oa]s?|(?<!\bse )puede|podría|tiene|quiere|quisiera|desea|necesita|prefiere|"
        r"está|sabe|debe|debería|piensa|cree|ha)\b",
        re.IGNORECASE,
    ),
    "it": re.compile(
        r"\b(?:lei|su[oa]|suoi|sue|può|potrebbe|ha|vuole|vorrebbe|dovrebbe|deve|preferisce|pensa)\b",
        re.IGNORECASE,
    ),
    "de": re.compile(r"(?:^|[.!?:] )Sie (?:\w+en|sind)\b|(?:^|[.!?:] )Ihr(?:e[mnrs]?)? "),
}
"""Words of formal address that serve for he, she and they too: they tell only where nobody else is meant."""


def formality(english: str, text: str, language: str) -> Tone | None:
    """How `text`, a translation of `english` into `language`, addresses its reader; None where it is open."""
    words = _CERTAIN.get(language)
    if words is None:
        return None
    formal, informal = bool(words["formal"].search(text)), bool(words["informal"].search(text))
    if not formal and not informal and language in _LIKELY:
        formal = bool(_YOU.search(english) and not _OTHERS.search(english) and _LIKELY[language].search(text))
    if formal == informal:
        return None
    return "formal" if formal else "informal"


def addresses(english: str) -> bool:
    """Whether an English sentence speaks to its reader, so that a translation may have to choose."""
    return bool(_YOU.search(english) or _REQUEST.search(english))
