"""The ledger, for those who may see it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from merilo_desk.ledger.acts import KINDS
from merilo_desk.ledger.listing import chosen, found, lines, told, who
from merilo_desk.ledger.models import Row
from merilo_desk.newsroom import brought
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.newsroom.telling import THINGS, key

PAGE = 100
COLUMNS = ("number", "at", "username", "who", "act", "deed", "subject", "subject_id", "told", "facts")
# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@login_required
def rows(request: HttpRequest) -> HttpResponse:
    """Acts, newest first, by member, kind, thing and day; further back by the number of the last row shown."""
    require(request.user, Act.SEE_LEDGER)
    wanted = chosen(request.GET)
    fit = found(Row.objects.visible_to(request.user), wanted)
    if before := brought.number(wanted["before"]):
        fit = fit.filter(pk__lt=before)
    page = list(fit[: PAGE + 1])
    read = lines(page[:PAGE], request.user)
    shown = {
        "lines": read,
        "more": page[PAGE - 1].pk if len(page) > PAGE else None,
        "chosen": wanted,
        "one": next((each for each in read if each.subject == wanted["subject"]), None),
        "members": User.objects.visible_to(request.user).order_by("name"),
        "kinds": KINDS,
        "things": sorted(((label, str(each.name)) for label, each in THINGS.items()), key=lambda pair: pair[1]),
    }
    return render(request, "ledger/rows.html", shown)


@login_required
def table(request: HttpRequest) -> StreamingHttpResponse:
    """Hand out everything that fits as a table for a spreadsheet, oldest last, with the codes as they are kept."""
    require(request.user, Act.SEE_LEDGER)
    fit = found(Row.objects.visible_to(request.user), chosen(request.GET))
    response = StreamingHttpResponse(_written(fit.iterator(500)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="ledger.csv"'
    return response


def _written(rows: Iterator[Row]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    # A spreadsheet knows by this mark that the letters are UTF-8.
    yield "\ufeff" + writer.writerow(COLUMNS)
    for row in rows:
        yield writer.writerow([_harmless(each) for each in _cells(row)])


def _cells(row: Row) -> tuple[Any, ...]:
    by = row.by.username if row.by else ""
    facts = json.dumps(row.facts, ensure_ascii=False, sort_keys=True)
    deed = key(row.act, row.facts).partition("/")[2]
    return (row.pk, row.at.isoformat(), by, who(row), row.act, deed, row.subject, row.subject_id, told(row), facts)


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


class _Echo:
    """What a writer of lines writes to, to have each line back."""

    def write(self, line: str) -> str:
        """Give the line back."""
        return line
