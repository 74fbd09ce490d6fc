from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from bot.language.phrases import Phrasebook
from bot.language.translation import Translation
from bot.language.wording import Wording, fixed_terms, kept_terms
from bot.services.schema import FixedTerm, Glossary
from bot.services.text import LocalizedText
from bot.settings import ROOT

GLOSSARY = Glossary(
    keep=("Acme Studio",),
    fixed=(FixedTerm(term="Logo", translations={"es": "logotipo", "en": "logo design"}),),
)


@dataclass
class Shouting:
    """A translator that shouts, and remembers what it was asked."""

    asked: list[tuple[str, str, str, Sequence[str], Mapping[str, str]]] = field(default_factory=list)
    tones: list[str | None] = field(default_factory=list)

    async def translate(
        self,
        text: str,
        source: str,
        target: str,
        *,
        protect: Sequence[str] = (),
        fixed: Mapping[str, str] = {},
        tone: str | None = None,
    ) -> Translation:
        self.asked.append((text, source, target, protect, fixed))
        self.tones.append(tone)
        return Translation(text.upper(), target, text, source, "model", 0.8)


@pytest.fixture
def translator() -> Shouting:
    return Shouting()


@pytest.fixture
def wording(translator: Shouting) -> Wording:
    return Wording(Phrasebook(ROOT / "domain.yml", ROOT / "data" / "locales", strict=True), translator)


def test_a_phrase_is_never_machine_translated(wording, translator):
    phrase = wording.phrase("utter_services", "es", freelancer="Ana")
    assert (phrase.text, phrase.made) == ("Esto es lo que ofrece Ana:", "phrase")
    assert wording.phrase("utter_services", "fi", freelancer="Ana").language == "en"
    assert translator.asked == []


def test_the_tone_is_the_freelancer_s(wording):
    assert wording.phrase("utter_ask_client_name", "de").text == "Wie heißen Sie?"
    assert wording.phrase("utter_ask_client_name", "de", "informal").text == "Wie heißt du?"
    assert wording.buttons("utter_no_quote_yet", "es")[0] == ("Pedir presupuesto", "/request_quote")


async def test_the_freelancer_s_own_wording_is_used_where_they_wrote_it(wording, translator):
    text = LocalizedText({"de": "Ein Logo", "es": "Un logotipo"}, "de")
    own = await wording.own(text, "es", glossary=GLOSSARY)
    assert (own.text, own.language, own.made) == ("Un logotipo", "es", "own")
    assert translator.asked == []


async def test_where_they_did_not_it_is_translated_with_their_glossary(wording, translator):
    own = await wording.own(LocalizedText({"de": "Ein Logo"}, "de"), "es", glossary=GLOSSARY)
    assert (own.text, own.made, own.original, own.original_language) == (
        "EIN LOGO",
        "model",
        "Ein Logo",
        "de",
    )
    assert translator.asked == [("Ein Logo", "de", "es", ("Acme Studio",), {"Logo": "logotipo"})]


async def test_clients_are_addressed_as_the_freelancer_wishes_in_translations_too(wording, translator):
    text = LocalizedText({"de": "Ihr Logo"}, "de")
    await wording.own(text, "es", tone="informal")
    await wording.free("Ihr Logo", "de", "es", tone="formal")
    assert translator.tones == ["informal", "formal"]


async def test_free_text_goes_through_only_when_it_has_to(wording, translator):
    assert (await wording.free("hola", "es", "es")).made == "identity"
    assert (await wording.free("  ", "es", "de")).made == "identity"
    assert translator.asked == []
    assert (await wording.free("hola", "es", "de")).text == "HOLA"


def test_a_glossary_is_read_from_any_of_its_languages():
    assert fixed_terms(GLOSSARY, "de", "es") == {"Logo": "logotipo"}
    assert fixed_terms(GLOSSARY, "en", "es") == {"logo design": "logotipo"}
    assert fixed_terms(GLOSSARY, "de", "fr") == {}
    assert fixed_terms(None, "de", "es") == {}
    assert kept_terms(GLOSSARY) == ("Acme Studio",)
    assert kept_terms(None) == ()


async def test_labels_side_by_side_are_translated_one_by_one(wording, translator):
    text = LocalizedText({"de": "Logo – Basis"}, "de")
    own = await wording.own(text, "es", glossary=Glossary())
    assert (own.text, own.original, own.made) == ("LOGO – BASIS", "Logo – Basis", "model")
    assert [asked[0] for asked in translator.asked] == ["Logo", "Basis"]
    prose = "Wir entwerfen erst das Logo – und danach den ganzen Auftritt für Sie"
    await wording.own(LocalizedText({"de": prose}, "de"), "es", glossary=Glossary())
    assert translator.asked[-1][0] == prose
