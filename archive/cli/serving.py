"""``archive serve``: the pages on a production server."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from archive.cli.indexing import index_problems
from archive.cli.output import echo_problems

if TYPE_CHECKING:
    from archive.cli.settings import Settings


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to listen on.")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=None, show_default="one for each core", help="How many processes answer."
)
@click.pass_obj
def serve(settings: Settings, host: str, port: int, workers: int | None) -> None:
    """Bring the index up to date and serve the archive until stopped (Ctrl-C)."""
    from archive.cli.server import run
    from web import create_app, warm_up
    from web.settings import Settings as WebSettings

    if not settings.collection.is_dir():
        click.echo(f"archive: {settings.collection} is not there; an empty archive is served", err=True)
    echo_problems(index_problems(settings))
    app = create_app(WebSettings(collection=settings.collection, index=settings.index))
    warm_up(app)
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    run(
        app,
        address,
        workers or os.cpu_count() or 1,
        f"Duizhao serves {settings.collection} on http://{address} (Ctrl-C stops it)",
    )
