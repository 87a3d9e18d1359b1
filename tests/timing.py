"""How long something takes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")


def timed(work: Callable[[], Value]) -> tuple[Value, float]:
    """What some work gives, and the seconds that it took."""
    started = time.perf_counter()
    value = work()
    return value, time.perf_counter() - started
