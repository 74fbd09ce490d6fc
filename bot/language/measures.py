"""What translation counts for /metrics."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

TRANSLATIONS = Counter("liaison_translations", "Texts translated, by how they came to be.", ("made",))
REJECTED = Counter("liaison_translation_rejected", "Model outputs that failed a check.", ("reason",))
CACHE = Counter("liaison_translation_cache", "Sentences looked up in the cache.", ("result",))
LOADS = Counter("liaison_translation_model_loads", "Models loaded into memory.", ("model",))
WAITING = Gauge("liaison_translation_waiting", "Sentences waiting for a model.")
MEMORY = Gauge("liaison_translation_memory_megabytes", "Memory the loaded models hold, roughly.")
SECONDS = Histogram(
    "liaison_translation_seconds",
    "Time one text took to translate.",
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
)
