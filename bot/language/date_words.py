"""How each bundled language says days relative to today; month and weekday names come from CLDR."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.language.locales import locale_of


@dataclass(frozen=True)
class DateWords:
    """Regular expressions, without capitals, for what a language calls days and periods.

    `leads`: words before a deadline. `guarded` kinds count only after one of them, or in a message of a
    few words: "how are you today?" asks for nothing by today.
    """

    leads: str
    days: Mapping[str, str]
    periods: Mapping[str, str]
    guarded: Mapping[str, str]
    ahead: tuple[str, ...]
    units: Mapping[str, str]
    month_parts: Mapping[str, str]
    joint: str = r"(?:on|of|am|vom|der|de|del|della|da|du|le|el|il|en|na|,)"


COUNT = r"(?P<count>\d{1,3}|[^\W\d_]+(?:-[^\W\d_]+)*)"

WORDS: dict[str, DateWords] = {
    "en": DateWords(
        leads=r"by|for|until|till|before|within|due|on|it|them|done|ready",
        days={"tomorrow": r"tomorrow|tmrw|tmr", "day_after": r"(?:the\s)?day\safter\stomorrow"},
        periods={
            "end_next_week": r"(?:the\s)?end\sof\snext\sweek",
            "next_week": r"next\sweek",
            "end_week": r"(?:the\s)?end\sof\s(?:the|this)\sweek",
            "next_month": r"(?:(?:the\s)?end\sof\s)?next\smonth",
            "end_month": r"(?:the\s)?end\sof\s(?:the|this)\smonth|month['’]s\send",
            "end_year": r"(?:the\s)?end\sof\s(?:the|this)\syear",
            "weekend": r"this\sweekend",
        },
        guarded={"today": r"today|tonight", "end_week": r"this\sweek", "end_month": r"this\smonth"},
        ahead=(r"(?:in|within)\s{n}\s{unit}(?:['’]s?\stime)?", r"{n}\s{unit}\sfrom\s(?:now|today)"),
        units={"day": r"days?", "week": r"weeks?", "month": r"months?"},
        month_parts={"end": r"(?:the\s)?(?:end|late)\s(?:of\s)?", "middle":
        r"mid[\s-]|(?:the\s)?middle\sof\s",
                     "start": r"(?:the\s)?(?:beginning|start)\sof\s|early\s"},
    ),
    "es": DateWords(
        leads=r"para|antes\sdel?|hasta|por|el|es|sea",
        days={"tomorrow":
        r"(?<!pasado\s)(?<!por\sla\s)(?<!de\sla\s)(?<!a\sla\s)(?<!esta\s)(?<!la\s)ma[ñn]ana",
              "day_after": r"pasado\sma[ñn]ana"},
        periods={
            "end_next_week": r"final(?:es)?\sde\sla\s(?:pr[oó]xima\ssemana|semana\sque\sviene)",
            "next_week": r"(?:la\s)?(?:pr[oó]xima\ssemana|semana\s(?:que\sviene|pr[oó]xima|entrante))",
            "end_week": r"final(?:es)?\sde\s(?:esta\s|la\s)?semana",
            "next_month": r"(?:el\s)?(?:mes\s(?:que\sviene|pr[oó]ximo)|pr[oó]ximo\smes)",
            "end_month": r"(?:fin|final|finales)\sdel?\s(?:este\s)?mes",
            "end_year": r"(?:fin|final|finales)\sdel?\s(?:este\s)?año",
            "weekend": r"este\s(?:fin\sde\ssemana|finde)",
        },
        guarded={"today": r"hoy", "end_week": r"esta\ssemana", "end_month": r"este\smes"},
        ahead=(r"(?:en|dentro\sde|de\saquí\sa)\s{n}\s{unit}",),
        units={"day": r"d[ií]as?", "week": r"semanas?", "month": r"mes(?:es)?"},
        month_parts={"end": r"(?:fin|final|finales)\sde\s", "middle": r"mediados\sde\s",
                     "start": r"(?:principios?|inicios?|comienzos?)\sde\s"},
    ),
    "fr": DateWords(
        leads=r"pour|avant|d['’]ici(?:\sà)?|jusqu['’](?:à|au)|le|dès",
        days={"tomorrow": r"(?<!après-)(?<!apres-)(?<!après\s)(?<!apres\s)demain",
              "day_after": r"apr[eè]s[\s-]demain"},
        periods={
            "end_next_week": r"(?:la\s)?fin\sde\sla\ssemaine\sprochaine",
            "next_week": r"(?:la\s)?semaine\sprochaine",
            "end_week": r"(?:la\s)?fin\sde\s(?:la\s|cette\s)?semaine",
            "next_month": r"(?:le\s)?mois\sprochain|fin\sdu\smois\sprochain",
            "end_month": r"(?:la\s)?fin\s(?:du|de\sce|de)\smois(?!\sprochain)",
            "end_year": r"(?:la\s)?fin\s(?:de\sl|d)['’]ann[ée]e",
            "weekend": r"ce\sweek-?end",
        },
        guarded={"today": r"aujourd['’]hui|ce\ssoir", "end_week": r"cette\ssemaine",
                 "end_month": r"ce\smois(?:-ci)?"},
        ahead=(r"(?:dans|sous|d['’]ici)\s{n}\s{unit}",),
        units={"day": r"jours?", "week": r"semaines?", "month": r"mois"},
        month_parts={"end": r"(?:la\s)?fin\s(?:de\s|d['’])?", "middle": r"mi[\s-]",
                     "start": r"(?:le\s)?d[ée]but\s(?:de\s|d['’])?"},
    ),
    "de": DateWords(
        leads=r"bis|bis\szum|f[üu]e?r|zum|am|vor|es|schon|noch",
        days={"tomorrow": r"(?<!guten\s)(?<!am\s)(?<!jeden\s)(?<!diesen\s)(?<!ü)(?<!ue)morgen",
              "day_after": r"(?:ü|ue|u)bermorgen"},
        periods={
            "end_next_week": r"ende\s(?:der\s)?n(?:ä|ae)chster?n?\swoche",
            "next_week": r"(?:n(?:ä|ae)chster?n?|kommender?n?)\swoche",
            "end_week": r"ende\s(?:der|dieser)\swoche",
            "next_month": r"(?:ende\s)?(?:n(?:ä|ae)chste[nrs]?|kommende[nrs]?)\smonats?",
            "end_month": r"ende\s(?:des|dieses)\smonats|(?:zum\s)?monatsende|ende\smonat",
            "end_year": r"ende\s(?:des|dieses)\sjahres|jahresende",
            "weekend": r"dieses\swochenende",
        },
        guarded={"today": r"heute(?:\sabend)?", "end_week": r"dieser?\swoche", "end_month": r"diesen\smonat"},
        ahead=(r"(?:in|innerhalb\svon|binnen)\s{n}\s{unit}",),
        units={"day": r"tag(?:en?)?", "week": r"wochen?", "month": r"monat(?:en?)?"},
        month_parts={"end": r"ende\s", "middle": r"mitte\s", "start": r"anfang\s"},
    ),
    "pt": DateWords(
        leads=r"at[ée]|para|pra|pro|antes\sd[eao]|por|na|no|à|dia|[ée]",
        days={"tomorrow": r"(?<!depois\sde\s)amanh[ãa]", "day_after": r"depois\sde\samanh[ãa]"},
        periods={
            "end_next_week": r"(?:o\s)?(?:fim|final)\sda\s(?:semana\sque\svem|pr[oó]xima\ssemana)",
            "next_week": r"(?:a\s)?(?:semana\sque\svem|pr[oó]xima\ssemana)",
            "end_week": r"(?:o\s)?(?:fim|final)\sda\ssemana",
            "next_month": r"(?:o\s)?(?:m[eê]s\sque\svem|pr[oó]ximo\sm[eê]s)",
            "end_month": r"(?:o\s)?(?:fim|final)\sd(?:o|este|esse)\sm[eê]s",
            "end_year": r"(?:o\s)?(?:fim|final)\sdo\sano",
            "weekend": r"n?(?:este|esse)\s(?:fim\sde\ssemana|fds)",
        },
        guarded={"today": r"hoje", "end_week": r"n?es[ts]a\ssemana", "end_month": r"n?es[ts]e\sm[eê]s"},
        ahead=(r"(?:em|dentro\sde|daqui\sa|em\sat[ée])\s{n}\s{unit}",),
        units={"day": r"dias?", "week": r"semanas?", "month": r"m[eê]s(?:es)?"},
        month_parts={"end": r"(?:fim|final|finais)\sde\s", "middle": r"meados\sde\s",
                     "start": r"(?:in[ií]cio|come[çc]o)\sde\s"},
    ),
    "it": DateWords(
        leads=r"per|entro|prima\sdi|fino\sa|il|di|è",
        days={"tomorrow": r"(?<!dopo\s)domani", "day_after": r"dopo\s?domani"},
        periods={
            "end_next_week": r"(?:la\s)?fine\sdella\s(?:prossima\ssettimana|settimana\sprossima)",
            "next_week": r"(?:la\s)?(?:prossima\ssettimana|settimana\sprossima)",
            "end_week": r"(?:la\s)?fine\sdella\ssettimana",
            "next_month": r"(?:il\s)?(?:mese\sprossimo|prossimo\smese)",
            "end_month": r"(?:la\s)?fine\s(?:del\s)?mese",
            "end_year": r"(?:la\s)?fine\s(?:dell['’])?anno",
            "weekend": r"questo\s(?:week-?end|fine\ssettimana)",
        },
        guarded={"today": r"oggi|stasera", "end_week": r"questa\ssettimana", "end_month": r"questo\smese"},
        ahead=(r"(?:tra|fra|entro|in)\s{n}\s{unit}",),
        units={"day": r"giorn[oi]", "week": r"settiman[ae]", "month": r"mes[ei]"},
        month_parts={"end": r"(?:la\s)?fine\s(?:di\s)?", "middle": r"met[àa]\s(?:di\s)?",
                     "start": r"(?:l['’])?inizi[oi]\s(?:di\s)?"},
    ),
}  # fmt: skip

_SKIPPED_MONTHS = {"it": {"set"}, "pt": {"set"}}
_MORE_MONTHS = {"es": {"setiembre": 9}, "de": {"jänner": 1, "maerz": 3}, "en": {"sept": 9}, "it": {"sett": 9}}
_SHORT_WEEKDAYS = {
    "en": {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5,
    "sun": 6}, "de": {"sonnabend": 5}, "pt": {"2a": 0, "3a": 1, "4a": 2, "5a": 3, "6a": 4, "2ª": 0, "3ª":
    1, "4ª": 2, "5ª": 3, "6ª": 4},
}  # fmt: skip


@lru_cache(maxsize=16)
def months(language: str) -> dict[str, int]:
    """Names of the months, full and abbreviated, with and without accents: {"märz": 3, "marz": 3, ...}."""
    names: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for number, name in locale_of(language).months["format"][width].items():
            for spelling in _spellings(str(name)):
                names.setdefault(spelling, int(number))
    for name in _SKIPPED_MONTHS.get(language, ()):
        names.pop(name, None)
    return names | _MORE_MONTHS.get(language, {})


@lru_cache(maxsize=16)
def weekdays(language: str) -> dict[str, int]:
    """Full names of the weekdays, Monday is 0; in Portuguese also without "-feira"."""
    names: dict[str, int] = {}
    for number, name in locale_of(language).days["format"]["wide"].items():
        for spelling in _spellings(str(name)):
            names[spelling] = int(number)
            if spelling.endswith("-feira"):
                names[spelling.replace("-", " ")] = int(number)
    return names


@lru_cache(maxsize=16)
def risky_weekdays(language: str) -> dict[str, int]:
    """Weekday names that are other words too: they count only after a word like "by"."""
    short = dict(_SHORT_WEEKDAYS.get(language, {}))
    if language == "pt":
        short |= {
            name.removesuffix("-feira"): day for name, day in weekdays("pt").items() if "-feira" in name
        }
    return short


def alternatives(names: Mapping[str, int]) -> str:
    """The names as one regular expression, longest first; one that matches nothing for no names."""
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or r"(?!)"


def _spellings(name: str) -> set[str]:
    name = name.casefold().rstrip(".")
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return {name, bare}
