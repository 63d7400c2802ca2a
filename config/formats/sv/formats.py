"""Finnish number and date forms for this language."""

from config.formats.finnish import *  # noqa: F403  the whole module is the format
