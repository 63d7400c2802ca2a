"""A laptop or the demo: SQLite, no queue, mail printed to the console."""

from config.settings.base import *  # noqa: F403  settings modules are layered by star import
from config.settings.environment import env

DEBUG = env.bool("DEBUG", default=False)
# Signs the sessions of a machine that only answers on 127.0.0.1; production refuses to start without its own.
SECRET_KEY = env.str("SECRET_KEY", default="local-only-not-a-secret-" + "0" * 40)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *env.list("ALLOWED_HOSTS", default=[])]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEMO_LOGINS = env.bool("KAM_DEMO", default=True)
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None  # files are served from where they stand, nothing is collected
