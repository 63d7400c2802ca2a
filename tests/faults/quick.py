"""The worker and the schedule of the product, with the clock of a rehearsal.

The same tasks as in `config/celery.py`, once a second. `KAM_POISON` names an account that kills whoever builds it, as a
broken library would.
"""

import os

from config.celery import app

OFTEN = ("build-cards", "reconcile-jobs")
app.conf.beat_schedule = {
    name: {"task": entry["task"], "schedule": 1.0} for name, entry in app.conf.beat_schedule.items() if name in OFTEN
}
app.conf.beat_max_loop_interval = 1


def let_one_account_kill() -> None:
    """The building of the account ends the process without a word."""
    from reporting.actions import cards

    build = cards._content

    def content(case, context, *more):
        if context.account_id == int(os.environ["KAM_POISON"]):
            os._exit(9)
        return build(case, context, *more)

    cards._content = content


if os.environ.get("KAM_POISON"):

    @app.on_after_finalize.connect
    def poison(**_values):
        let_one_account_kill()


__all__ = ["app"]
