"""The environment, read once and in one place; a missing variable explains itself."""

import re
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]

env = environ.Env()


def required(name: str, what_for: str) -> str:
    """The value of a variable that production cannot do without, or a sentence saying what to set."""
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}: {what_for}. README, section Production.")
    return value


def site_url(*, default: str) -> str:
    """The address people reach the application at, without a slash at the end, or a sentence saying what to set."""
    value = env.str("SITE_URL", default="") or default
    if not re.fullmatch(r"https?://[A-Za-z0-9][A-Za-z0-9.:\-]*(/[\w./\-]*)?", value):
        raise ImproperlyConfigured(
            f"SITE_URL={value!r} is no address. Set the environment variable SITE_URL to where people open the "
            "application, for example https://kam.example.org. README, section Production."
        )
    return value.rstrip("/")


def database(default_file: Path) -> dict[str, Any]:
    """The database of DATABASE_URL, or SQLite in one file when nothing is set (docs/adr/0003)."""
    url = env.str("DATABASE_URL", default="") or f"sqlite:///{default_file}"
    config: dict[str, Any] = env.db_url_config(url)
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;",
        }
    else:
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    return config
