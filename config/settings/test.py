"""The suite: fast password hashing, mail in memory, every template variable must exist."""

from config.settings.base import *  # noqa: F403  settings modules are layered by star import
from config.settings.base import DATABASES, TEMPLATES
from config.settings.environment import env

SECRET_KEY = "test-" + "0" * 60
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEMO_LOGINS = True
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None  # files are served from where they stand, nothing is collected
CELERY_TASK_ALWAYS_EAGER = True
if env.str("KAM_TEST_DB", default=""):
    DATABASES["default"]["TEST"] = {"NAME": env.str("KAM_TEST_DB")}
if env.str("KAM_TEST_TEMPLATE", default="") and DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"].setdefault("TEST", {})["TEMPLATE"] = env.str("KAM_TEST_TEMPLATE")  # tests/migrated.py


class Undefined(str):
    """Stands for a template variable nobody gave: printing it fails the test instead of printing nothing."""

    def __contains__(self, _part: object) -> bool:
        return True

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"The template prints a variable that is not there: {name}")


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined("%s")
