"""Publishing the brief of an account: the newest one is what the account page shows."""

from django.db import models, transaction

from accounts_app.actions import records
from accounts_app.models import Account, AccountBrief
from teams.models import User


@transaction.atomic
def publish(*, form: records.FilledForm, kind: str, by: User) -> models.Model:
    """Write the brief and show the newest one of the account in its directory panel."""

    def show_newest(_row: models.Model) -> None:
        newest = AccountBrief.objects.filter(account=form.account).order_by("-published_on")
        Account.objects.filter(pk=form.account.pk).update(brief=newest[0].text)

    return records.write(form=form, kind=kind, by=by, together=show_newest)
