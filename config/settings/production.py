"""Behind HTTPS: nothing has a default that would be unsafe. README, section Production."""

from config.settings.base import *  # noqa: F403  settings modules are layered by star import
from config.settings.environment import env, required, site_url

DEBUG = False
SECRET_KEY = required("SECRET_KEY", "a long random text that signs sessions, kept secret")
HOSTS = required("ALLOWED_HOSTS", "the host names people type, separated by commas")
ALLOWED_HOSTS = [host.strip() for host in HOSTS.split(",") if host.strip()]
# Without SITE_URL the links in mails lead to the first host name.
SITE_URL = site_url(default=f"https://{ALLOWED_HOSTS[0] if ALLOWED_HOSTS else ''}")
required("DATABASE_URL", "the database, for example postgres://user:password@host:5432/name")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-kam-session"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="kam@localhost")
