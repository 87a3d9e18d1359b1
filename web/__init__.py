"""How the archive is shown: a read-only Flask application over a collection and its index.

``create_app(settings)`` is the only way in. A blueprint a topic stands in ``pages``; everything a template needs is
prepared there as plain values, so that templates only lay out.
"""

from web.app import create_app, warm_up
from web.settings import Settings

__all__ = ["Settings", "create_app", "warm_up"]
