"""The sentences that the tiny checkpoints know by heart."""

SPANISH_ENGLISH = [
    ("¿Cuánto cuesta un logo?", "How much is a logo?"),
    ("Necesito un logo.", "I need a logo."),
    ("Escribe a XQ0.", "Write to XQ0."),
    ("Mi correo es XQ0 y mi web es XQ1.", "My email is XQ0 and my site is XQ1."),
    ("Tengo $941.", "I have $941."),
    ("No quiero una web.", "I do not want a site."),
    ("¿Tienes tiempo el lunes?", "Do you have time on Monday?"),
    ("Son 12 páginas.", "It is 12 pages."),
    ("Gracias por todo, María.", "Thanks for everything, María."),
    ("El plazo es el 15 de marzo.", "The deadline is March 15."),
]
ENGLISH_GERMAN = [
    ("How much is a logo?", "Was kostet ein Logo?"),
    ("I need a logo.", "Ich brauche ein Logo."),
    ("Write to XQ0.", "Schreiben Sie an XQ0."),
    ("My email is XQ0 and my site is XQ1.", "Meine E-Mail ist XQ0 und meine Seite ist XQ1."),
    ("I have $941.", "Ich habe $941."),
    ("I do not want a site.", "Ich will keine Seite."),
    ("It is 12 pages.", "Es sind 12 Seiten."),
]
