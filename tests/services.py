"""Which services this machine offers to the suite; where KAM_REQUIRE_SERVICES=1 a missing one is a failure."""

import os
import shutil
import socket
from urllib.parse import urlsplit

POSTGRES_URL = os.environ.get("KAM_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
REDIS_URL = os.environ.get("KAM_REDIS_URL", "redis://127.0.0.1:6379/15")
REQUIRED = os.environ.get("KAM_REQUIRE_SERVICES") == "1"


def reachable(url: str, default_port: int) -> bool:
    """Whether something listens at the address."""
    parts = urlsplit(url)
    try:
        with socket.create_connection((parts.hostname or "127.0.0.1", parts.port or default_port), timeout=2):
            return True
    except OSError:
        return False


def postgres() -> bool:
    """Whether PostgreSQL answers."""
    return reachable(POSTGRES_URL, 5432)


def redis() -> bool:
    """Whether Redis answers."""
    return reachable(REDIS_URL, 6379)


def chromium() -> str | None:
    """Path of Debian's chromium, if it is installed."""
    return shutil.which("chromium")
