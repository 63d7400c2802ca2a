"""The page of one account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts_app.actions import views_of
from accounts_app.models import Account
from accounts_app.recent import remember
from config.common import clock
from reporting.closes_read import with_months
from reporting.dashboards.account import account_page
from reporting.overrides import with_open_override
from reporting.views.portfolio import language
from teams.permissions import has_permission
from teams.roles import Permission


@require_safe
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """What this reader may know of the account; one that is not visible is answered like one that does not exist."""
    on = clock.today()
    visible = with_open_override(with_months(Account.objects.visible_to(request.user, on=on)))
    found = get_object_or_404(visible.select_related("judgement", "group", "home_town"), pk=pk)
    remember(request.session, found)
    if found.confidentiality == Account.Confidentiality.SECRET or found.barrier_group_id is not None:
        views_of.note(user=request.user, account=found, what=views_of.SECRET, on=on)
    page = account_page(request.user, found, on=on, lang=language(), asked=request.GET.dict())
    may_refresh = page.rights.edit or has_permission(request.user, Permission.REFRESH_STATUS, on=on)
    context = {"page": page, "account": found, "today": on, "may_refresh": may_refresh}
    return render(request, "reporting/account/detail.html", context)
