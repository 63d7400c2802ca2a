"""The short form of the rehearsed crashes; the long one is `python -m tests.faults --rounds 50` (docs/how-to.md)."""

import os
import shutil
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


def test_a_build_survives_worker_redis_and_postgresql(database_url):
    """kill -9, a Redis emptied and restarted, lost connections, two schedules, double delivery: the same cards."""
    if not shutil.which("redis-server"):
        pytest.skip("needs the program redis-server for a Redis of its own")
    connection.close()  # all connections of the database are cut
    command = [sys.executable, "-m", "tests.faults", "--short", "--database", database_url]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=dict(os.environ), check=False, capture_output=True, text=True, timeout=900
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert "ALL HEALED" in done.stdout
