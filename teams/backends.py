"""Who a session belongs to."""

from allauth.account.auth_backends import AuthenticationBackend

from teams.models import User


class LoginBackend(AuthenticationBackend):
    """The login library's own way, but every page needs the person too: both are read together."""

    def get_user(self, user_id: int) -> User | None:
        """The active login with its person; None when it is gone or closed."""
        user: User | None = User.objects.select_related("person").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
