#!/usr/bin/env python3
"""Runs management commands; `make run` and `make test` call it for you."""

import os
import sys


def main() -> None:
    """Hand the command line to Django with the local settings unless told otherwise."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
