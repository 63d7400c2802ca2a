"""What `make run` prints before it serves: the address and the demo logins."""

import os
import sys

import django


def text(port: str) -> str:
    """The lines printed, with the logins of the login page's buttons."""
    from config.demo_logins import LABELS, PASSWORD

    lines = [f"\n  Open http://127.0.0.1:{port}\n", f"  Demo logins (password: {PASSWORD})"]
    lines += [f"    {login:<18}{label}" for login, label in LABELS.items()]
    return "\n".join(lines) + "\n\n  Stop with Ctrl-C.\n\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    django.setup()
    sys.stdout.write(text(os.environ.get("PORT", "8000")))
