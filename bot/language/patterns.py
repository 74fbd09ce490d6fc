"""What addresses, amounts and names of things look like in a chat message: what masking goes by."""

from __future__ import annotations

import re
from typing import Literal

from bot.language.numerals import NUMBER

Kind = Literal[
    "term",
    "code",
    "url",
    "email",
    "phone",
    "file",
    "id",
    "handle",
    "money",
    "number",
    "date",
    "time",
    "name",
    "emoji",
]

_EXTENSIONS = (
    "pdf|docx?|xlsx?|pptx?|odt|ods|rtf|txt|csv|json|xml|ya?ml|html?|css|jsx?|tsx?|php|py|sql|md|sh|exe|apk|"
    "png|jpe?g|gif|svg|webp|tiff?|bmp|ico|psd|ai|eps|indd|idml|fig|sketch|xd|cdr|zip|rar|7z|tar|gz|"
    "mp3|mp4|mov|avi|wav|mkv|flac|srt|vtt|ttf|otf|woff2?|log|tmx|xliff|sdlxliff|po|pot|tex|epub|key|pages"
)
_TLDS = (
    "com|org|net|info|biz|io|dev|app|co|me|tv|shop|store|online|site|studio|design|agency|blog|cloud|ai|"
    "eu|es|fr|de|it|pt|br|mx|ar|cl|pe|uk|us|ca|ch|at|be|nl|pl|ie|se|no|dk|fi|cat|"
    "edu|gov|int|xyz|tech|page|example|test|local"
)
_SYMBOL = r"(?:(?:US|R|A|AU|C|CA|NZ|MX|S|HK|AR|CL|COL)\$|[$€£¥₹₽₩₺₴₪₫₱฿])"
_CODE = (
    r"(?:USD|EUR|GBP|CHF|BRL|MXN|ARS|COP|CLP|PEN|UYU|CAD|AUD|NZD|JPY|CNY|INR|SEK|NOK|DKK|PLN|CZK|HUF|RON|"
    r"BGN|TRY|RUB|UAH|ZAR|SGD|HKD|KRW|ILS|AED|SAR|MAD|TND|EGP|THB|IDR|MYR|PHP|VND)"
)
CURRENCY_WORDS = {
    "€": r"euros?",
    "$": r"dollars?|bucks|d[óo]lar(?:es)?|dollar[oi]",
    "R$": r"reais",
}
"""Words that stand for a symbol beyond doubt; "libras" or "pesos" do not and are left to the model."""

_WORD = "|".join(CURRENCY_WORDS.values())
_GAP = r"[ \u00a0\u202f]"
_AMOUNT = rf"(?:{NUMBER.pattern})(?:,[-–—])?(?:[kK](?!\w))?"
_RANGE = rf"{_AMOUNT}(?:\s?[-–—]\s?{_AMOUNT})?"
_ADDRESS = r"[^\s<>\"“”«»]"
_HOST = rf"(?:[a-zA-Z0-9-]{{1,63}}\.){{1,8}}(?i:{_TLDS})"
_PORT = r"(?::\d{2,5})?"
_SIZE = r"\d{1,6}(?:[.,]\d{1,3})?"
_HOUR = r"(?<![\w.,:])(?:[01]?\d|2[0-3])"

