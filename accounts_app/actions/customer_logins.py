"""A login for a contact of the customer: it opens one page, the contact's own account director and deputy."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts_app.models import Contact
from teams.actions.audit_events import record
from teams.models import User


@transaction.atomic
def open_login(*, contact: Contact, by: User) -> User:
    """Create the login; the contact chooses a password through "forgotten password".

    Raises ValidationError when the contact has left, has no e-mail, has a login, or the address is somebody else's.
    """
    locked = Contact.objects.select_for_update().get(pk=contact.pk)
    _check(locked)
    user = User.objects.create_user(username=f"customer-{locked.pk}", email=locked.email, password=None)
    locked.user = user
    locked.save(update_fields=["user"])
    record(act="customer_login.open", subject=locked, by=by, account=locked.account_id)
    return user


@transaction.atomic
def close_login(*, contact: Contact, by: User | None) -> None:
    """Take the login away; the next request with it is a stranger's. Nothing happens when there is none."""
    locked = Contact.objects.select_for_update().get(pk=contact.pk)
    if locked.user is None:
        return
    user, locked.user = locked.user, None
    locked.save(update_fields=["user"])
    user.delete()
    record(act="customer_login.close", subject=locked, by=by, account=locked.account_id)


def _check(contact: Contact) -> None:
    if contact.user_id is not None:
        raise ValidationError(_("The contact already has a login."), code="has_login")
    if contact.left_on is not None:
        raise ValidationError(_("The contact has left the customer."), code="left")
    if not contact.email:
        raise ValidationError(_("Write the contact's e-mail first: the password is chosen through it."), code="email")
    if User.objects.filter(email__iexact=contact.email).exists():
        raise ValidationError(_("No login can be opened for this e-mail address."), code="taken")
