"""Classifies lines with a trained model, in the engine's Python: MODEL as argument, lines in, JSON out."""

from __future__ import annotations

import asyncio
import json
import sys

from rasa.core.agent import load_agent


async def main(model: str, lines: list[str]) -> None:
    """Print the intent and confidence of each line."""
    agent = await load_agent(model_path=model)
    for line in lines:
        intent = (await agent.parse_message(line))["intent"]
        print(json.dumps({"intent": intent["name"], "confidence": intent["confidence"]}))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.stdin.read().splitlines()))
