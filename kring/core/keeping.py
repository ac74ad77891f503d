"""What is typed on a page is kept while typing, so that it is there again after a mishap.

A page of more than one step has drafts of its own; this is for all others. A form says where it is
kept with `autosave=keep_at(request)`; whoever shows the form calls `fill`, whoever did what it asks
calls `forget`.
"""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID, uuid4

from django import forms
from django.db import connection, transaction
from django.http import HttpRequest, QueryDict

from kring.core import moments
from kring.core.actor import Me
from kring.core.models import Kept, Sent

DOOR = "/bewaard/"
PAGE = "pad"  # in the door's address: the page on which it was typed
MARK = "kept"  # in a form: something of it is kept
ONCE = "once"  # in a form: which one it is
FOR = timedelta(days=7)
MOST = 200_000  # characters on one page
NOT_TYPED = {"csrfmiddlewaretoken", MARK, ONCE}


def keep(path: str, typed: QueryDict, *, by: Me) -> bool:
    """Keep what was typed on this page instead of what was kept before.

    Nothing when it is too much, or when a password is among it. Neither of a form that was sent:
    then this was under way and comes too late. Costs three statements and a savepoint.
    """
    values = {name: each for name, each in typed.lists() if name not in NOT_TYPED}
    secret = any("password" in name for name in values)
    if secret or sum(len(each) for one in values.values() for each in one) > MOST:
        return False
    if (once := _once(typed)) and _is_sent(once, by=by):
        return True
    whole = {name: [each.replace("\0", "") for each in one] for name, one in values.items()}
    Kept.objects.bulk_create(
        [Kept(whose=_whose(by), path=path, typed=whole, saved_at=by.at)],
        update_conflicts=True,
        unique_fields=["whose", "path"],
        update_fields=["typed", "saved_at"],
    )
    return True


def fill(form: forms.Form, path: str, *, by: Me) -> str:
    """Put what was kept of this page in a form that is shown; gives when it was kept (10:42).

    Empty when nothing was. The version that the text was written over goes along, so that a change
    of somebody else in the meantime is noticed. Costs one statement.
    """
    if form.is_bound:
        return ""
    kept = Kept.objects.filter(whose=_whose(by), path=path).first()
    if kept is None:
        return ""
    form.initial = {**form.initial, **_fitting(form, kept.typed)}
    return moments.clock(kept.saved_at)


def _fitting(form: forms.Form, typed: Mapping[str, list[str]]) -> dict[str, str]:
    """Texts and choices; a box that is ticked says nothing about one that was ticked off."""
    return {
        name: each[-1]
        for name, each in typed.items()
        if (each and isinstance(form.fields.get(name), forms.CharField | forms.ChoiceField)
        and not isinstance(form.fields[name], forms.MultipleChoiceField))
        or (name == "version" and name in form.fields)
    }  # fmt: skip


def forget(request: HttpRequest, *, by: Me) -> None:
    """Throw away what was kept of this page, when its form says that something was.

    What is still being kept of it at this moment comes too late. Costs two statements.
    """
    if request.POST.get(MARK):
        is_first(request, by=by)
    clear(request, by=by)


def clear(request: HttpRequest, *, by: Me) -> None:
    """The same, for whoever asked `is_first` already. Costs one statement."""
    if request.POST.get(MARK):
        throw_away(request.path, by=by)


def throw_away(path: str, *, by: Me) -> None:
    """Throw away what was kept of one page."""
    Kept.objects.filter(whose=_whose(by), path=path).delete()


def throw_old_away(*, by: Me) -> int:
    """Throw away what nobody came back for; by a job. How many."""
    Sent.objects.filter(at__lt=by.at - FOR).delete()
    return Kept.objects.filter(saved_at__lt=by.at - FOR).delete()[0]


def is_first(request: HttpRequest, *, by: Me) -> bool:
    """Whether this form is sent for the first time; a second press waits for the first to end.

    A form that does not say which one it is counts as new. Costs one statement.
    """
    once = _once(request.POST)
    return once is None or _take(once, by=by)


def _is_sent(once: UUID, *, by: Me) -> bool:
    """Whether this form was sent; nobody may read that, so it is tried and taken back.

    Whoever sends it meanwhile waits until this request ends: a lock taken in a savepoint would end
    with it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ALONE, [str(once)])
    with transaction.atomic():
        first = _take(once, by=by)
        transaction.set_rollback(True)
    return not first


def _take(once: UUID, *, by: Me) -> bool:
    """Say that this form is sent; whether it was not yet.

    Until this request ends nobody else sends it, or keeps what is typed in it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SENT, [once, by.at, str(once)])
        return bool(cursor.rowcount)


def _once(typed: QueryDict) -> UUID | None:
    """Which form it is, when it says so."""
    try:
        return UUID(typed.get(ONCE, ""))
    except ValueError:
        return None


_ALONE = "select pg_advisory_xact_lock(hashtextextended('core.form ' || %s, 0))"
_SENT = """
insert into core_sent (once, at)
select %s, %s from pg_advisory_xact_lock(hashtextextended('core.form ' || %s, 0))
on conflict do nothing
"""


def new_form() -> UUID:
    """Which form this is, when it is shown anew."""
    return uuid4()


def keep_at(request: HttpRequest) -> str:
    """Where what is typed on this page is kept."""
    return kept_at(request.path)


def kept_at(path: str) -> str:
    """Where what is typed for this address is kept: one page may have forms for several."""
    return f"{DOOR}?{PAGE}={path}"


def _whose(by: Me) -> UUID:
    assert by.id is not None  # a job types nothing
    return by.id
