"""The page of one account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts_app.models import Account
from accounts_app.recent import remember
from config.common import clock
from reporting.dashboards.account import account_page
from reporting.views.portfolio import language


@require_safe
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """What this reader may know of the account; one that is not visible is answered like one that does not exist."""
    on = clock.today()
    visible = Account.objects.visible_to(request.user, on=on).select_related("judgement", "group", "home_town")
    found = get_object_or_404(visible, pk=pk)
    remember(request.session, found)
    page = account_page(request.user, found, on=on, lang=language(), asked=request.GET.dict())
    return render(request, "reporting/account/detail.html", {"page": page, "account": found, "today": on})
