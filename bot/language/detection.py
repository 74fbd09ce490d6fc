"""Which language a chat message is in.

py3langid, restricted to the languages the deployment serves, with three things it lacks for messages of
two or three words: common words that settle it, a prior for the language of the conversation and of the
browser, and scripts that only some languages use. An established language changes only on a sentence, or
on two messages in a row that agree, so that a name or a brand does not turn the conversation round.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

CONVERSATION_PRIOR = 3.0
LOCALE_PRIOR = 2.5
GREETING_FACTOR = 40.0
WORD_FACTOR = 8.0
"""How many times likelier a greeting or a small word makes a language, in a message of a few words."""
SURE = 0.6
"""From this share of the probability on, a message is in its language."""
SURE_TO_CHANGE = 0.8
GUESS = 0.4
"""Below this a first message is taken to be in the language that was expected anyway."""
SENTENCE_WORDS = 5
SHORT_WORDS = 8
"""A message of at most this many words is weighed by its common words as well."""
UNSERVED_CONFIDENCE = 0.8
UNSERVED_LETTERS = 10
UNSERVED_WORDS = 3
"""A foreign language is only spoken of from this many words on, lest a name be taken for one."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GREETINGS: dict[str, frozenset[str]] = {
    "en": _words("hi hello hey thanks thank thx yes yeah yep please bye cheers sorry"),
    "es": _words("hola gracias adiós adios vale buenas buenos saludos necesito cuánto"),
    "fr": _words("bonjour salut merci oui bonsoir coucou svp voudrais combien accord"),
    "de": _words("hallo moin servus danke bitte tschüss guten ja nein gerne brauche"),
    "pt": _words("olá oi obrigado obrigada sim não tchau você voce vc vcs preciso"),
    "it": _words("ciao grazie buongiorno buonasera arrivederci prego vorrei salve sì"),
    "nl": _words("hallo hoi dank bedankt ja nee graag hoeveel"),
}
"""What opens or answers and settles a language. A word of several speaks for each of them."""

SMALL_WORDS: dict[str, frozenset[str]] = {
    "en": _words("sure how what when much need want the you your good morning is are i i'm do can it's"),
    "es": _words(
        "si sí cuanto cuesta quiero favor por tardes días dias bueno perfecto ahora mañana y el "
        "soy los mi es lo"
    ),
    "fr": _words("non je vous pour besoin plaît parfait et c'est le les est ca ça mon"),
    "de": _words("tag ich was kostet wie viel genau klar und nicht der die das ist mein"),
    "pt": _words("ola nao bom dia tarde quanto quero tudo bem até uma o é meu sou"),
    "it": _words("si no quanto costa serve bene perfetto che perché il è sono mi e"),
    "nl": _words("ik een het"),
}
"""Other frequent words, which hint at a language."""

SCRIPTS: dict[str, tuple[str, ...]] = {
    "GREEK": ("el",),
    "CYRILLIC": ("ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn", "tg"),
    "ARABIC": ("ar", "fa", "ur", "ps", "ku", "ug"),
    "HEBREW": ("he",),
    "HANGUL": ("ko",),
    "HIRAGANA": ("ja",),
    "KATAKANA": ("ja",),
    "CJK": ("zh", "ja"),
    "THAI": ("th",),
    "LAO": ("lo",),
    "KHMER": ("km",),
    "MYANMAR": ("my",),
    "ARMENIAN": ("hy",),
    "GEORGIAN": ("ka",),
    "ETHIOPIC": ("am",),
    "DEVANAGARI": ("hi", "mr", "ne"),
    "BENGALI": ("bn", "as"),
    "GUJARATI": ("gu",),
    "GURMUKHI": ("pa",),
    "TAMIL": ("ta",),
    "TELUGU": ("te",),
    "KANNADA": ("kn",),
    "MALAYALAM": ("ml",),
    "SINHALA": ("si",),
    "ORIYA": ("or",),
}
"""Languages by the Unicode name of their script; every other language is written in Latin letters."""

_NOT_LATIN = frozenset(code for codes in SCRIPTS.values() for code in codes) - {"sr", "ku"}

LOOK_ALIKE = _words("gl ca an oc eu br la eo vo lb fy af wa mt ht jv mg so ln om rw sn st xh zu")
"""Labels that short messages in a served language often get; they never count as a language nobody serves."""

_NOISE = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+|\b[\w-]+\.(?:com|org|net|io|de|es|fr|it|br|pt|eu|uk|ch|at)\b\S*|\S*\d\S*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Detection:
    """What language a message is in, and what that means for its conversation.

    `language`: what the conversation goes on in. `spoken`: what this message is written in, the language to
    translate it from; they differ when a short message in another language does not yet turn the
    conversation. `confidence`: 0 to 1, of `spoken`. `sure`: false where the client had better be asked.
    `unserved`: a language that nobody serves here, if the message is clearly in one. `pending`: hand it
    in with the next message.
    """

    language: str
    confidence: float
    sure: bool
    spoken: str
    unserved: str | None = None
    pending: str | None = None


