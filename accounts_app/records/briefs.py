"""What supervisors must know of an account, and who has read it (rule R26)."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts_app.actions import briefs as actions
from accounts_app.briefs import Reader, newest_brief, readers
from accounts_app.forms.records.brief import AcknowledgementForm, BriefForm
from accounts_app.models import AccountBrief, BriefAcknowledgement
from accounts_app.records.kind import Above, Column, Context, RecordKind, nobody, register
from teams.permissions import person_of

WORDS_SHOWN = 24


@dataclass(frozen=True, slots=True)
class BriefAbove:
    """The brief in force, what the reader has to do about it, and for those who answer for it who has read it."""

    brief: AccountBrief
    own: BriefAcknowledgement | None
    may_acknowledge: bool
    readers: tuple[Reader, ...] | None  # None: not for this reader


def _briefs(context: Context) -> QuerySet[AccountBrief]:
    return AccountBrief.objects.filter(account=context.account).order_by("-published_on")


def sees_readers(context: Context) -> bool:
    """Owner, deputy and the area directors of the sites see who has read the brief; nobody else."""
    return context.rights.edit or context.rights.directs


def supervises(context: Context) -> bool:
    """Whoever supervises an active site of the account acknowledges the brief, for oneself only."""
    return context.rights.leads


def _above(context: Context) -> Above | None:
    brief = newest_brief(context.account, context.on)
    if brief is None:
        return None
    own = BriefAcknowledgement.objects.filter(brief=brief, person=person_of(context.user)).first()
    data = BriefAbove(
        brief=brief,
        own=own,
        may_acknowledge=supervises(context) and own is None,
        readers=readers(brief, context.on) if sees_readers(context) else None,
    )
    return Above(template="accounts_app/records/_brief.html", data=data)


def _acknowledgements(context: Context) -> QuerySet[BriefAcknowledgement]:
    rows = BriefAcknowledgement.objects.filter(brief__account=context.account).select_related("brief", "person")
    rows = rows.order_by("-brief__published_on", "-acknowledged_on", "person__name")
    return rows if sees_readers(context) else rows.filter(person=person_of(context.user))


HELP = _("A supervisor of over two weeks who has not acknowledged the newest brief colours the account amber.")

register(
    RecordKind(
        code="brief",
        model=AccountBrief,
        form=BriefForm,
        title=_("Brief of the account"),
        add=_("Publish a new brief"),
        change=_("Correct the brief"),
        empty=_("No brief has been published. It tells supervisors what they must know of the customer."),
        help=HELP,
        columns=(
            Column(label=_("Published on"), value=lambda row: row.published_on, kind="day"),
            Column(label=_("Brief"), value=lambda row: Truncator(row.text).words(WORDS_SHOWN)),
        ),
        rows=_briefs,
        may_delete=False,
        write=actions.publish,
        save=_("Publish"),
        above=_above,
        beside=("acknowledgement",),
    ),
    RecordKind(
        code="acknowledgement",
        model=BriefAcknowledgement,
        form=AcknowledgementForm,
        title=_("Acknowledgements of the brief"),
        add=_("Acknowledge the brief"),
        change=_("Acknowledge the brief"),
        empty=_("No acknowledgement is recorded here."),
        help=HELP,
        columns=(
            Column(label=_("Brief published on"), value=lambda row: row.brief.published_on, kind="day"),
            Column(label=_("Person"), value=lambda row: row.person),
            Column(label=_("Acknowledged on"), value=lambda row: row.acknowledged_on, kind="day"),
        ),
        rows=_acknowledgements,
        may_add=supervises,
        may_change=nobody,
        may_delete=False,
        save=_("I have read the brief"),
        beside=("brief",),
    ),
)
