"""What runs inside Rasa (Python 3.10): channels, the interpreter, replies, the tracker store."""