class Detector:
    """Tells the languages in `served` (ISO 639-1, the first is the last resort) from each other and from
    others."""

    def __init__(self, served: Sequence[str]) -> None:
        if not served:
            raise ValueError("a detector needs at least one language to serve")
        self.served = tuple(dict.fromkeys(served))
        _identifier()  # takes a second or two: now, not in the first conversation

    def detect(
        self,
        text: str,
        *,
        conversation: str | None = None,
        locale: str | None = None,
        home: str | None = None,
        pending: str | None = None,
        ignore: Sequence[str] = (),
    ) -> Detection:
        """The language of `text`.

        `conversation`: the language established so far. `locale`: the browser's, as BCP 47. `home`: the
        freelancer's language, for when nothing else tells. `pending`: what the detection of the message
        before returned. `ignore`: names and terms that tell nothing about the language.
        """
        established = conversation if conversation in self.served else None
        browser = self._served_language(locale)
        fallback = established or browser or self._served_language(home) or self.served[0]
        words = _WORD.findall(_without_noise(text, ignore))
        letters = sum(len(word) for word in words)
        if letters < 2:
            return Detection(fallback, 0.0, established is not None, fallback, pending=pending)
        candidates = self._candidates(words)
        maybe_a_name = established is not None and len(words) < SENTENCE_WORDS
        if not candidates:
            foreign = None if maybe_a_name else _foreign(words)
            return Detection(fallback, 0.0, maybe_a_name, fallback, unserved=foreign, pending=pending)
        foreign = None if maybe_a_name else self._unserved(words)
        if foreign:
            return Detection(fallback, 0.0, False, fallback, unserved=foreign, pending=pending)
        spoken, confidence = self._weigh(words, candidates, established, browser)
        return _settle(spoken, confidence, len(words), fallback, established, pending)

    def _served_language(self, locale: str | None) -> str | None:
        code = re.split(r"[-_]", locale or "", maxsplit=1)[0].lower()
        return code if code in self.served else None

    def _candidates(self, words: Sequence[str]) -> list[str]:
        """The served languages that are written in the script of these words."""
        script = _script(words)
        if script in SCRIPTS:
            return [code for code in self.served if code in SCRIPTS[script]]
        return [code for code in self.served if code not in _NOT_LATIN]

    def _weigh(
        self, words: Sequence[str], candidates: Sequence[str], established: str | None, browser: str | None
    ) -> tuple[str, float]:
        """The likeliest candidate and its share of the probability."""
        if len(candidates) == 1 and candidates[0] in _NOT_LATIN:
            return candidates[0], 1.0
        shares = _likelihoods(" ".join(words), tuple(candidates))
        if len(words) <= SHORT_WORDS:
            known = [word.casefold() for word in words]
            for code in candidates:
                small = sum(word in SMALL_WORDS.get(code, ()) for word in known)
                shares[code] *= WORD_FACTOR ** min(small, 3)
                if any(word in GREETINGS.get(code, ()) for word in known):
                    shares[code] *= GREETING_FACTOR
        for favoured, prior in ((established, CONVERSATION_PRIOR), (browser, LOCALE_PRIOR)):
            if favoured in shares:
                shares[favoured] *= prior
        best = max(shares, key=lambda code: shares[code])
        return best, shares[best] / sum(shares.values())

    def _unserved(self, words: Sequence[str]) -> str | None:
        """A language outside `served` if the words are clearly in one: enough of them, and nothing close."""
        if len(words) < UNSERVED_WORDS or sum(map(len, words)) < UNSERVED_LETTERS:
            return None
        shares = _likelihoods(" ".join(words))
        best = max(shares, key=lambda code: shares[code])
        known = best in self.served or best in LOOK_ALIKE or len(best) != 2
        return None if known or shares[best] < UNSERVED_CONFIDENCE else best


def _settle(
    spoken: str, confidence: float, words: int, fallback: str, established: str | None, pending: str | None
) -> Detection:
    """What the conversation goes on in after a message that is probably in `spoken`."""
    if confidence < SURE:
        language = fallback if established or confidence < GUESS else spoken
        return Detection(language, confidence, established is not None, language, pending=pending)
    if established is None or spoken == established:
        return Detection(spoken, confidence, True, spoken)
    sentence = words >= SENTENCE_WORDS and confidence >= SURE_TO_CHANGE
    if sentence or pending == spoken:
        return Detection(spoken, confidence, True, spoken)
    return Detection(established, confidence, True, spoken, pending=spoken)


def _without_noise(text: str, ignore: Sequence[str]) -> str:
    for term in filter(str.strip, ignore):
        text = re.sub(rf"(?<!\w){re.escape(term)}(?!\w)", " ", text, flags=re.IGNORECASE)
    return _NOISE.sub(" ", text)


def _script(words: Sequence[str]) -> str:
    """The script most of the letters are in, by the first word of their Unicode names; kana makes it
    Japanese."""
    scripts = Counter(unicodedata.name(letter, "LATIN").split(" ", 1)[0] for word in words for letter in word)
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    if kana and kana + scripts["CJK"] > scripts.total() / 2:
        return "HIRAGANA"
    return scripts.most_common(1)[0][0]


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE)


def _likelihoods(text: str, codes: tuple[str, ...] | None = None) -> dict[str, float]:
    """The share of the probability of each of `codes` (all languages without), before any prior.

    A language the model does not know gets the mean: it can then be chosen by prior only.
    """
    scores = dict(_identifier().rank(text))
    wanted = codes or tuple(scores)
    temperature = math.sqrt(len(text.encode()) or 1)
    known = [scores[code] for code in wanted if code in scores]
    top = max(known, default=0.0)
    raw = {code: math.exp((scores[code] - top) / temperature) for code in wanted if code in scores}
    mean = sum(raw.values()) / len(raw) if raw else 1.0
    weights = {code: raw.get(code, mean) for code in wanted}
    total = sum(weights.values())
    return {code: weight / total for code, weight in weights.items()}


def _foreign(words: Sequence[str]) -> str | None:
    """The likeliest language of a script that no served language is written in."""
    codes = SCRIPTS.get(_script(words), ())
    if len(codes) <= 1:
        return codes[0] if codes else None
    shares = _likelihoods(" ".join(words), codes)
    return max(shares, key=lambda code: shares[code])
