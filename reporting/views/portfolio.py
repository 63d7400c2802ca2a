"""What the account list and the board page share: search form in the address, one page of rows, the export."""

import datetime
from dataclasses import dataclass
from typing import Any, cast

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import get_language, gettext

from accounts_app.models.account import AccountQuerySet
from config.common import exports
from reporting.dashboards.portfolio import (
    COLOURS,
    AccountRow,
    ColourCounts,
    choices_of,
    counts,
    portfolio,
    rows_of,
)
from reporting.dashboards.portfolio_columns import Head, cells, columns_for, heads
from reporting.forms.portfolio import PortfolioForm
from teams.models import User

PER_PAGE = 50
EXPORTS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class PortfolioPage:
    """Everything the table of accounts prints."""

    form: PortfolioForm
    counts: ColourCounts
    colours: tuple[tuple[str, int, bool], ...]  # colour, number of accounts, chosen now
    total: int
    page: Page[Any]
    rows: tuple[AccountRow, ...]
    heads: tuple[Head, ...]
    shows_care: bool
    shows_money: bool


def language() -> str:
    """The language of the reader, Finnish when none is active."""
    return get_language() or "fi"


def search(
    request: HttpRequest, user: User | AnonymousUser, on: datetime.date
) -> tuple[PortfolioForm, AccountQuerySet, AccountQuerySet]:
    """The filled search form, every account of the reader, and those that fit the form."""
    everything = portfolio(user, on=on)
    owners, towns = choices_of(everything, on)
    form = PortfolioForm(request.GET, owners=owners, towns=towns)
    return form, everything, form.narrow(everything, on)


def page_of(
    request: HttpRequest, user: User | AnonymousUser, form: PortfolioForm, fitting: AccountQuerySet, on: datetime.date
) -> PortfolioPage:
    """One page of the fitting accounts."""
    found = counts(fitting)
    status = form.asked("status")
    total = found.by_colour[status] if status else found.total
    ordered = form.ordered(form.coloured(fitting), on)
    paginator: Paginator[Any] = Paginator(ordered, PER_PAGE)
    paginator.count = total  # already counted with the colours
    page = paginator.get_page(request.GET.get("page"))
    return PortfolioPage(
        form=form,
        counts=found,
        colours=tuple((colour, found.by_colour[colour], colour == status) for colour in COLOURS),
        total=total,
        page=page,
        rows=rows_of(cast(AccountQuerySet, page.object_list), user, on=on, lang=language()),
        heads=heads(columns_for(found), form.order),
        shows_care=found.with_care > 0,
        shows_money=found.with_money > 0,
    )


def export(
    user: User | AnonymousUser, form: PortfolioForm, fitting: AccountQuerySet, on: datetime.date, kind: str
) -> HttpResponse:
    """The fitting accounts, all pages of them, with the columns of the page: `kind` is a key of EXPORTS."""
    columns = columns_for(counts(fitting))
    rows = rows_of(form.ordered(form.coloured(fitting), on), user, on=on, lang=language())
    heading = [exports.Column(str(column.label), column.kind) for column in columns]
    title = gettext("accounts")
    made = cells(columns, rows)
    content = exports.write_csv(heading, made) if kind == "csv" else exports.write_xlsx(title, heading, made)
    return HttpResponse(
        content,
        content_type=EXPORTS[kind],
        headers={
            "Content-Disposition": f'attachment; filename="{slugify(title)}-{on.isoformat()}.{kind}"',
            "Cache-Control": "no-store",
        },
    )
