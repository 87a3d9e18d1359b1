"""Where what takes long to make is kept between processes: the user's own folder, not the shared temporary one, which others can
write."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def cache_folder() -> Path:
    """``$XDG_CACHE_HOME/duizhao`` or ``~/.cache/duizhao``, made if it can be: without it things are made at every start."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "duizhao"
    with suppress(OSError):
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return home
