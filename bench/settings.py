"""Local settings on a throw-away database, with the bare view added."""

from config.settings.local import *  # noqa: F403  settings modules are layered by star import

ROOT_URLCONF = "bench.urls"
