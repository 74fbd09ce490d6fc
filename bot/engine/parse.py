"""Classifies English lines with a trained model: `python -m bot.engine.parse MODEL`, for `liaison parse`.

Reads lines from standard input and prints one JSON object a line: intent and confidence.
"""

from __future__ import annotations

import asyncio
import json
import sys

from rasa.core.agent import Agent


async def classify(model: str, lines: list[str]) -> None:
    """Prints the intent and confidence of each line, in order."""
    agent = Agent.load(model)
    for line in lines:
        result = await agent.parse_message(line) if line.strip() else {}
        intent = result.get("intent") or {}
        print(json.dumps({"intent": intent.get("name"), "confidence": intent.get("confidence")}), flush=True)


if __name__ == "__main__":
    asyncio.run(classify(sys.argv[1], sys.stdin.read().splitlines()))
