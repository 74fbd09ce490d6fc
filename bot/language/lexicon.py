"""The words of each bundled language that checks look for: negations, numbers, months, common words."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.language.numerals import locale_of

_PERSON = "une la par en vraie cette chaque ième première dernière seule autre même quelle bonne certaine"
_NOT_AFTER = "".join(f"(?<!{word} )" for word in _PERSON.split())
"""French "personne" is nobody, but "une personne" is a person."""

NEGATIONS = {
    "en": (
        r"(?<!\bor )not|no(?! \d)|none|never(?! mind)|nothing(?! but)|nobody|nowhere|without|nor|"
        r"w/o|neither|cannot|cant|\w+n't|dont|doesnt|"
        r"didnt|wont|isnt|arent|wasnt|havent|hasnt|couldnt|wouldnt|shouldnt|nope|nah|no-one"
    ),
    "es": (
        r"(?<!\bo )no|nunca|jam[áa]s|(?<!\bde )nada|nadie|ning[úu]n|ninguna|ninguno|sin(?! embargo| duda)|ni|"
        r"tampoco"
    ),
    "fr": (
        r"(?<!\bou )pas|n(?:e\s+|')\w+(?:\W+\w+){0,3}?\W+(?:plus|point|guère)|jamais|rien|aucune?|"
        r"sans(?! doute)|(?<!\bou )non|ni|pas de|" + _NOT_AFTER + "personne"
    ),
    "de": r"(?<!\boder )nicht?|nichts|nix|nie(?:mals)?|niemand\w*|kein\w*|ohne|weder|nein|nirgend\w*|nö|nee",
    "pt": r"(?<!\bou )n[ãa]o|nunca|jamais|(?<!\bd[eo] )nada|ningu[ée]m|nenhum|nenhuma|sem|nem|tampouco",
    "it": (
        r"(?<!\bo )non?(?! ved(?:o|iamo) l'ora)|nn|(?<!come )mai|niente|nulla|nessun(?:'\w+)?|nessuno|"
        r"nessuna|senza(?! dubbio)|né|neanche|nemmeno|neppure"
    ),
}
"""Words that deny. A language that is not here is not checked for negation."""

SOFT_NEGATIONS = {
    "en": (
        r"only|just|unless|until|hardly|un(?!der|til|it|i[oqv])\w{3,}|in(?:correct|valid|complete|"
        r"sufficient|convenien)\w*|im(?:possible|polite)|less|\w+less|miss|missing|lacks?|fail\w*|"
        r"refus\w*|avoid\w*|stop\w*|instead|rather|otherwise|either|disagree|wrong|than|ever|before|"
        r"free|\w+-free|however|first of all|dislik\w*|ignor\w*|runs? out|ran out|out of|barely|little|few|"
        r"empty|broken|gone"
    ),
    "es": (
        r"s[óo]lo|solamente|hasta|salvo|excepto|a menos|in(?:correct|complet|v[áa]lid|suficient)\w*|"
        r"imposible|prohib\w*|des(?!de|pu[ée]s)\w{4,}|falt\w*|evit\w*|dej[ae]\w*|apenas|mal|en vez|en lugar|"
        r"alguna vez|sin embargo|antes|ignor\w*"
    ),
    "fr": (
        r"seul\w*|sauf|guère|ne|n'\w+|in(?:correct|compl|valid|suffis)\w*|impossible|interdi\w*|manqu\w*|évit\w*|"
        r"arrêt\w*|au lieu|jusqu\w*|moins|plutôt|déjà|avant|mal|j'ignor\w*|ignor\w*"
    ),
    "de": (
        r"nur|erst|un(?!d\b|s\b|ser|ter|gef)\w{4,}|\w+los|statt|anstatt|außer|bis|sonst|kaum|fehl\w*|"
        r"falsch\w*|jemals|je|bevor|schon einmal|vermeid\w*|verboten"
    ),
    "pt": (
        r"s[óo]|somente|apenas|até|salvo|exceto|a menos|in(?:corret|complet|válid|suficient)\w*|"
        r"impossível|proibi\w*|des(?!de)\w{4,}|falt\w*|evit\w*|deix\w*|mal|em vez|alguma vez|já|antes|"
        r"ignor\w*"
    ),
    "it": (
        r"solo|soltanto|finché|fino|tranne|a meno|in(?:corrett|complet|valid|sufficien)\w*|"
        r"impossibile|vietat\w*|s\w*contento|manca\w*|evit\w*|smett\w*|invece|appena|già|prima|che|ignor\w*"
    ),
}
"""Words that may stand for a negation of the other language, so that its absence proves nothing."""

TAGS = {
    "en": (
        r"[,;]?\s*(?:isn't|aren't|doesn't|don't|didn't|won't|can't|wouldn't|haven't|hasn't|weren't|wasn't) "
        r"(?:it|you|they|we|he|she|that|i)"
    ),
    "es": r"(?:[,;]\s*¿?|¿)no|[,;]?\s*¿?(?:no es (?:verdad|así|cierto)|verdad que no)",
    "fr": r"[,;]?\s*n'est-ce pas|[,;]\s*pas vrai|[,;]\s*non",
    "de": r"[,;]?\s*nicht wahr|[,;]\s*nicht",
    "pt": r"[,;]?\s*(?:não é|né)|[,;]\s*não",
    "it": r"[,;]?\s*non è (?:vero|così)|[,;]\s*no",
}
"""What asks for agreement at the end of a sentence and denies nothing: "¿no?", "isn't it?"."""

_NUMBER_WORDS = {
    "en": (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty"
    ),
    "es": (
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
        "dieciséis diecisiete dieciocho diecinueve veinte"
    ),
    "fr": (
        "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
        "seize dix-sept dix-huit dix-neuf vingt"
    ),
    "de": (
        "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
        "fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig"
    ),
    "pt": (
        "zero um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze "
        "dezesseis dezessete dezoito dezenove vinte"
    ),
    "it": (
        "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici "
        "quindici sedici diciassette diciotto diciannove venti"
    ),
}
_MORE_NUMBER_WORDS = {
    "en": {
        0: "midnight",
        1: "first once single",
        2: "second twice pair couple double",
        3: "third",
        4: "fourth",
        5: "fifth",
        10: "tenth",
        12: "noon midday dozen",
        14: "fortnight",
        24: "24-hour",
        30: "thirty",
        40: "forty",
        50: "fifty",
        60: "sixty",
        90: "ninety",
        100: "hundred",
        1000: "thousand",
    },
    "es": {
        0: "medianoche",
        1: "un una primer primero primera",
        2: "segundo segunda par doble",
        3: "tercer tercero tercera",
        4: "cuarto cuarta",
        5: "quinto",
        12: "mediodía docena",
        15: "quincena",
        30: "treinta",
        40: "cuarenta",
        50: "cincuenta",
        60: "sesenta",
        100: "cien ciento",
        200: "doscientos",
        300: "trescientos",
        500: "quinientos",
        1000: "mil",
    },
    "fr": {
        0: "minuit",
        1: "une premier première 1er 1re",
        2: "second seconde deuxième paire double",
        3: "troisième",
        4: "quatrième",
        8: "huitaine",
        10: "dizaine",
        12: "midi douzaine",
        15: "quinzaine",
        30: "trente",
        40: "quarante",
        50: "cinquante",
        60: "soixante",
        100: "cent",
        1000: "mille",
    },
    "de": {
        0: "mitternacht",
        1: "eine einen einem einer eins erste ersten erster erstes einmal",
        2: "zwo zweite zweiten zweiter zweites paar doppelt beide",
        3: "dritte dritten dritter",
        4: "vierte vierten",
        5: "fünfte fünften",
        12: "mittag dutzend",
        30: "dreißig",
        40: "vierzig",
        50: "fünfzig",
        60: "sechzig",
        100: "hundert einhundert",
        1000: "tausend eintausend",
    },
    "pt": {
        0: "meia-noite",
        1: "uma primeiro primeira",
        2: "duas segundo segunda par dobro",
        3: "terceiro terceira",
        4: "quarto",
        12: "meio-dia dúzia",
        14: "catorze",
        15: "quinzena",
        16: "dezasseis",
        17: "dezassete",
        19: "dezanove",
        30: "trinta",
        40: "quarenta",
        50: "cinquenta",
        60: "sessenta",
        100: "cem cento",
        1000: "mil",
    },
    "it": {
        0: "mezzanotte",
        1: "un una un' primo prima",
        2: "secondo seconda paio coppia doppio",
        3: "terzo terza",
        4: "quarto",
        12: "mezzogiorno dozzina",
        15: "quindicina",
        30: "trenta",
        40: "quaranta",
        50: "cinquanta",
        60: "sessanta",
        100: "cento",
        1000: "mille",
    },
}

HALVES = {
    "en": r"half|quarter",
    "es": r"media|medio|cuarto",
    "fr": r"demie?|quart",
    "de": r"halb\w*|viertel|dreiviertel|anderthalb|eineinhalb",
    "pt": r"meia|meio|quarto",
    "it": r"mezza|mezzo|quarto",
}
"""Words that stand for minutes or halves, so that "las tres y media" may become 3:30."""

DAYPARTS = {
    "en": r"noon|afternoon|evening|night|tonight|morning|[ap]\.?m",
    "es": r"mediod[íi]a|tardes?|noches?|mañana|madrugada",
    "fr": r"midi|apr[èe]s-midi|soir|nuit|matin",
    "de": r"mittags?|\w*nachmittags?|\w*abends?|nachts?|\w*morgens?|vormittags?|früh",
    "pt": r"meio-dia|tarde|noite|manh[ãa]|madrugada",
    "it": r"mezzogiorno|pomeriggio|sera|stasera|notte|mattin[ao]|stamattina",
}
"""Words that tell which eight o'clock is meant."""

