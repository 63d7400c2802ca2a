"""The acts of the trail in words a reader understands."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts_app.records.register_all import KINDS

Words = str | Promise
ACTS: Mapping[str, Words] = {
    "appoint": gettext_lazy("named a responsible person"),
    "end_assignment": gettext_lazy("ended a responsibility"),
    "generate_clock": gettext_lazy("made the annual clock"),
    "link_clock_evidence": gettext_lazy("tied meetings to the annual clock"),
    "add_person": gettext_lazy("added a person"),
    "give_login": gettext_lazy("gave a login"),
    "grant_role": gettext_lazy("gave a role"),
    "seat_on_board": gettext_lazy("seated somebody on the board"),
    "refresh_status": gettext_lazy("had the colours computed anew"),
    "close_month": gettext_lazy("closed a month"),
    "load_delivery": gettext_lazy("loaded a delivery"),
    "upload_delivery": gettext_lazy("brought in a delivery"),
    "cancel_delivery": gettext_lazy("cancelled a delivery"),
    "load_demo": gettext_lazy("loaded the demo"),
    "limits.change": gettext_lazy("changed a limit"),
    "limits.take_back": gettext_lazy("took a limit back"),
    "card.comment": gettext_lazy("commented a quality card"),
    "card.publish": gettext_lazy("published a quality card"),
    "card.correct": gettext_lazy("began the correction of a quality card"),
    "card.redact": gettext_lazy("took the names of people out of an old quality card"),
    "account.exit": gettext_lazy("approved a managed exit"),
    "account.exit_back": gettext_lazy("took a managed exit back"),
    "board_meeting.plan": gettext_lazy("planned a meeting of the board"),
    "board_meeting.change": gettext_lazy("changed a meeting of the board"),
    "board_meeting.freeze": gettext_lazy("froze the pack of a meeting"),
    "board_meeting.close": gettext_lazy("froze the minutes of a meeting"),
    "board_meeting.redact": gettext_lazy("took the names of people out of an old meeting of the board"),
    "stance.take": gettext_lazy("recorded a stance of the board"),
    "stance.undo": gettext_lazy("undid a stance of the board"),
    "override.approve": gettext_lazy("approved a better colour"),
    "override.reject": gettext_lazy("rejected a better colour"),
    "override.withdraw": gettext_lazy("withdrew a colour set by hand"),
    "override.expired": gettext_lazy("a colour set by hand expired"),
    "override.cancelled": gettext_lazy("the computed colour overtook one set by hand"),
    "absence.add": gettext_lazy("added an absence"),
    "absence.change": gettext_lazy("changed an absence"),
    "absence.end": gettext_lazy("ended an absence"),
    "absence.delete": gettext_lazy("took an absence away"),
    "pool.add": gettext_lazy("put somebody into the pool of a region"),
    "pool.end": gettext_lazy("took somebody from the pool of a region"),
    "propose_nomination": gettext_lazy("proposed a nomination"),
    "answer_nomination": gettext_lazy("answered a nomination"),
    "confirm_nomination": gettext_lazy("confirmed a nomination"),
    "withdraw_nomination": gettext_lazy("withdrew a nomination"),
    "decide_ownership_policy": gettext_lazy("decided who may own nationwide accounts"),
    "move_ownership": gettext_lazy("moved the ownership"),
    "transfer_account": gettext_lazy("transferred the account"),
    "open_handover": gettext_lazy("opened a handover"),
    "mark_handover_step": gettext_lazy("marked a step of the handover"),
    "gather_handover_package": gettext_lazy("gathered the package of the handover"),
    "write_handover_package": gettext_lazy("wrote the package of the handover"),
    "sign_handover": gettext_lazy("signed the handover"),
    "finish_handover": gettext_lazy("finished the handover"),
    "cancel_handover": gettext_lazy("cancelled the handover"),
    "plan_owner_review": gettext_lazy("planned a yearly review"),
    "answer_owner_review": gettext_lazy("answered a yearly review"),
    "answer_willingness": gettext_lazy("answered about customer work"),
    "write_assignment_brief": gettext_lazy("wrote an assignment brief"),
    "read_assignment_brief": gettext_lazy("read an assignment brief"),
    "write_sparring_note": gettext_lazy("wrote a note of a sparring talk"),
    "owner_report.add": gettext_lazy("reported a wrong owner"),
    "owner_report.answer": gettext_lazy("answered a report of a wrong owner"),
    "instruction.give": gettext_lazy("gave an instruction of the board"),
    "instruction.acknowledged": gettext_lazy("acknowledged an instruction"),
    "instruction.under_way": gettext_lazy("began to carry out an instruction"),
    "instruction.change_proposed": gettext_lazy("proposed a change to an instruction"),
    "instruction.change_accepted": gettext_lazy("accepted a change to an instruction"),
    "instruction.change_refused": gettext_lazy("kept an instruction as it was"),
    "instruction.done": gettext_lazy("carried out an instruction"),
    "instruction.sent_back": gettext_lazy("sent an instruction back"),
    "instruction.closed": gettext_lazy("closed an instruction"),
    "instruction.cancelled": gettext_lazy("cancelled an instruction"),
    "notices.wishes": gettext_lazy("changed how to be told"),
    "board_request.ask": gettext_lazy("asked the board"),
    "board_request.answer": gettext_lazy("answered a request to the board"),
    "board_request.withdraw": gettext_lazy("took a request to the board back"),
    "path.add": gettext_lazy("added an action to the path to green"),
    "path.change": gettext_lazy("changed an action of the path to green"),
    "path.finish": gettext_lazy("carried out an action of the path to green"),
    "path.move": gettext_lazy("gave an action of the path to green to the new owner"),
    "opportunity.move": gettext_lazy("gave an opportunity to the new owner"),
    "path.drop": gettext_lazy("dropped an action of the path to green"),
    "customer_login.open": gettext_lazy("opened a login of the customer"),
    "customer_login.close": gettext_lazy("closed a login of the customer"),
    "override.propose": gettext_lazy("proposed another colour"),
    "override.renew": gettext_lazy("renewed a colour set by hand"),
    "member.add": gettext_lazy("named a member"),
    "member.end": gettext_lazy("ended a membership"),
    "account.close": gettext_lazy("changed who may know of the account"),
    "barrier.add": gettext_lazy("made a side of a barrier"),
    "barrier.member_add": gettext_lazy("put somebody on a side of a barrier"),
    "barrier.member_end": gettext_lazy("took somebody from a side of a barrier"),
    "access.ask": gettext_lazy("asked for access"),
    "access.grant": gettext_lazy("granted access"),
    "access.refuse": gettext_lazy("refused access"),
    "access.withdraw": gettext_lazy("withdrew a request for access"),
    "access.break_glass": gettext_lazy("asked for an account by break-glass"),
    "access.break_glass_reached": gettext_lazy("break-glass was asked for the account"),
    "contact.anonymise": gettext_lazy("anonymised a contact"),
    "contact.export": gettext_lazy("exported what is kept about a contact"),
    "privacy.retention": gettext_lazy("removed what was kept long enough"),
    "view.card": gettext_lazy("looked at a quality card"),
    "view.export": gettext_lazy("took figures out as a file"),
    "view.contacts": gettext_lazy("looked at the list of contacts"),
    "view.secret": gettext_lazy("opened the page of a secret account"),
    "view.contact_data": gettext_lazy("looked at what is kept about a contact"),
}
VERBS: Mapping[str, Words] = {
    "add": gettext_lazy("added"),
    "change": gettext_lazy("corrected"),
    "delete": gettext_lazy("taken away"),
    "move": gettext_lazy("moved"),
}


def words_of(act: str) -> str:
    """The act in words; a record kept by hand is named by its kind, anything unknown by itself."""
    if act in ACTS:
        return str(ACTS[act])
    code, _dot, verb = act.rpartition(".")
    if code in KINDS and verb in VERBS:
        return _("%(kind)s: %(verb)s") % {"kind": KINDS[code].title, "verb": VERBS[verb]}
    return act.replace("_", " ").replace(".", ": ")


def known_acts() -> list[tuple[str, str]]:
    """Acts to search by, in the order of their words."""
    kinds = [f"{code}.{verb}" for code in KINDS for verb in VERBS]
    return sorted(((act, words_of(act)) for act in (*ACTS, *kinds)), key=lambda pair: pair[1].casefold())
