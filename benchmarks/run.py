"""All benchmarks in one run, as tables and as benchmarks/results/latest.json: `python -m benchmarks.run`."""

from __future__ import annotations

import json
import platform
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks import languages, translation, turns
from benchmarks.liaison import liaison

RESULTS = Path(__file__).resolve().parent / "results" / "latest.json"
out = Console()


def main() -> None:
    """Measures start, memory and turns, then translation; the machine should have nothing else to do."""
    with liaison() as started:
        start = {"seconds_to_ready": round(started.seconds, 1), "memory_mb_ready": started.memory_mb()}
        rows = turns.measure(started)
        start["memory_mb_after"] = started.memory_mb()
        crowd = languages.measure(started)
    results: dict[str, Any] = {
        "machine": platform.processor() or platform.machine(),
        "start": start,
        "turns": rows,
        "turn_ratios": ratios(rows),
        "languages": crowd,
        "translation": translation.measure(),
    }
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=2))
    out.print_json(json.dumps(start))
    _table("Turns", rows)
    _table("Ratios (aims: website/stock at least 3, Spanish/English at most 2)", results["turn_ratios"])
    _table("Five languages at once", crowd)
    _table("Translation", results["translation"])
    out.print(f"Written to {RESULTS.relative_to(Path.cwd())}")


def ratios(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """By number of clients: our turns per second by stock Rasa's, and a Spanish median by an English one."""
    found = {(row["channel"], row["language"], row["clients"]): row for row in rows}
    result = []
    for clients in turns.CLIENTS:
        english, spanish = (found["website", language, clients] for language in ("en", "es"))
        stock = found[turns.STOCK, "en", clients]
        in_memory = found[turns.STOCK_IN_MEMORY, "en", clients]
        result.append(
            {
                "clients": clients,
                "website_by_stock": round(english["turns_per_s"] / stock["turns_per_s"], 2),
                "website_by_stock_in_memory": round(english["turns_per_s"] / in_memory["turns_per_s"], 2),
                "spanish_by_english": round(spanish["p50_ms"] / english["p50_ms"], 2),
            }
        )
    return result


def _table(title: str, rows: list[dict[str, Any]]) -> None:
    table = Table(*(rows[0] if rows else {}), title=title)
    for row in rows:
        table.add_row(*(str(value) for value in row.values()))
    out.print(table)


if __name__ == "__main__":
    main()
