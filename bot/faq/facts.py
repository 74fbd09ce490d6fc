"""Questions that other parts of the services file answer: working hours, place, languages, VAT and such."""

from __future__ import annotations

from bot.services.schema import ServicesFile
from bot.services.text import LocalizedText


def known_facts(file: ServicesFile) -> tuple[str, ...]:
    """Names of the facts that a services file holds, in the order of `QUESTIONS`."""
    who = file.freelancer
    held = {
        "about": who.about is not None,
        "hours": file.hours is not None and not file.hours.none,
        "location": who.location is not None,
        "languages": True,
        "contact": bool(who.email or who.website),
        "vat": True,
        "deposit": file.deposit is not None,
        "validity": True,
    }
    return tuple(name for name in QUESTIONS if held[name])


def service_question(name: LocalizedText) -> LocalizedText:
    """What a client reads on a button that leads to the details of a service."""
    asked = {
        code: ABOUT_SERVICE[code].format(service=text)
        for code, text in name.texts.items()
        if code in ABOUT_SERVICE
    }
    return LocalizedText(asked, name.home) if asked else name


def _question(**texts: str) -> LocalizedText:
    return LocalizedText(texts, "en")


QUESTIONS: dict[str, LocalizedText] = {
    "about": _question(
        en="Who are you?",
        es="¿Quién es usted?",
        fr="Qui êtes-vous ?",
        de="Wer sind Sie?",
        pt="Quem é você?",
        it="Chi è lei?",
    ),
    "hours": _question(
        en="What are your working hours?",
        es="¿Cuál es el horario de trabajo?",
        fr="Quels sont les horaires de travail ?",
        de="Wie sind die Arbeitszeiten?",
        pt="Qual é o horário de trabalho?",
        it="Quali sono gli orari di lavoro?",
    ),
    "location": _question(
        en="Where are you based?",
        es="¿Dónde está el lugar de trabajo?",
        fr="Où se trouve le lieu de travail ?",
        de="Wo ist der Arbeitsort?",
        pt="Onde fica o local de trabalho?",
        it="Dov’è la sede di lavoro?",
    ),
    "languages": _question(
        en="Which languages can I speak with you?",
        es="¿En qué idiomas se puede hablar?",
        fr="En quelles langues peut-on parler ?",
        de="In welchen Sprachen kann man sprechen?",
        pt="Em que idiomas se pode falar?",
        it="In quali lingue si può parlare?",
    ),
    "contact": _question(
        en="How can I reach you by e-mail?",
        es="¿Cuál es el correo electrónico de contacto?",
        fr="Quelle est l’adresse e-mail de contact ?",
        de="Wie lautet die E-Mail-Adresse?",
        pt="Qual é o e-mail de contato?",
        it="Qual è l’indirizzo e-mail di contatto?",
    ),
    "vat": _question(
        en="Is VAT included in the prices?",
        es="¿El IVA está incluido en los precios?",
        fr="La TVA est-elle comprise dans les prix ?",
        de="Ist die Mehrwertsteuer in den Preisen enthalten?",
        pt="O IVA está incluído nos preços?",
        it="L’IVA è inclusa nei prezzi?",
    ),
    "deposit": _question(
        en="How much is the deposit?",
        es="¿De cuánto es el anticipo?",
        fr="Quel est le montant de l’acompte ?",
        de="Wie hoch ist die Anzahlung?",
        pt="De quanto é o sinal?",
        it="A quanto ammonta l’acconto?",
    ),
    "validity": _question(
        en="How long is an estimate valid?",
        es="¿Cuánto tiempo es válido un presupuesto?",
        fr="Combien de temps un devis est-il valable ?",
        de="Wie lange gilt ein Kostenvoranschlag?",
        pt="Por quanto tempo vale um orçamento?",
        it="Per quanto tempo è valido un preventivo?",
    ),
}
"""What a client reads on a button that leads to a fact, by the fact's name and by language."""

PHRASINGS: dict[str, tuple[str, ...]] = {
    "about": (
        "Who am I dealing with?",
        "Can you tell me something about yourself?",
        "What is your background?",
        "How long have you been in business?",
    ),
    "hours": (
        "When are you open?",
        "What are your office hours?",
        "Are you open on Saturday?",
        "Do you work at the weekend?",
        "Until what time are you available?",
        "At what time do you open in the morning?",
        "On which days do you work?",
        "What are your opening hours?",
    ),
    "location": (
        "Where are you located?",
        "Which city do you work in?",
        "What country are you in?",
        "What is your address?",
    ),
    "languages": (
        "Do you speak Spanish?",
        "Do you speak English?",
        "Which languages do you speak?",
        "Can we talk in French?",
        "Can I write to you in German?",
    ),
    "contact": (
        "What is your e-mail address?",
        "Can I send you an e-mail?",
        "How do I contact you?",
        "Do you have a website?",
    ),
    "vat": (
        "Are the prices with or without VAT?",
        "Do I have to pay tax on top?",
        "Are your prices net or gross?",
        "Do you charge VAT?",
        "Are taxes included?",
    ),
    "deposit": (
        "How much do I have to pay in advance?",
        "What percentage is due up front?",
        "How high is the down payment?",
    ),
    "validity": (
        "How long does the quote hold?",
        "Until when is the offer valid?",
        "When does the estimate expire?",
        "For how many days is the price guaranteed?",
    ),
}
"""Other ways to ask, in English, the language that is searched."""

ABOUT_SERVICE = {
    "en": "What does “{service}” include?",
    "es": "¿Qué incluye «{service}»?",
    "fr": "Que comprend « {service} » ?",
    "de": "Was umfasst „{service}“?",
    "pt": "O que inclui “{service}”?",
    "it": "Che cosa comprende «{service}»?",
}
"""The question about one service, by language."""

SERVICE_PHRASINGS = (
    "What is included in {service}?",
    "Tell me more about {service}",
    "What exactly do I get with {service}?",
    "What do you need from me for {service}?",
    "How long does {service} take?",
    "How many revisions come with {service}?",
)
"""Other ways to ask for the details of a service, in English."""
