"""gunicorn with this program's settings: one process a core, made by fork so that they share what is loaded."""

from __future__ import annotations

from typing import Any

import click
from gunicorn.app.base import BaseApplication


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    def __init__(self, app: Any, settings: dict[str, Any]) -> None:
        self._app = app
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return self._app


def run(app: Any, address: str, workers: int, ready: str) -> None:
    """Serve a WSGI application until the process is told to stop; say ``ready`` once the address is taken."""
    settings = {
        "bind": address,
        "when_ready": lambda _server: click.echo(ready),
        "workers": workers,
        "threads": 4,
        "worker_class": "gthread",
        "preload_app": True,
        "loglevel": "warning",
        "limit_request_line": 8190,
        "timeout": 60,
        "graceful_timeout": 5,
    }
    _Server(app, settings).run()
