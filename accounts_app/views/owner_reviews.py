"""Yearly reviews of owners: the list, and one with both sides and the facts beside them (domain.md 4.5)."""

import datetime
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts_app.forms.owner_review import ManagerSideForm, OwnerSideForm
from accounts_app.naming.owner_reviews import facts_of, is_overdue, review_rights, reviews_of
from config.common import clock
from teams.actions import owner_reviews as actions
from teams.models import OwnerReview, User


@require_safe
def owner_review_list(request: HttpRequest) -> HttpResponse:
    """The reviews the reader may read: own, own people's, all for human resources."""
    on = clock.today()
    rows = [(review, is_overdue(review, on)) for review in reviews_of(request.user, on)]
    return render(request, "accounts_app/owner_reviews/list.html", {"reviews": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def owner_review(request: HttpRequest, pk: int) -> HttpResponse:
    """One review. Owner and manager each write their own side; `side` says which form was sent."""
    on = clock.today()
    review = get_object_or_404(OwnerReview.objects.select_related("owner", "manager"), pk=pk)
    held = review_rights(request.user, review, on)
    if not held.read:
        raise PermissionDenied
    side = request.POST.get("side") if request.method == "POST" else None
    if side is not None and not {"owner": held.is_owner, "manager": held.is_manager}.get(side, False):
        raise PermissionDenied
    own = OwnerSideForm(request.POST if side == "owner" else None, initial=model_to_dict(review))
    manager = ManagerSideForm(request.POST if side == "manager" else None, initial=_managers_answer(review))
    if _written(request, review, own, manager, on):
        messages.success(request, gettext("Your side of the review is saved."))
        return redirect("teams:owner_review", pk=pk)
    page = {
        "review": review,
        "is_overdue": is_overdue(review, on),
        "facts": facts_of(review.owner, request.user, on),
        "own_form": own if held.is_owner else None,
        "manager_form": manager if held.is_manager else None,
        "wrong": next((form for form in (own, manager) if form.errors), None),
    }
    return render(request, "accounts_app/owner_reviews/detail.html", page, status=422 if page["wrong"] else 200)


def _written(
    request: HttpRequest, review: OwnerReview, own: OwnerSideForm, manager: ManagerSideForm, on: datetime.date
) -> bool:
    """Write the side that was sent: the form of the other one is not bound and so never valid."""
    by = cast(User, request.user)
    if own.is_valid():
        actions.answer_as_owner(review=review, on=on, by=by, **own.cleaned_data)
        return True
    if manager.is_valid():
        actions.answer_as_manager(review=review, on=on, by=by, **manager.cleaned_data)
        return True
    return False


def _managers_answer(review: OwnerReview) -> dict[str, str]:
    right = "" if review.is_right_person is None else "yes" if review.is_right_person else "no"
    return {"is_right_person": right, "feedback": review.feedback, "decision": review.decision}
