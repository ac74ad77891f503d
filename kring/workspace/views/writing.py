"""A small page with one form about a household: ask, do one thing, go back; no text is lost."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from kring.accounts.http import SignedIn
from kring.core import htmx, keeping
from kring.core.errors import Changed, Refused
from kring.core.forms import Form
from kring.workspace.queries import household as queries
from kring.workspace.queries.household import Household

TEMPLATE = "workspace/household/write.html"
Save = Callable[[dict[str, Any]], object]


@dataclass(frozen=True, kw_only=True)
class Page:
    """What the page says. `back`: the tab one came from and returns to, unless `then` comes after.

    `theirs`: what stands there now (version and text), shown beside one's own when someone else
    was first. `more`: what else its own `template` shows. `leaves`: whoever did it may no longer
    see the household, and then goes to their own work.
    """

    title: str
    button: str
    done: str
    back: str = "plan"
    then: str = ""
    leaves: bool = False
    lead: str = ""
    theirs: Callable[[], tuple[int, str]] | None = None
    template: str = TEMPLATE
    more: dict[str, Any] = field(default_factory=dict)


def typed(request: SignedIn) -> Any:
    """What was posted, or nothing yet."""
    return request.POST if request.method == "POST" else None


def write(
    request: SignedIn, household: Household, form: Form, page: Page, save: Save
) -> HttpResponse:
    """The page: save what was typed and go back, or show it again with what is in the way."""
    context = page.more | {"household": household, "form": form, "page": page, "theirs": ""}
    context["saved"] = keeping.fill(form, request.path, by=request.me)
    if not form.is_bound or not form.is_valid():
        return htmx.render(request, page.template, context, status=422 if form.is_bound else 200)
    try:
        if keeping.is_first(request, by=request.me):
            save(form.cleaned_data)
    except Changed as conflict:
        return _both(request, context, conflict)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return htmx.render(request, page.template, context, status=422)
    keeping.clear(request, by=request.me)
    htmx.say(request, page.done)
    if page.leaves and queries.household(request.me, household.id) is None:
        return redirect("workspace:work")
    return redirect(f"workspace:{page.then or page.back}", household.id)


def _both(request: SignedIn, context: dict[str, Any], conflict: Changed) -> HttpResponse:
    """Both texts; sending again replaces theirs knowingly."""
    form, page = context["form"], context["page"]
    if page.theirs is not None:
        version, context["theirs"] = page.theirs()
        form.data = form.data.copy()
        form.data["version"] = version
    form.add_error(None, str(conflict))
    return htmx.render(request, page.template, context, status=409)
