"""How a translation addresses its reader is told by its words, and left open where they tell nothing."""

from __future__ import annotations

import pytest

from bot.language.formality import addresses, formality


@pytest.mark.parametrize(
    ("english", "text", "language"),
    [
        ("Could you send me the file?", "Könnten Sie mir die Datei schicken?", "de"),
        ("Thank you for your message.", "Vielen Dank für Ihre Nachricht.", "de"),
        ("Could you send me the file?", "¿Podría usted enviarme el archivo?", "es"),
        ("Thank you for your message.", "Gracias por su mensaje.", "es"),
        ("Could you send me the file?", "Pourriez-vous m'envoyer le fichier ?", "fr"),
        ("Send me the file.", "Envoyez-moi le fichier.", "fr"),
        ("Could you send me the file?", "Potrebbe inviarmi il file?", "it"),
        ("Thank you for your message.", "Grazie per il suo messaggio.", "it"),
    ],
)
def test_formal_address_is_told(english: str, text: str, language: str) -> None:
    assert formality(english, text, language) == "formal"


@pytest.mark.parametrize(
    ("english", "text", "language"),
    [
        ("Could you send me the file?", "Kannst du mir die Datei schicken?", "de"),
        ("Thank you for your message.", "Danke für deine Nachricht.", "de"),
        ("Could you send me the file?", "¿Me podrías enviar el archivo?", "es"),
        ("When did you pay?", "¿Cuándo pagaste?", "es"),
        ("Thank you for your message.", "Merci pour ton message.", "fr"),
        ("I'll call you tomorrow.", "Je t’appelle demain.", "fr"),
        ("Could you send me the file?", "Potresti inviarmi il file?", "it"),
        ("When will you pay?", "Quando pagherai?", "it"),
    ],
)
def test_informal_address_is_told(english: str, text: str, language: str) -> None:
    assert formality(english, text, language) == "informal"


@pytest.mark.parametrize(
    ("english", "text", "language"),
    [
        ("They have paid.", "Sie haben bezahlt.", "de"),
        ("She has paid. Her invoice is here.", "Sie hat bezahlt. Ihre Rechnung ist da.", "de"),
        ("He has his file.", "Tiene su archivo.", "es"),
        ("You can pay by card.", "Se puede pagar con tarjeta.", "es"),
        ("There are six more days, besides.", "Además hay seis días más.", "es"),
        ("It is enough for me.", "C'est assez chez moi.", "fr"),
        ("It never rains in the week.", "Non piove mai nella settimana.", "it"),
        ("Your file and yours.", "Ihr Logo und dein Logo, für Sie.", "de"),
        ("Can you send me the file?", "Você pode me enviar o arquivo?", "pt"),
        ("Can you send me the file?", "ファイルを送っていただけますか。", "ja"),
    ],
)
def test_where_words_tell_nothing_or_both_it_is_left_open(english: str, text: str, language: str) -> None:
    assert formality(english, text, language) is None


@pytest.mark.parametrize(
    "english", ["Can you help?", "Please wait.", "Great. Send me the file.", "Is it yours?"]
)
def test_a_sentence_to_its_reader_is_known(english: str) -> None:
    assert addresses(english)


@pytest.mark.parametrize("english", ["The logo is ready.", "He sends me the file.", "It costs 20 euros."])
def test_a_sentence_about_something_else_is_too(english: str) -> None:
    assert not addresses(english)
