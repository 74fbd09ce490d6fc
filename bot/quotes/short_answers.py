"""Answers that say "nothing" or "no hurry", in clients' own words: too short to trust a translation with."""

from __future__ import annotations

import re

_UNHURRIED = {
    "en": (
        r"no (?:rush|hurry|deadline|(?:particular |fixed )?date)|"
        r"not (?:urgent|in a (?:hurry|rush))|flexible|whenever|any ?time|open[- ]ended|"
        r"take your time|do(?:n'?t| not) (?:care|mind)|does(?:n'?t| not) matter|no matter when"
    ),
    "es": (
        r""
        r"(?:sin|no (?:tengo|hay|tenemos|me corre|corre)) (?:ninguna )?(?:prisa|urgencia|apuro|fecha)|"
        r"no es urgente|no me urge|flexible|cuando (?:puedas?|pueda usted|quieras?)|me da igual|"
        r"no importa"
    ),
    "fr": (
        r"pas (?:pressée?s?|urgent|d['’]urgence|de (?:date|délai|délais))|rien ne presse|"
        r"ça ne presse pas|(?:pas )?flexible|quand (?:vous|tu) (?:voulez|veux|pouvez|peux)|"
        r"peu importe|aucune urgence|sans urgence"
    ),
    "de": (
        r"(?:keine?n?|nicht) (?:eile|eilig|stress|zeitdruck|termin|frist|festen? termin|dringend)|"
        r"eilt nicht|flexibel|egal(?: wann)?|irgendwann|hat zeit|"
        r"wann (?:sie|du) (?:wollen|willst|können|kannst)|kein datum"
    ),
    "pt": (
        r""
        r"(?:sem|não (?:tenho|há|temos|tem)|nao (?:tenho|ha|tem)) (?:pressa|urg[êe]ncia|prazo|data)|"
        r"não é urgente|nao e urgente|flex[ií]vel|quando (?:puder|quiser)|tanto faz|sem prazo"
    ),
    "it": (
        r"(?:non (?:ho|c['’]è|abbiamo)|senza|nessuna?) (?:fretta|urgenza|scadenza|data)|"
        r"non è urgente|flessibile|quando (?:vuole|vuoi|può|puoi)|non importa|è uguale|con calma"
    ),
}
_NOTHING = {
    "en": (r"no|none|nothing(?: else| more)?|nope|without(?: extras)?|not needed|neither|no extras?"),
    "es": (r"no|nada(?: m[áa]s)?|ningun[oa]?|sin(?: extras?)?|ning[úu]n extra|no hace falta"),
    "fr": (
        r"non|rien(?: (?:d['’]autre|de plus))?|aucune?|sans(?: (?:extras?|options?|supplément))?|pas besoin|"
        r"pas d['’](?:extra|option)s?"
    ),
    "de": (
        r"nein|nö|(?:sonst )?nichts(?: weiter| mehr| weiteres)?|weiter nichts|keine?[ns]?|"
        r"ohne(?: extras?)?|nicht nötig|brauche ich nicht"
    ),
    "pt": (r"não|nao|(?:mais )?nada(?: mais)?|nenhum[a]?|sem(?: extras?)?|não precisa|nao precisa"),
    "it": (r"no|nient[e'’](?: ?altro)?|nessun[oa]?|senza(?: extra)?|non serve|nulla"),
}
_COURTESY = (
    r"(?:[\s,.!;:-]+(?:thanks?|thank you|please|gracias|merci|danke|obrigad[oa]|grazie|extras?|"
    r"por favor|bitte|s'il vous plaît|per favore|gerade|das wars|eso es todo|that'?s (?:all|it)|dessas?))*"
)


def unhurried(text: str, language: str) -> bool:
    """Whether a text says that there is no hurry, in its language or in English."""
    return any(re.search(rf"\b(?:{_UNHURRIED[code]})\b", text, re.IGNORECASE) for code in _codes(language))


def nothing(text: str, language: str) -> bool:
    """Whether a text is no more than a "no" or "none", with or without a courtesy."""
    return any(
        re.fullmatch(
            rf"\W*(?:{_NOTHING[code]})(?:[\s,.!;:-]+(?:{_NOTHING[code]}))?{_COURTESY}\W*", text, re.IGNORECASE
        )
        for code in _codes(language)
    )


def _codes(language: str) -> tuple[str, ...]:
    return (language, "en") if language in _NOTHING and language != "en" else ("en",)
