"""The login. What a person is and may do stands on `Person` and `RoleGrant`."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

LANGUAGES = [("fi", "Suomi"), ("en", "English"), ("sv", "Svenska")]


class User(AbstractUser):
    """A login with the language its reader chose."""

    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="fi")
    wants_mail = models.BooleanField(_("tell me by mail too"), default=True)

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
