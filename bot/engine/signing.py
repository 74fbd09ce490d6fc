"""Signs what goes through a browser and must come back unchanged: session tokens and button payloads."""

from __future__ import annotations

from dataclasses import dataclass

from itsdangerous import BadData, URLSafeSerializer, URLSafeTimedSerializer

SESSION_SECONDS = 30 * 24 * 3600


@dataclass(frozen=True)
class Session:
    """Which conversation a token opens, and with which freelancer."""

    conversation: str
    freelancer: str


class Signer:
    """Issues and verifies tokens and payloads with the deployment's secret."""

    def __init__(self, secret: str) -> None:
        self._secret = secret
        self._sessions = URLSafeTimedSerializer(secret, salt="session")

    def token(self, session: Session) -> str:
        """A token that opens the conversation for 30 days."""
        return self._text(self._sessions.dumps({"c": session.conversation, "f": session.freelancer}))

    def session(self, token: object) -> Session | None:
        """The session a token opens; None for one that is forged, expired or no token at all."""
        if not isinstance(token, str) or len(token) > 1000:
            return None
        try:
            opened = self._sessions.loads(token, max_age=SESSION_SECONDS)
            return Session(str(opened["c"]), str(opened["f"]))
        except (BadData, KeyError, TypeError):
            return None

    def payload(self, conversation: str, payload: str) -> str:
        """A button's payload, usable in this conversation only; the same each time."""
        return self._text(self._payloads(conversation).dumps(payload))

    def opened_payload(self, conversation: str, signed: object) -> str | None:
        """The payload this server signed for this conversation; None for anything else."""
        if not isinstance(signed, str) or len(signed) > 8000:
            return None
        try:
            opened = self._payloads(conversation).loads(signed)
        except BadData:
            return None
        return opened if isinstance(opened, str) else None

    def _payloads(self, conversation: str) -> URLSafeSerializer:
        return URLSafeSerializer(self._secret, salt=f"payload:{conversation}")

    @staticmethod
    def _text(signed: str | bytes) -> str:
        return signed.decode() if isinstance(signed, bytes) else signed
