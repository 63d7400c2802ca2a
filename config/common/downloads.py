"""A list as a file to keep: CSV or XLSX by `?format=`."""

from collections.abc import Iterable, Sequence

from django.http import Http404, HttpResponse

from config.common.exports import Column, Row, write_csv, write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def download(name: str, columns: Sequence[Column], rows: Iterable[Row], kind: str) -> HttpResponse:
    """The rows as `name.csv` or `name.xlsx`, saved rather than opened. Any other kind is not found."""
    if kind == "csv":
        content, content_type = write_csv(columns, rows), CSV
    elif kind == "xlsx":
        content, content_type = write_xlsx(name, columns, rows), XLSX
    else:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=content_type, headers=headers)
