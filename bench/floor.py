"""What we measure against: a plain idiomatic Django page and write, on the same server.

Signed in, in a transaction, with the same session and user queries; 25 model instances from three
queries through a Django template; three rows in one durable transaction.
"""

import uuid
from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kring.accounts.http import public
from kring.directory.models import Position
from kring.notices.models import Notice


def count_statements(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Tell with each answer how many statements it took."""

    def answer(request: HttpRequest) -> HttpResponse:
        count = 0

        def counting(execute: Callable[..., object], *arguments: object) -> object:
            nonlocal count
            count += 1
            return execute(*arguments)

        with connection.execute_wrapper(counting):
            response = get_response(request)
        response["X-Statements"] = str(count)
        return response

    return answer


@public
@login_required
@transaction.atomic
def page(request: HttpRequest) -> HttpResponse:
    positions = Position.objects.order_by("id").prefetch_related("professional", "organisation")
    found = {"positions": positions[:25], "today": timezone.localdate()}
    return render(request, "floor.html", found)


@public
@login_required
@transaction.atomic
def write(request: HttpRequest) -> HttpResponse:
    about = uuid.uuid4()
    for step in ("one", "two", "three"):
        Notice.objects.create(
            about=about, step=step, whom=request.user.pk, path="/", made_at=timezone.now()
        )
    return HttpResponse("done")
