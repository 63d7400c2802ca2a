"""Measures the board page and the owner search against a bare view, at 100, 1 000 and 10 000 accounts.

Everything runs in one process group on one machine in one run, so the ratio says something and the seconds do not.
`make bench`, or with another database: `DATABASE_URL=postgres://… make bench` (an empty database of its own).
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection
from urllib.parse import quote

SIZES = (100, 1_000, 10_000)
REPEATS = 15
PORT = int(os.environ.get("BENCH_PORT", "8765"))


def measure(path: str, cookie: str) -> float:
    """Median seconds of one address over one kept connection, after two rounds of warming up."""
    times = []
    connection = HTTPConnection("127.0.0.1", PORT, timeout=120)
    for _ in range(REPEATS + 2):
        started = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        times.append(time.perf_counter() - started)
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}")
    connection.close()
    return statistics.median(times[2:])


def serve() -> subprocess.Popen[bytes]:
    """The server a customer would run: gunicorn with one process."""
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{PORT}", "--threads", "2"]
    server = subprocess.Popen([*command, "--log-level", "error"])
    for _ in range(100):
        try:
            HTTPConnection("127.0.0.1", PORT, timeout=1).connect()
        except OSError:
            time.sleep(0.1)
        else:
            return server
    raise SystemExit("The server did not start.")


def log_in() -> str:
    """A session cookie of somebody who may open the board."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from bench.seed import chair

    user = chair()
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def main() -> None:
    """Print one line per size: the bare view in ms and the pages as multiples of it."""
    import django
    from django.core.management import call_command

    django.setup()
    from bench.seed import grow_to

    call_command("migrate", verbosity=0)
    cookie = log_in()
    pages = {"board": "/board/", "search": "/accounts/search/?q=" + quote("tarulinan hoivakodt")}
    print(f"{'accounts':>9} {'bare ms':>9} " + " ".join(f"{name + ' ×':>10}" for name in pages))
    for size in SIZES:
        grow_to(size)
        server = serve()
        try:
            bare = measure("/bare/", cookie)
            ratios = [measure(path, cookie) / bare for path in pages.values()]
        finally:
            server.terminate()
            server.wait()
        print(f"{size:>9} {bare * 1000:>9.1f} " + " ".join(f"{ratio:>10.1f}" for ratio in ratios), flush=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
        os.environ["KAM_TODAY"] = "2026-09-11"
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        main()
