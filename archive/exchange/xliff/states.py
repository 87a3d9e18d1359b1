"""The archive's states and those of XLIFF."""

from __future__ import annotations

CATEGORY = "duizhao"
"""Of our metadata, and the authority of our ``subState``."""
_WRITTEN = {"confirmed": "final", "computed": "translated", "stale": "initial", "digest": "initial"}
_READ = {"final": "confirmed", "reviewed": "confirmed", "signed-off": "confirmed", "translated": "computed"}


def written_state(state: str, *, is_translated: bool) -> str:
    """The state of a segment: ``initial``, ``translated`` or ``final``."""
    return _WRITTEN.get(state, "translated" if is_translated else "initial")


def read_state(state: str, ours: str | None, *, is_translated: bool) -> str:
    """The archive's state. What a program changed wins over ``ours``, which our metadata kept (None: the file is not ours)."""
    if ours is not None and written_state(ours, is_translated=is_translated) == state:
        return ours
    return _READ.get(state, "")
