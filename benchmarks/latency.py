"""What the times of many requests come to."""

from __future__ import annotations

import statistics
from collections.abc import Sequence


def percentiles(took_ms: Sequence[float]) -> tuple[float, float]:
    """The median and the 95th percentile, in milliseconds with one decimal."""
    return round(statistics.median(took_ms), 1), round(statistics.quantiles(took_ms, n=20)[-1], 1)