FUNCTION_WORDS = {
    "en": (
        "the is are was were be been you your yours i it its we they this that these those with for "
        "from of to and or what when where how much many can could would should will have has do "
        "does did my me our us if at on in by not there here about"
    ),
    "es": (
        "el los las una unos unas es está están son era del al que qué cuánto cuánta cuándo dónde "
        "cómo para por con mi mis su sus usted yo nosotros este esta esto y o pero si sí más muy hay "
        "tiene tengo puede puedo quiero necesito hacer hace también me has"
    ),
    "fr": (
        "le les des une du est sont était que qu qui quoi combien quand où comment pour par avec mon "
        "ma mes votre vos vous je nous il elle ce cette ces et ou mais oui plus très avez ai peut "
        "peux pouvez voudrais faire aussi dans sur pas on me"
    ),
    "de": (
        "der die das den dem des ein eine einen einem einer ist sind war waren und oder aber für mit "
        "von zu zum zur bei ich wir sie ihr ihre mein meine wie viel wann wo was kann können könnten "
        "möchte brauche haben habe hat nicht auch noch auf im am bis in will"
    ),
    "pt": (
        "os uma uns umas é está estão são era do da dos das ao que quanto quanta quando onde como "
        "para por com meu minha seu sua você eu nós este esta isso e ou mas sim mais muito tem tenho "
        "pode posso quero preciso fazer também não na no nos nas me"
    ),
    "it": (
        "il lo gli la le uno una è sono era del della dei delle al che cosa quanto quanta quando "
        "dove come per con mio mia suo sua lei io noi questo questa e o ma sì più molto ha ho può "
        "posso vorrei devo fare anche non nel nella di da sul i in me do"
    ),
}
"""Common short words: which language has more of them in a sentence tells whether it was translated."""