_PATTERNS: tuple[tuple[Kind, str], ...] = (
    ("code", r"```[\s\S]+?```|`[^`\n]+`"),
    ("code", r"(?<!\S)/\w+\{[^\n]*\}|\{\{[^{}\n]*\}\}|\$?\{[^{}\n]*\}|%\(\w+\)[sd]|(?<!\w)%[sd](?!\w)"),
    ("code", r"(?:</?[A-Za-z][^<>\n]{0,200}>)+|&(?:[a-z]{2,8}|#\d{1,6});"),
    ("email", r"(?<![\w.+'-])(?:mailto:)?[\w.+'-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w-])"),
    ("url", rf"(?i:https?|ftp)://{_ADDRESS}+|(?i:www)\.{_ADDRESS}+"),
    ("url", rf"(?<![\w@./-]){_HOST}{_PORT}(?:/{_ADDRESS}*|(?![\w.-]*\w))"),
    ("file", rf"(?<![\w@/.-])[\w(][\w().-]{{0,120}}\.(?i:{_EXTENSIONS})(?!\w)"),
    ("file", rf"(?<![\w.])\.(?i:{_EXTENSIONS})(?!\w)"),
    ("code", r"(?<!\S)(?:[A-Za-z]:\\|~/|\.{1,2}/|/)\w[\w./\\-]*"),
    ("handle", r"(?<![\w@.])@[A-Za-z0-9_](?:[\w.]{0,38}\w)?|(?<![\w&#])#[^\W\d_]\w*"),
    ("id", r"(?<![\w-])[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}(?![\w-])"),
    ("id", r"(?<!\w)[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?(?!\w)"),
    ("id", r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?![\w.]*\d)"),
    ("date", r"(?<![\d.,/-])\d{4}-\d{2}-\d{2}(?![\d/-])"),
    ("id", r"(?<![\w.,])-?\d{1,3}\.\d{3,8},\s?-?\d{1,3}\.\d{3,8}(?![\w.]*\d)"),
    ("id", rf"(?<![\w.,]){_SIZE}(?:\s?[x×]\s?{_SIZE}){{1,2}}(?:\s?(?:[mck]?m|px|in|Zoll|pulgadas))?(?!\w)"),
    ("money", rf"(?<![\w.,])(?:{_SYMBOL}|{_CODE}){_GAP}?{_RANGE}(?:{_GAP}?{_CODE}(?!\w))?(?!\w)"),
    ("money", rf"(?<![\w.,:/-]){_RANGE}{_GAP}?(?:{_SYMBOL}(?!\d)|{_CODE}(?!\w)|(?i:{_WORD})(?!\w))"),
    ("time", rf"{_HOUR}[h.:][0-5]\d{_GAP}?Uhr(?!\w)|{_HOUR}h[0-5]\d(?!\w)"),
    ("phone", r"(?<![\w.,+])(?:\+|00)\d[\d ().\u00a0/-]{5,20}\d(?!\w)"),
    ("phone", r"(?<![\w.,])\(\d{2,5}\)[ \u00a0]?\d[\d .-]{4,14}\d(?!\w)"),
    ("phone", r"(?<![\w.,/-])0\d{1,4}[ /-]\d[\d /-]{4,12}\d(?!\w)"),
    ("id", r"(?<![\w.,/-])\d{1,3}(?:\.\d{3}){1,4}(?:/\d{2,6})?-\d{1,3}(?![\w/-])"),
    ("id", r"(?<![\w.,/-])\d{1,13}(?:-\d{1,13}){3,8}(?![\w/-])"),
    ("phone", r"(?<![\w.,/-])\d{2,3}(?:[ .-]\d{2,4}){2,4}(?![\w/-])"),
    ("id", r"(?<!\w)[#№]\s?\d[\w/-]*\w|(?<!\w)[#№]\s?\d(?!\w)"),
    ("id", r"(?<![\w-])[A-Za-z]{1,8}[-/_.]?\d(?:[\w./_-]{0,60}\w)?(?!\w)"),
    ("id", r"(?<![\w-])(?=[0-9]{0,40}[A-Z])(?=[A-Z]{0,40}\d)[A-Z0-9]{5,40}(?:-[A-Z0-9]{1,40}){0,6}(?!\w)"),
    ("id", r"(?<![\w/-])\d{1,20}(?:[-/][A-Z]{1,8}){1,4}(?:[-/]\d{1,20}){1,4}(?![\w/-])"),
    ("id", r"(?<![\w@./-])[^\W_]+(?:_[^\W_]+)+(?!\w)"),
    ("id", r"(?<![\w.,])\d{1,5}[a-fA-F](?!\w)"),
    ("id", r"(?<![\w.])\d+(?:\.\d+){2,}(?![\w.]*\d)"),
    ("emoji", r"[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B00-\u2BFF\uFE0F\u200D]+"),
    ("emoji", r"(?<![\w)])(?:[:;=]['´]?-?[)(DPp*|]+|<3|\^_?\^)(?!\w)"),
)  # fmt: skip
PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
"""In order of precedence: what an earlier pattern found, a later one does not touch."""

NUMBER_ALONE = re.compile(rf"(?<![\w.,:/]){NUMBER.pattern}(?![\w:/]|[.,]\d)")
LONG_NUMBER = re.compile(r"\d{3,}(?!\s?%)")
"""A whole number of more digits than a small model copies: of four it turns two round now and then."""
ANY_DIGITS = re.compile(r"(?:\d[\d.,:/]*\d|\d)(?:\s?%|\s?(?:[ap]\.?\s?m\.?|h|Uhr)(?!\w))?", re.IGNORECASE)
DATE = re.compile(
    r"(?<![\w.,/-])(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2})(?![\d/-])"
)
