import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.names import is_clearly_a_name, read_language_name, read_name


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "my name is john smith", "John Smith"),
        ("en", "I'm Jane", "Jane"),
        ("en", "hi, I'm bob", "Bob"),
        ("en", "Jane O'Neil from Acme", "Jane O'Neil"),
        ("en", "Dr. Jean-Luc Picard", "Dr. Jean-Luc Picard"),
        ("en", "McDonald", "McDonald"),
        ("es", "me llamo maría de la cruz", "María de la Cruz"),
        ("es", "Soy Juan Pérez, de Madrid", "Juan Pérez"),
        ("es", "ana", "Ana"),
        ("fr", "je m'appelle Luc", "Luc"),
        ("fr", "Bonjour, c'est Marie-Claire", "Marie-Claire"),
        ("de", "Ich heiße Max Müller", "Max Müller"),
        ("de", "ich bin der Max", "Max"),
        ("de", "Name: Karl Heinz", "Karl Heinz"),
        ("pt", "meu nome é joão da silva", "João da Silva"),
        ("pt", "pode me chamar de Bia", "Bia"),
        ("it", "mi chiamo Anna", "Anna"),
        ("it", "sono Marco Rossi", "Marco Rossi"),
        ("es", "my name is Peter", "Peter"),
        ("ru", "Иван Петров", "Иван Петров"),
        ("ja", "田中太郎", "田中太郎"),
    ],
)
def test_names_without_what_introduces_them(language, text, name):
    assert read_name(text, language) == name


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "why do you need it?"),
        ("en", "why do you need that"),
        ("es", "¿para qué?"),
        ("en", "jane@doe.com"),
        ("en", "4000"),
        ("en", "no"),
        ("es", "hola"),
        ("de", "danke"),
        ("en", ""),
        ("en", "https://example.com"),
        ("en", "i would rather not tell you my name"),
        ("en", "x" * 100),
    ],
)
def test_questions_numbers_addresses_and_greetings_are_no_names(language, text):
    assert read_name(text, language) is None


@pytest.mark.parametrize(
    ("language", "text", "clear"),
    [
        ("es", "Me llamo María López", True),
        ("es", "María de la Cruz", True),
        ("de", "ich heiße max müller", True),
        ("de", "Sabine Brandt, Bäckerei Brandt", True),
        ("es", "ana", False),
        ("de", "Abbrechen", False),
        ("en", "Never mind", False),
        ("fr", "Non merci", False),
        ("en", "what is that?", False),
    ],
)
def test_a_name_is_clear_when_introduced_or_capitalised_throughout(language, text, clear):
    assert is_clearly_a_name(text, language) is clear


@given(text=st.text(max_size=120), language=st.sampled_from(["en", "es", "fr", "de", "pt", "it", "xx"]))
def test_no_text_breaks_the_reading_of_names(text, language):
    name = read_name(text, language)
    assert name is None or (0 < len(name) <= 80 and "?" not in name)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("auf Deutsch bitte", "de"),
        ("in English", "en"),
        ("¿hablas español?", "es"),
        ("hablas espanol", "es"),
        ("castellano", "es"),
        ("português", "pt"),
        ("in Brazilian Portuguese, please", "pt"),
        ("parli italiano?", "it"),
        ("en français svp", "fr"),
        ("Sprechen Sie Englisch?", "en"),
        ("fala inglês?", "en"),
        ("日本語", "ja"),
        ("中文", "zh"),
        ("po polsku / polski", "pl"),
        ("in olandese", "nl"),
        ("not French, English", "en"),
    ],
)
def test_the_language_asked_for(text, language):
    assert read_language_name(text) == language


@pytest.mark.parametrize("text", ["", "hello", "no entiendo", "another language", "1234"])
def test_no_language_asked_for(text):
    assert read_language_name(text) is None


@given(st.text(max_size=120))
def test_no_text_breaks_the_reading_of_languages(text):
    found = read_language_name(text)
    assert found is None or len(found) == 2