@lru_cache(maxsize=64)
def pattern(words: str) -> re.Pattern[str]:
    """Whole words, whatever their capitals."""
    return re.compile(rf"(?<![\w'’-])(?:{words})(?![\w-])", re.IGNORECASE)


@lru_cache(maxsize=16)
def number_words(language: str) -> dict[str, int]:
    """Value of each number word: {"two": 2, "twice": 2, ...}; empty for a language without a list."""
    words = {word: value for value, word in enumerate(_NUMBER_WORDS.get(language, "").split())}
    for value, more in _MORE_NUMBER_WORDS.get(language, {}).items():
        words |= dict.fromkeys(more.split(), value)
    return words


@lru_cache(maxsize=64)
def function_words(language: str) -> frozenset[str]:
    """The list above as a set, empty for other languages."""
    return frozenset(FUNCTION_WORDS.get(language, "").split())


@lru_cache(maxsize=64)
def calendar_words(language: str) -> dict[str, str]:
    """Months and weekdays by name, full and abbreviated: {"marzo": "month 3", "lunes": "day 0"}."""
    locale = locale_of(language)
    words: dict[str, str] = {}
    for kind, names in (("month", locale.months), ("day", locale.days)):
        for width in ("abbreviated", "wide"):
            for index, name in names["format"][width].items():
                name = name.casefold().strip(".")
                words[name] = f"{kind} {index}"
                if name.endswith("-feira"):
                    words[name.removesuffix("-feira")] = f"{kind} {index}"
    return words | (_SHORT_DAYS if language == "en" else {})


_SHORT_DAYS = {"tues": "day 1", "weds": "day 2", "thur": "day 3", "thurs": "day 3"}
"""How English days are shortened beside what CLDR has."""
_ALSO_OTHER_WORDS = (
    "may march mars mar sun sat mon jun jan mai dom sab sam sol do so mi di mo dic sept set ago out"
)
AMBIGUOUS = frozenset(_ALSO_OTHER_WORDS.split())
"""Names of months and days that are also other words."""
