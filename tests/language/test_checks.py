"""A translation that says something else than its source is noticed; one that says the same passes."""

from __future__ import annotations

import pytest

from bot.evaluation.sets import dev_pairs
from bot.language.checks import problems, with_question_mark

SOUND = [
    ("es", "en", "Son 12 páginas y dos logos.", "It is twelve pages and 2 logos."),
    ("es", "en", "El plazo es el 15 de marzo.", "The deadline is March 15."),
    ("es", "en", "¿Podemos hablar el lunes a las 15:30?", "Can we talk on Monday at 3:30 pm?"),
    ("de", "en", "Geht es um 17 Uhr am Dienstag?", "Does 5 pm on Tuesday work?"),
    ("en", "es", "Let's talk at 3 pm.", "Hablemos a las 15:00."),
    ("es", "en", "a las tres y media", "at 3:30"),
    ("es", "en", "a las 8 de la tarde", "at 8 pm"),
    ("en", "de", "at 3 pm", "um 3 Uhr nachmittags"),
    ("en", "es", "at noon, 12 pm", "a mediodía, a las 12"),
    ("de", "en", "um 8 Uhr", "at 8 am"),
    ("fr", "en", "à 15h", "at 3 pm"),
    ("es", "en", "un descuento del 15 %", "a 15% discount"),
    ("en", "de", "a 15 percent discount", "15 % Rabatt"),
    ("es", "en", "el 12/05/2026", "on 12/05/2026"),
    ("es", "en", "No quiero esperar.", "I don't want to wait."),
    ("es", "en", "Solo quiero un logo.", "I only want a logo."),
    ("fr", "en", "Je ne veux que le logo.", "I only want the logo."),
    ("fr", "en", "une personne m'a dit oui", "someone told me yes"),
    ("de", "en", "Ich habe keine Zeit.", "I have no time."),
    ("it", "en", "Ha mai fatto un logo?", "Have you ever made a logo?"),
    ("es", "en", "Está incluido, ¿no?", "It is included, right?"),
    ("es", "en", "sin embargo me gusta", "however, I like it"),
    ("de", "en", "Bitte an XQ0 schicken, es kostet $941.", "Please send it to XQ0, it costs $941."),
    ("es", "en", "Soy Ana García López.", "I am Ana García López."),
    ("es", "en", "no no no no no", "no no no no no"),
    ("es", "en", "Quiero 2 o 3 páginas.", "I want two or three pages."),
    ("es", "en", "en agosto de 2026", "in August 2026"),
    ("pt", "en", "na segunda-feira", "on Monday"),
    ("pt", "en", "a segunda proposta", "the second proposal"),
    ("en", "es", "I gave Tom 30 euros.", "Le di 30 euros a Tom."),
    ("en", "de", "We meet on April 3.", "Wir treffen uns am 3. April."),
    ("de", "en", "Es läuft auf Android 14 nicht.", "It doesn't run on Android 14."),
    ("en", "de", "You may march on.", "Sie dürfen weitergehen."),
    ("es", "en", "No, eso es todo.", "No, that's everything."),
    ("es", "en", "No, nada más.", "No, nothing else."),
    ("es", "en", "No, no lo sé.", "No, I don't know."),
    ("en", "es", "No, thanks.", "No, gracias."),
    ("pt", "en", "Você deveria ser mais cuidadoso.", "You should be more careful."),
    ("en", "pt", "I need more time.", "Preciso de mais tempo."),
    ("fr", "en", "Il avait l'air calme, mais il était nerveux.", "He looked calm, but he was nervous."),
    ("en", "fr", "I like it, but it is expensive.", "Cela me plaît, mais c'est cher."),
    ("de", "en", "Ich arbeite jeden Sonntagmorgen.", "I work every Sunday morning."),
    ("de", "en", "Montags und samstags bin ich da.", "I am there on Mondays and Saturdays."),
    ("fr", "en", "J'ignore où vous êtes.", "I don't know where you are."),
    ("es", "en", "Ignoro el precio.", "I don't know the price."),
    ("fr", "en", "Vous êtes la première personne à qui je le dis.", "You are the first person I tell."),
    ("de", "en", "Verstehen Sie nicht?", "Don't you understand?"),
    ("de", "en", "Das ist inklusive, nicht?", "It is included, right?"),
    ("it", "en", "Come mai è così caro?", "How come it is so expensive?"),
    ("en", "es", "Would you help me if I moved?", "¿Me ayudarías si me mudo?"),
    ("en", "de", "never mind, I found it", "egal, ich hab's gefunden"),
    ("en", "es", "The glue is solvent-free.", "El pegamento no lleva disolventes."),
    ("de", "en", "Wir haben kein Papier mehr.", "We have run out of paper."),
    ("en", "es", "call me thurs", "llámame el jueves"),
    ("de", "en", "an verregneten Sonntagen", "on rainy Sundays"),
    ("fr", "en", "Il y aura une troisième personne.", "There will be a third person."),
    ("en", "fr", "Believe it or not, it works.", "Figurez-vous que ça marche."),
    ("en", "de", "the flatmates from no 12", "die WG aus Nr. 12"),
    ("en", "pt", "Is the album included or not?", "O álbum está incluído ou não?"),
    ("en", "de", "Is it included or not?", "Ist es enthalten oder nicht?"),
    ("en", "pt", "You're welcome.", "De nada."),
    ("es", "en", "De nada.", "You're welcome."),
    ("it", "en", "Non vedo l'ora di conoscerla.", "I look forward to meeting you."),
    ("en", "it", "No smoking.", "Vietato fumare."),
    ("en", "pt", "a cake w/o sugar", "um bolo sem açúcar"),
    ("en", "it", "What file formats will I get?", "In che formati riceverò i file?"),
    ("it", "en", "nn so quante parole sono", "I don't know how many words it is"),
    ("fr", "en", "Je veux parler à une vraie personne.", "I want to talk to a real person."),
    ("de", "en", "geht nich", "it doesn't work"),
    ("en", "pt", "I dislike noisy places.", "Não gosto de lugares barulhentos."),
]

