"""The one way an action says no."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

# What the database says when a row contradicts another, or when the actor may not do this.
_UNIQUE, _FORBIDDEN, _OURS = "23505", "42501", "KR"
# Two got in each other's way and the database let one of them go: a dead lock, or out of order.
_LET_GO = ("40P01", "40001")
# It took longer than a page may wait: somebody holds what it needs, or it is too much to ask.
_TOO_LONG = "57014"
# It is full, shuts down or starts up; a connection that fails has no code at all.
_AWAY = ("08", "53", "57P")


class Refused(Exception):
    """An action was refused; the message is a sentence the user may read, in the own language."""

    def __str__(self) -> str:
        return gettext(super().__str__())


class Changed(Refused):
    """Someone else changed this in the meantime; the form shows both versions."""

    def __init__(self) -> None:
        super().__init__("Een collega heeft dit intussen gewijzigd. Uw tekst staat er nog.")


class Elsewhere(Exception):
    """What stood here goes on at another address; so does the request, with what was typed."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def refuse(reason: str | None) -> None:
    """Raise Refused when there is a reason; do nothing when there is none."""
    if reason is not None:
        raise Refused(reason)


_within: ContextVar[bool] = ContextVar("within an action", default=False)


@contextmanager
def whole() -> Iterator[None]:
    """All that is done inside or nothing. One savepoint: an action inside another joins that one.

    So an action never goes on after another one that it called was refused.
    """
    joins = _within.get() and connection.in_atomic_block
    token = _within.set(True)
    try:
        with transaction.atomic(savepoint=not joins):
            yield
    finally:
        _within.reset(token)


@contextmanager
def or_refuse(reason: str) -> Iterator[None]:
    """Raise Refused with this reason when the database itself refuses what is done inside.

    That is how a race ends, and a mistake of ours: whoever was second, or may not, reads a
    sentence. Other errors stay errors. What was done inside is taken back, with the action that
    it is part of.
    """
    try:
        with whole():
            yield
    except DatabaseError as error:
        state = _state(error)
        if state in (_UNIQUE, _FORBIDDEN) or state.startswith(_OURS):
            raise Refused(reason) from error
        raise


def let_go(error: BaseException | None) -> bool:
    """Whether nothing was done because somebody else was in the way: done anew it may well work."""
    return isinstance(error, DatabaseError) and _state(error) in _LET_GO


def is_busy(error: BaseException | None) -> bool:
    """Whether it was let go, or took too long: nothing was done, and later it may well work."""
    return let_go(error) or (isinstance(error, DatabaseError) and _state(error) == _TOO_LONG)


def is_away(error: BaseException | None) -> bool:
    """Whether the database itself cannot answer now."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    state = _state(error)
    return not state or state.startswith(_AWAY)


def _state(error: BaseException) -> str:
    return getattr(error.__cause__, "sqlstate", None) or ""


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its key: mostly a page that stood open too long. Shows what was typed.

    Only of our own pages: from elsewhere it could be a trap to send it on.
    """
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    context = {"typed": typed(request) if ours else []}
    return render(request, "csrf.html", context, status=403)


def signed_out(request: HttpRequest, *, visit: bool = False) -> HttpResponse:
    """Nobody is signed in any more: what was typed is shown, to send again after signing in.

    It stands in this answer only: not in the address, and not kept by us. A script gets no page.
    `visit`: it was somebody without an account, who comes in by a new link.
    """
    if "X-Requested-With" in request.headers or "HX-Request" in request.headers:
        return HttpResponse(status=401)  # the text waits in the page that it stands in
    context = {"typed": typed(request), "visit": visit}
    return render(request, "signed_out.html", context, status=401)


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What a form sent, by name; nothing at all when a password is among it."""
    if any("password" in name for name in request.POST):
        return []
    lists = request.POST.lists()
    return [
        (name, value) for name, values in lists for value in values if name != "csrfmiddlewaretoken"
    ]
