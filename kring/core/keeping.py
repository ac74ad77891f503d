"""What is typed on a page is kept while typing, so that it is there again after a mishap.

A page of more than one step has drafts of its own; this is for all others. A form says where it is
kept with `autosave=keep_at(request)`; whoever shows the form calls `fill`, whoever did what it asks
calls `forget`.
"""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID, uuid4

from django import forms
from django.db import connection
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

    Nothing when it is too much, or when a password is among it. Costs one statement.
    """
    values = {name: each for name, each in typed.lists() if name not in NOT_TYPED}
    secret = any("password" in name for name in values)
    if secret or sum(len(each) for one in values.values() for each in one) > MOST:
        return False
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
    """Throw away what was kept of this page, when its form says that something was."""
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
    try:
        once = UUID(request.POST.get(ONCE, ""))
    except ValueError:
        return True
    with connection.cursor() as cursor:
        cursor.execute(_SENT, [once, by.at])
        return bool(cursor.rowcount)


_SENT = "insert into core_sent (once, at) values (%s, %s) on conflict do nothing"


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