FALSE = [
    ("de", "en", "Die Nummer ist 27/815/08150.", "The number is 27/815/8150.", "numbers"),
    ("de", "en", "Rechnung 2026-00931", "Invoice 2026-0931", "numbers"),
    ("en", "es", "Order 4711", "Pedido 04711", "numbers"),
    ("en", "pt", "It doesn't load on Android 14.", "Não carrega em 14 Android.", "version"),
    ("es", "en", "Con Windows 11, no abre.", "With Windows it doesn't open 11.", "version"),
    ("es", "en", "Son 12 páginas.", "It is 21 pages.", "numbers"),
    ("es", "en", "Son 12 páginas.", "It is pages.", "numbers"),
    ("es", "en", "Son páginas.", "It is 12 pages.", "numbers"),
    ("es", "en", "A las 15:30.", "At 3:30 am.", "numbers"),
    ("en", "es", "The call is at 3:30 pm.", "La llamada es a las 3:30.", "numbers"),
    ("es", "en", "La llamada es a las 3.", "The call is at 3 pm.", "numbers"),
    ("es", "en", "un descuento del 15 %", "a 15 euro discount", "numbers"),
    ("es", "en", "el 12/05/2026", "on 12/05/2025", "numbers"),
    ("de", "en", "Es sind 3 Seiten und 4 Bilder.", "There are 3 pages.", "numbers"),
    ("es", "en", "Cuesta $941.", "It costs $941 and $30.", "numbers"),
    ("es", "en", "No quiero un logo.", "I want a logo.", "negation"),
    ("en", "de", "You cannot use it.", "Sie können es benutzen.", "negation"),
    ("en", "es", "It is included.", "No está incluido.", "negation"),
    ("es", "en", "Pero el trabajo no está listo.", "But the work is ready.", "negation"),
    ("it", "en", "Il lavoro non è pronto.", "The work is ready.", "negation"),
    ("pt", "en", "Seriam XQ0 palavras.", "It would be XQ0,41 words.", "numbers"),
    ("es", "en", "No, eso es todo.", "No, that's not everything.", "negation"),
    ("fr", "en", "Non, c'est tout.", "That's all.", "negation"),
    ("de", "en", "Nein, das passt mir nicht.", "No, that suits me.", "negation"),
    ("es", "en", "¿El lunes?", "On Tuesday?", "calendar"),
    ("es", "en", "en marzo de este año", "in May of this year", "calendar"),
    ("de", "en", "Sonntagabend passt mir.", "Monday evening suits me.", "calendar"),
    ("pt", "en", "Aos sábados não trabalho.", "I do not work on Sundays.", "calendar"),
    ("fr", "en", "Il n'y a personne.", "There is a person.", "negation"),
    ("de", "en", "Das verstehen Sie nicht?", "Do you understand that?", "negation"),
    ("es", "en", "Hola, quiero un logo para mi casa", "logo logo logo logo logo", "loop"),
    ("es", "en", "Quiero un logo.", "I want a logo a logo a logo a logo.", "loop"),
    ("es", "en", "Quiero un logo.", "Quiero un logo.", "not translated"),
    ("de", "en", "Ich brauche das und nicht später", "Ich brauche das und später not", "not translated"),
    ("es", "en", "Vale.", "That is very kind of you and I am sure that we will be there.", "length"),
    ("es", "en", "Hola.", "  ", "empty"),
    ("es", "en", "Hola 😀.", "Hello ⁇.", "unknown symbol"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target", "before", "after"), SOUND)
def test_a_sound_translation_passes(source: str, target: str, before: str, after: str) -> None:
    assert problems(before, after, source, target) == []


@pytest.mark.parametrize("language", ["es", "fr", "de", "pt", "it"])
def test_translations_by_people_pass(language: str) -> None:
    """What is refused among them is refused wrongly: free translations now and then, no common word."""
    pairs = dev_pairs("en", language)
    there = [pair for pair in pairs if problems(*pair, "en", language)]
    back = [pair for pair in pairs if problems(*reversed(pair), language, "en")]
    assert len(there) <= 0.015 * len(pairs), there
    assert len(back) <= 0.015 * len(pairs), back


@pytest.mark.parametrize(("source", "target", "before", "after", "name"), FALSE)
def test_a_false_translation_is_noticed(source: str, target: str, before: str, after: str, name: str) -> None:
    assert name in problems(before, after, source, target)


def test_a_dropped_question_mark_is_put_back() -> None:
    assert with_question_mark("¿Puedes venir?", "Can you come.") == "Can you come?"
    assert with_question_mark("¿Puedes venir?", "Can you come?") == "Can you come?"
    assert with_question_mark("Puedes venir.", "You can come.") == "You can come."
