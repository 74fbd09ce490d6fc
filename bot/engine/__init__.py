"""What runs inside Rasa (Python 3.10): channels, the interpreter, the generator of replies, the tracker store."""
