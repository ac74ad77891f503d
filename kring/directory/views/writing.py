"""A small page with one form: ask, do one thing, go back; no text is lost."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from kring.accounts.http import SignedIn
from kring.core import htmx
from kring.core.errors import Changed, Refused
from kring.core.forms import Form


@dataclass(frozen=True, kw_only=True)
class Page:
    """What the page says. `back`: the address one came from, under the name `back_label`.

    `lands`: the name of a page that comes instead, of what saving made (its id).
    `at`: the field at which a refusal stands; without it, at the form.
    `now`: the version that is there when someone else was first; sending again replaces theirs.
    """

    title: str
    button: str
    done: str
    back: str
    back_label: str
    lead: str = ""
    lands: str = ""
    undo: str = ""
    at: str | None = None
    now: Callable[[], int] | None = None
    template: str = "directory/write.html"
    more: dict[str, Any] = field(default_factory=dict)


def typed(request: SignedIn) -> Any:
    """What was posted, or nothing yet."""
    return request.POST if request.method == "POST" else None


def write(
    request: SignedIn, form: Form, page: Page, save: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    """Save what was typed and go back, or show the page again with what is in the way."""
    context = page.more | {"form": form, "page": page, "changed": False}
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            made = save(form.cleaned_data)
        except Changed as conflict:
            status, context["changed"] = 409, True
            _again(form, page, conflict)
        except Refused as refusal:
            form.add_error(page.at, str(refusal))
        else:
            htmx.say(request, page.done, undo=page.undo)
            return redirect(page.lands, made) if page.lands else redirect(page.back)
    return htmx.render(request, page.template, context, status=status)


def _again(form: Form, page: Page, conflict: Changed) -> None:
    if page.now is not None:
        posted: Any = form.data
        form.data = posted = posted.copy()
        posted["version"] = page.now()
    form.add_error(None, str(conflict))


def chosen(value: str) -> str | None:
    """What was chosen in a list, or nothing."""
    return value or None
