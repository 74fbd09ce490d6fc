"""Classifies messages with a trained model: `python -m bot.engine.parse MODEL`, for `liaison parse`.

Reads one JSON object a line from standard input, what a client wrote (`original`) and its `english`, and
prints one a line: intent and confidence.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor


async def classify(model: str, lines: list[str]) -> None:
    """Prints the intent and confidence of the message on each line, in order."""
    processor: MessageProcessor = Agent.load(model).processor
    for line in lines:
        message = json.loads(line)
        intent: dict[str, Any] = {}
        if message["english"].strip():
            about = {"original": message["original"]}
            result = await processor.parse_message(UserMessage(message["english"], metadata=about))
            intent = result.get("intent") or {}
        print(json.dumps({"intent": intent.get("name"), "confidence": intent.get("confidence")}), flush=True)


if __name__ == "__main__":
    asyncio.run(classify(sys.argv[1], sys.stdin.read().splitlines()))
