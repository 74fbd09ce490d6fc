"""The questions that a freelancer's policies answer, in the words of clients."""

from __future__ import annotations

from bot.services.text import LocalizedText


def _question(**texts: str) -> LocalizedText:
    return LocalizedText(texts, "en")


QUESTIONS: dict[str, LocalizedText] = {
    "revisions": _question(
        en="How many changes are included?",
        es="¿Cuántos cambios están incluidos?",
        fr="Combien de modifications sont comprises ?",
        de="Wie viele Änderungen sind enthalten?",
        pt="Quantas alterações estão incluídas?",
        it="Quante modifiche sono incluse?",
    ),
    "payment": _question(
        en="How and when do I pay?",
        es="¿Cómo y cuándo se paga?",
        fr="Comment et quand se fait le paiement ?",
        de="Wie und wann wird bezahlt?",
        pt="Como e quando é feito o pagamento?",
        it="Come e quando si paga?",
    ),
    "cancellation": _question(
        en="What happens if I cancel?",
        es="¿Qué pasa si cancelo?",
        fr="Que se passe-t-il si j’annule ?",
        de="Was passiert, wenn ich absage?",
        pt="O que acontece se eu cancelar?",
        it="Cosa succede se annullo?",
    ),
    "rights": _question(
        en="Who owns the rights to the work?",
        es="¿De quién son los derechos del trabajo?",
        fr="À qui appartiennent les droits sur le travail ?",
        de="Wem gehören die Rechte an der Arbeit?",
        pt="A quem pertencem os direitos do trabalho?",
        it="A chi appartengono i diritti sul lavoro?",
    ),
    "confidentiality": _question(
        en="Is my material kept confidential?",
        es="¿Se trata mi material de forma confidencial?",
        fr="Mes documents restent-ils confidentiels ?",
        de="Werden meine Unterlagen vertraulich behandelt?",
        pt="O meu material é tratado com confidencialidade?",
        it="Il mio materiale viene trattato in modo riservato?",
    ),
}
"""What a client reads on a button that leads to a policy, by the policy's name and by language."""

PHRASINGS: dict[str, tuple[str, ...]] = {
    "revisions": (
        "How many revisions are included?",
        "Do you charge for revisions?",
        "What if I don't like it?",
        "Can I ask for changes or corrections afterwards?",
        "How many rounds of feedback do I get?",
        "What do additional modifications cost?",
    ),
    "payment": (
        "How can I pay?",
        "Which payment methods do you accept?",
        "Can I pay by bank transfer, card or PayPal?",
        "When do I have to pay?",
        "Do I have to pay in advance, is there a deposit?",
        "What are your payment terms?",
        "Can I pay in instalments?",
        "How many days do I have to pay the invoice?",
    ),
    "cancellation": (
        "What if I cancel?",
        "Can I cancel the order at any time?",
        "What is your cancellation policy?",
        "Do I get my money back if I stop halfway?",
        "Can I get a refund?",
        "Can I withdraw from the contract?",
        "What does it cost to call off the project?",
        "Can I move or cancel an appointment?",
    ),
    "rights": (
        "Who has the copyright?",
        "Do I own the result afterwards?",
        "May I use it commercially?",
        "What usage rights or licence do I get?",
        "Is the intellectual property mine?",
        "Can I resell, change or publish the work?",
    ),
    "confidentiality": (
        "Do you sign an NDA?",
        "Can we sign a non-disclosure agreement?",
        "Are my documents safe with you?",
        "Do you treat my data as confidential?",
        "Who gets to see my files?",
        "What do you do with my documents afterwards?",
        "Can you keep it secret?",
    ),
}
"""Other ways to ask, in English, the language that is searched."""
