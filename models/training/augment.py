"""Alters training pairs so that the model meets what clients and the runtime will send it."""

from __future__ import annotations

import random
import re
import unicodedata

from bot.language.formality import Tone, addresses, formality

from .corpora import Pair

FORMALITY_TAGS: dict[Tone, str] = {"formal": ">>formal<<", "informal": ">>informal<<"}
"""What the source begins with when it is to be known how the translation addresses its reader."""
PLACEHOLDERS = [f"XQ{digit}" for digit in range(10)]

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_NUMBER = re.compile(r"(?<![\w.,$€£])\d+(?:[.,:]\d+)*(?![\w.,%]*\w|[$€£%])")
_AMOUNT = re.compile(
    r"(?<![\w.,])(\d[\d.,]*)\s(?:US )?"
    r"(?:dollars?|bucks|euros?|pounds?|d[óo]lares|d[óo]lar|dollari|dollaro|Dollars?|Euros?|Pfund|libras?|livres|sterline)\b"
)
_CLOSING = ".!?…"


def casual(text: str, rng: random.Random) -> str:
    """Type a sentence the way people do in a chat: no capitals, no final stop, sometimes no accents."""
    text = text.rstrip()
    stripped = text.rstrip(_CLOSING).strip()
    if text.endswith("?") and rng.random() < 0.5:
        stripped += "?"
    text = stripped.replace("¿", "").replace("¡", "")
    if rng.random() < 0.8:
        text = text.lower()
    if rng.random() < 0.3:
        text = text.replace(",", "").replace("'", "")
    if rng.random() < 0.25:
        decomposed = unicodedata.normalize("NFD", text)
        text = unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))
    return text or stripped


def formality_tag(pair: Pair, language: str, share: float, rng: random.Random) -> str | None:
    """The tag that tells how the target addresses its reader, in `share` of the cases; see recipe.Noise."""
    chance = rng.random()
    tone = formality(pair.source, pair.target, language)
    if tone is not None:
        return FORMALITY_TAGS[tone] if chance < share else None
    if addresses(pair.source) or chance >= share / 2:
        return None
    return rng.choice(list(FORMALITY_TAGS.values()))


def mask_shared(pair: Pair, rng: random.Random) -> Pair | None:
    """Put `XQ0`.. or `$941` in place of a name, number or amount that stands once on both sides.

    None when the sides share nothing of the kind. The same placeholder always stands on both sides.
    """
    money = _mask_money(pair, rng)
    if money is not None:
        return money
    shared = [name for name in _names(pair.source) if _once(name, pair.source) and _once(name, pair.target)]
    if not shared:
        return None
    rng.shuffle(shared)
    chosen = shared[: rng.choice((1, 1, 2))]
    start = 0 if rng.random() < 0.6 else rng.randrange(len(PLACEHOLDERS))
    source, target = pair
    for offset, name in enumerate(sorted(chosen, key=pair.source.index)):
        placeholder = PLACEHOLDERS[(start + offset) % len(PLACEHOLDERS)]
        whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        source, target = whole.sub(placeholder, source), whole.sub(placeholder, target)
    return Pair(source, target)


def surrogate(rng: random.Random) -> str:
    """An amount of money as the runtime writes it: `$941`, digits that mean nothing."""
    return f"${rng.randrange(100, 1000)}"


def _mask_money(pair: Pair, rng: random.Random) -> Pair | None:
    left, right = _AMOUNT.findall(pair.source), _AMOUNT.findall(pair.target)
    if len(left) != 1 or len(right) != 1 or re.sub(r"\D", "", left[0]) != re.sub(r"\D", "", right[0]):
        return None
    amount = surrogate(rng)
    return Pair(_AMOUNT.sub(lambda _: amount, pair.source), _AMOUNT.sub(lambda _: amount, pair.target))


def _names(text: str) -> list[str]:
    names = [m.group() for m in _WORD.finditer(text) if m.group()[0].isupper() and len(m.group()) > 2]
    return names + [m.group() for m in _NUMBER.finditer(text)]


def _once(name: str, text: str) -> bool:
    return len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text)) == 1


def join(first: Pair, second: Pair) -> Pair:
    """Two sentences of one language as one message; a full stop is added where the first has none."""
    left, right = first
    if left[-1:] not in _CLOSING:
        left += "."
    if right[-1:] not in _CLOSING:
        right += "."
    return Pair(f"{left} {second.source}", f"{right} {second.target}")
